/// Why a table, a workbook or a database could not be written or read.
package struct TableError: Error, Hashable, CustomStringConvertible {
  /// A stable code of the documentation's table.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    /// The file system does not take what is to be written.
    case tableUnwritten = "table-unwritten"
    /// A database is none, is damaged, or has another schema.
    case tableUnreadable = "table-unreadable"
    /// The same fact came twice, or one came that has no change: a defect of who made the audit.
    case tableContradictory = "table-contradictory"
  }

  package let code: Code
  /// One sentence that names the file.
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
