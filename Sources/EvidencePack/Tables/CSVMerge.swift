/// Several files of comma-separated values of one kind as one, each row preceded by whose it is.
package struct CSVMerge {
  private var bytes: [UInt8] = []

  package init() {}

  package var content: [UInt8] { bytes }

  /// Adds a file.
  ///
  /// - Parameters:
  ///   - heading: the name of the new column.
  ///   - owner: what stands there.
  package mutating func add(_ file: [UInt8], heading: String, owner: String) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var cell = CSVFile(header: [owner]).content.dropFirst(mark.count).dropLast(2)
    cell.append(UInt8(ascii: ","))
    let isFirst = bytes.isEmpty
    var isHeader = true
    for record in Self.records(of: file.starts(with: mark) ? file.dropFirst(mark.count) : file[...])
    {
      if isHeader {
        isHeader = false
        guard isFirst else { continue }
        bytes += mark + Array(heading.utf8) + [UInt8(ascii: ",")]
      } else {
        bytes += cell
      }
      bytes += record
    }
  }

  /// The records with their line ends, which may have line ends inside quotes.
  private static func records(of file: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var records: [ArraySlice<UInt8>] = []
    var start = file.startIndex
    var isQuoted = false
    for index in file.indices {
      if file[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard file[index] == UInt8(ascii: "\n"), !isQuoted else { continue }
      records.append(file[start...index])
      start = index + 1
    }
    return records
  }
}
