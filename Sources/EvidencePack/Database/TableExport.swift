internal import Primitives
internal import Reporting

/// A table of a pack's database as text, for other programs.
package enum TableExport {
  /// Comma-separated values by the rules of `CSVFile`, in pieces.
  package static func csv(
    _ name: String, of database: PackDatabase, _ write: ([UInt8]) -> Void
  ) throws(TableError) {
    var file: CSVFile?
    var row = TableRow()
    try database.rows(of: name) { columns in
      file = CSVFile(header: columns)
    } _: { (found) throws(TableError) in
      row.clear()
      found.fill(&row)
      file?.append(row)
      guard let content = file?.content, content.count > 1 << 16 else { return }
      write(content)
      file?.clear()
    }
    write(file?.content ?? [])
  }

  /// JSON Lines: an object a row, whose keys are the columns.
  package static func json(
    _ name: String, of database: PackDatabase, _ write: ([UInt8]) -> Void
  ) throws(TableError) {
    var names: [String] = []
    var row = TableRow()
    var bytes: [UInt8] = []
    try database.rows(of: name) {
      names = $0
    } _: { (found) throws(TableError) in
      row.clear()
      found.fill(&row)
      bytes += JSONValue.object(Array(zip(names, row.values))).line.utf8
      guard bytes.count > 1 << 16 else { return }
      write(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    write(bytes)
  }
}

extension TableRow {
  /// The cells as JSON.
  var values: [JSONValue] {
    cells.map { cell in
      switch cell {
      case .none: .null
      case .number(let number): .number(Int(number))
      case .time(let time): .text(time)
      case .text(let range): .string(String(decoding: bytes[range], as: UTF8.self))
      }
    }
  }
}
