internal import Audit

/// A table that people read, as a file of comma-separated values and as a sheet of the workbook:
/// one description and one order of rows for both.
package struct AuditTable: Sendable {
  package struct Column: Sendable {
    /// What a cell holds, which spreadsheets want to know.
    package enum Kind: String, Sendable {
      case text, number
      /// A time in UTC.
      case time
      /// `yes` or `no`.
      case flag
    }

    /// In kebab-case; a contract.
    package let name: String
    package let kind: Kind
    /// How wide a sheet shows it, in letters.
    let width: Int
    /// What it says, in one sentence.
    package let meaning: String

    init(_ name: String, width: Int = 16, _ meaning: String) {
      self.init(name, .text, width: width, meaning)
    }

    init(_ name: String, _ kind: Kind, width: Int = 16, _ meaning: String) {
      self.name = name
      self.kind = kind
      self.width = kind == .time ? 21 : width
      self.meaning = meaning
    }
  }

  /// Takes a row: calls what fills it, then writes it.
  typealias Emit = ((inout TableRow) -> Void) -> Void

  /// The file's name without its ending, such as `population`; a contract.
  package let name: String
  /// The sheet's name, such as `Changes`; a contract.
  package let sheet: String
  /// What a row is, and in which order rows stand.
  package let meaning: String
  package let columns: [Column]
  private let fill: @Sendable (AuditReport, Emit) -> Void

  init(
    _ name: String, sheet: String, _ meaning: String, columns: [Column],
    fill: @escaping @Sendable (AuditReport, Emit) -> Void
  ) {
    self.name = name
    self.sheet = sheet
    self.meaning = meaning
    self.columns = columns
    self.fill = fill
  }

  /// Calls `body` with every row in turn.
  func rows(of report: AuditReport, _ body: (borrowing TableRow) -> Void) {
    var row = TableRow()
    fill(report) { fillRow in
      row.clear()
      fillRow(&row)
      precondition(row.cells.count == columns.count, "\(name) has another number of cells")
      body(row)
    }
  }

  /// The tables that the pack holds as files of comma-separated values.
  package static let files = [
    population, tests, exceptions, deployments, commits, people,
  ]

  /// The sheets of the workbook, in their order.
  package static let sheets = [
    overview, population, tests, exceptions, deployments, commits, people, duties, policies,
    sample, metrics, method,
  ]
}
