/// Reads CSV strictly (RFC 4180): commas, one header, quotes only around whole fields.
///
/// Lines may end in CRLF or LF and a byte order mark may stand first. What another reader could take
/// apart differently is refused by line and column.
package struct CSVReader {
  /// One record: its fields, and where they begin.
  package struct Record: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
      package let text: String
      /// In bytes from the beginning of its line, from 1.
      package let column: Int
    }

    /// Where it begins, from 1.
    package let line: Int
    package let fields: [Field]
  }

  /// More bytes than this are refused.
  package static let sizeLimit = 64 << 20

  private let bytes: [UInt8]
  private let name: String
  private var index = 0
  private var line = 1
  private var lineStart = 0

  private init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  /// All records, the header first; as many fields in each as in the header.
  package static func read(_ bytes: [UInt8], name: String) throws(InputFault) -> [Record] {
    guard bytes.count <= sizeLimit else {
      throw InputFault(name, line: 1, "the file is larger than \(sizeLimit >> 20) MiB")
    }
    var reader = CSVReader(bytes, name: name)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if bytes.starts(with: mark) {
      reader.index = mark.count
      reader.lineStart = mark.count
    }
    var records: [Record] = []
    while reader.index < bytes.count {
      let record = try reader.record()
      if let header = records.first, header.fields.count != record.fields.count {
        throw InputFault(
          name, line: record.line,
          "\(record.fields.count) fields, but the header has \(header.fields.count)")
      }
      records.append(record)
    }
    return records
  }

  private var column: Int { index - lineStart + 1 }

  private func fault(_ reason: String) -> InputFault {
    InputFault(name, line: line, column: column, reason)
  }

  private mutating func record() throws(InputFault) -> Record {
    let start = line
    var fields: [Record.Field] = []
    while true {
      fields.append(try field())
      guard index < bytes.count else { break }
      if bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      try lineEnd()
      break
    }
    return Record(line: start, fields: fields)
  }

  private mutating func lineEnd() throws(InputFault) {
    if bytes[index] == UInt8(ascii: "\r") {
      guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") else {
        throw fault("a carriage return without a line feed")
      }
      index += 1
    }
    index += 1
    line += 1
    lineStart = index
  }

  private mutating func field() throws(InputFault) -> Record.Field {
    let place = (line: line, column: column)
    let isQuoted = index < bytes.count && bytes[index] == UInt8(ascii: "\"")
    let text = isQuoted ? try quoted(from: place) : try plain()
    guard let text = String(validating: text, as: UTF8.self) else {
      throw InputFault(name, line: place.line, column: place.column, "the field is not UTF-8")
    }
    return Record.Field(text: text, column: place.column)
  }

  private mutating func plain() throws(InputFault) -> [UInt8] {
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return Array(bytes[start..<index])
      case UInt8(ascii: "\""):
        throw fault("a quote within a field that does not begin with one")
      case 0: throw fault("a zero byte")
      default: index += 1
      }
    }
    return Array(bytes[start..<index])
  }

  private mutating func quoted(from place: (line: Int, column: Int)) throws(InputFault) -> [UInt8] {
    var result: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0 { throw fault("a zero byte") }
      index += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        lineStart = index
      }
      guard byte == UInt8(ascii: "\"") else {
        result.append(byte)
        continue
      }
      guard index < bytes.count else { return result }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        result.append(byte)
        index += 1
      case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return result
      default: throw fault("text after the quote that ends a field")
      }
    }
    throw InputFault(name, line: place.line, column: place.column, "a quote does not end")
  }
}
