internal import Reporting

/// One line of a file of named values.
package struct InputRow: Hashable, Sendable {
  let file: String
  /// From 1.
  package let line: Int
  fileprivate let values: [String: String]
  fileprivate let columns: [String: Int]

  /// The value of a column; nil if it is empty or not there.
  package subscript(column: String) -> String? {
    values[column].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The error about this line, or about the value of one of its columns.
  package func fault(_ reason: String, in column: String? = nil) -> InputFault {
    InputFault(file, line: line, column: column.flatMap { columns[$0] }, reason)
  }
}

/// Reads a file of named values: CSV with a header, or JSON Lines of flat objects.
enum InputRows {
  /// More lines than this are refused.
  static let mostRows = 1_000_000

  /// The rows of a file in their order.
  ///
  /// - Parameters:
  ///   - columns: the names that are known; another is an error, for a misspelt one would be lost.
  ///   - needed: names without which the file cannot be meant.
  static func read(
    _ bytes: [UInt8], name: String, columns: [String], demanding needed: [String]
  ) throws(InputFault) -> [InputRow] {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    let first = text.first { $0 > 0x20 }
    guard first != nil else { throw InputFault(name, line: 1, "the file is empty") }
    let rows =
      first == UInt8(ascii: "{")
      ? try lines(text, name, columns) : try table(bytes, name, columns, needed)
    guard rows.count <= mostRows else {
      throw InputFault(name, line: mostRows, "more than \(mostRows) lines")
    }
    return rows
  }

  private static func unknown(_ key: String, _ columns: [String]) -> String {
    "unknown column `\(PlainText.line(PlainText.cut(key, to: 40)))`; known are "
      + columns.joined(separator: ", ")
  }

  // MARK: CSV

  private static func table(
    _ bytes: [UInt8], _ name: String, _ columns: [String], _ needed: [String]
  ) throws(InputFault) -> [InputRow] {
    let records = try CSVReader.read(bytes, name: name)
    guard let header = records.first else { throw InputFault(name, line: 1, "the file is empty") }
    var names: [String] = []
    for field in header.fields {
      guard columns.contains(where: { $0.utf8.elementsEqual(field.text.utf8) }) else {
        let hint =
          field.text.utf8.contains(UInt8(ascii: ";")) ? "; fields are parted by commas" : ""
        throw InputFault(
          name, line: header.line, column: field.column, unknown(field.text, columns) + hint)
      }
      guard !names.contains(field.text) else {
        throw InputFault(
          name, line: header.line, column: field.column, "column `\(field.text)` stands twice")
      }
      names.append(field.text)
    }
    if let missing = needed.first(where: { !names.contains($0) }) {
      throw InputFault(name, line: header.line, "the header lacks `\(missing)`")
    }
    return records.dropFirst().map { record in
      InputRow(
        file: name, line: record.line,
        values: Dictionary(
          zip(names, record.fields.map(\.text)), uniquingKeysWith: { first, _ in first }),
        columns: Dictionary(
          zip(names, record.fields.map(\.column)), uniquingKeysWith: { first, _ in first }))
    }
  }

  // MARK: JSON Lines

  private static func lines(
    _ text: ArraySlice<UInt8>, _ name: String, _ columns: [String]
  ) throws(InputFault) -> [InputRow] {
    guard text.count <= CSVReader.sizeLimit else {
      throw InputFault(name, line: 1, "the file is larger than \(CSVReader.sizeLimit >> 20) MiB")
    }
    var rows: [InputRow] = []
    var number = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      rows.append(try row(Array(line), name, number, columns))
    }
    return rows
  }

  private static func row(
    _ line: [UInt8], _ name: String, _ number: Int, _ columns: [String]
  ) throws(InputFault) -> InputRow {
    let value: JSONValue
    do throws(JSONReader.Fault) { value = try JSONReader.read(line) } catch {
      throw InputFault(name, line: number, column: error.offset + 1, error.reason)
    }
    guard case .object(let members) = value else {
      throw InputFault(name, line: number, "a line is one object")
    }
    var values: [String: String] = [:]
    for (key, member) in members {
      guard columns.contains(where: { $0.utf8.elementsEqual(key.utf8) }) else {
        throw InputFault(name, line: number, unknown(key, columns))
      }
      if member.isNull { continue }
      guard let text = member.text else {
        throw InputFault(name, line: number, "`\(key)` is no text")
      }
      values[key] = text
    }
    return InputRow(file: name, line: number, values: values, columns: [:])
  }
}
