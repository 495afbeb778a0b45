/// What the database of one pack says in short, for a list of several.
package struct FleetAccount: Sendable {
  /// An exception as such a list shows it.
  package struct Exception: Hashable, Sendable {
    package let kind: String
    package let change: String?
    package let message: String
    package let time: String?
    package let isOpen: Bool
    /// Whether the pack has a page about the change.
    package let hasDossier: Bool
  }

  package let repository: String
  package let changes: Int
  package let failed: Int
  package let notEvaluable: Int
  /// Nil where there was no deployment feed.
  package let uncovered: Int?
  package let exceptions: [Exception]

  /// Asks the database of a pack.
  package init(path: String) throws(TableError) {
    let audits = try PackDatabase(path: path).audits
    guard let audit = audits.first, audits.count == 1 else {
      throw TableError(.tableUnreadable, "\(path) has \(audits.count) audits")
    }
    repository = audit.repository
    let handle = try SQLiteHandle(path, isNew: false)
    let number = { (query: String) throws(TableError) -> Int in
      let statement = try SQLiteStatement(query, in: handle)
      return try statement.step() ? Int(statement.number(0)) : 0
    }
    changes = try number("select count(*) from changes where membership = 'period'")
    failed = try number(
      """
      select count(distinct t.change) from tests t join changes c on c.id = t.change
      where t.outcome = 'fail' and c.membership = 'period'
      """)
    notEvaluable = try number(
      """
      select count(distinct t.change) from tests t join changes c on c.id = t.change
      where t.outcome = 'not-evaluable' and c.membership = 'period'
      """)
    let hasFeed = try number("select deployments_given from audits") == 1
    uncovered =
      hasFeed ? try number("select count(*) from deployments where cover <> 'covered'") : nil
    exceptions = try Self.exceptions(in: handle)
  }

  private static func exceptions(in handle: SQLiteHandle) throws(TableError) -> [Exception] {
    let statement = try SQLiteStatement(
      """
      select kind, change, message, arose_at, is_open, c.id
      from exceptions e left join changes c on c.id = e.change order by number
      """,
      in: handle)
    var exceptions: [Exception] = []
    while try statement.step() {
      exceptions.append(
        Exception(
          kind: statement.text(0), change: statement.isNull(1) ? nil : statement.text(1),
          message: statement.text(2), time: statement.isNull(3) ? nil : statement.text(3),
          isOpen: statement.number(4) == 1, hasDossier: !statement.isNull(5)))
    }
    return exceptions
  }
}
