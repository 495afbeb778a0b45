internal import CSQLite

/// The database of a pack, to be read. Packs come from elsewhere: nothing in it is believed to be
/// what its name says.
package final class PackDatabase {
  /// A row, for as long as it is looked at.
  package struct Row {
    fileprivate let statement: SQLiteStatement

    /// Fills a row of a table with the same cells.
    func fill(_ row: inout TableRow) {
      for column in 0..<statement.columnCount {
        if statement.isNull(column) {
          row.none()
        } else if statement.isNumber(column) {
          row.seconds(statement.number(column))
        } else {
          row.text(statement.text(column))
        }
      }
    }

    /// The cells as a line of PostgreSQL's `COPY`.
    func appendCopyLine(to bytes: inout [UInt8]) {
      for column in 0..<statement.columnCount {
        if column > 0 { bytes.append(UInt8(ascii: "\t")) }
        guard !statement.isNull(column) else {
          bytes += "\\N".utf8
          continue
        }
        statement.withText(column) { CopyText.append($0, to: &bytes) }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  private let handle: SQLiteHandle
  /// The repositories and periods that it has, sorted.
  package let audits: [Audit]

  /// One repository and period.
  package struct Audit: Hashable, Sendable {
    package let repository: String
    /// The first day, `/`, and the day after the last.
    package let period: String
  }

  /// Opens the database of a pack.
  package init(path: String) throws(TableError) {
    handle = try SQLiteHandle(path, isNew: false)
    try handle.run(
      "pragma trusted_schema = off; pragma query_only = on; pragma cell_size_check = on")
    try Self.check(handle)
    var audits: [Audit] = []
    let statement = try SQLiteStatement(
      "select repository, audit_period, schema_name from audits order by 1, 2", in: handle)
    while try statement.step() {
      guard statement.text(2) == DatabaseSchema.name else { throw Self.foreign(path) }
      audits.append(Audit(repository: statement.text(0), period: statement.text(1)))
    }
    guard !audits.isEmpty else { throw Self.foreign(path) }
    self.audits = audits
  }

  /// Whether every table is one, of these very columns: a view could say anything.
  private static func check(_ handle: SQLiteHandle) throws(TableError) {
    for table in DatabaseSchema.tables {
      let statement = try SQLiteStatement(
        """
        select (select group_concat(name) from (select name from pragma_table_info(m.name)))
        from sqlite_master m where name = ? and type = 'table' and rootpage > 0
        """, in: handle)
      statement.bind(table.name, at: 1)
      let columns = DatabaseSchema.key + table.columns.map(\.name)
      guard try statement.step(),
        statement.text(0).utf8.elementsEqual(columns.joined(separator: ",").utf8)
      else { throw foreign(handle.path) }
    }
  }

  private static func foreign(_ path: String) -> TableError {
    TableError(.tableUnreadable, "\(path) is no database of \(DatabaseSchema.name)")
  }

  /// The tables and views by their names, in the order of the schema.
  package static var names: [String] {
    DatabaseSchema.tables.map(\.name) + DatabaseSchema.views.map(\.name)
  }

  /// How many rows a table or view has.
  package func count(_ name: String) throws(TableError) -> Int {
    let statement = try SQLiteStatement("select count(*) from \(try source(name))", in: handle)
    return try statement.step() ? Int(statement.number(0)) : 0
  }

  /// Calls `body` with the names of the columns, then with every row, sorted by the key of a table
  /// and by all columns of a view.
  package func rows(
    of name: String, columns: ([String]) -> Void, _ body: (Row) throws(TableError) -> Void
  ) throws(TableError) {
    let source = try source(name)
    let first = try SQLiteStatement("select * from \(source)", in: handle)
    let count =
      DatabaseSchema.table(named: name).map { $0.keyLength + DatabaseSchema.key.count }
      ?? first.columnCount
    let order = (1...count).map(String.init).joined(separator: ", ")
    let statement = try SQLiteStatement("select * from \(source) order by \(order)", in: handle)
    columns((0..<statement.columnCount).map(statement.name))
    while try statement.step() { try body(Row(statement: statement)) }
  }

  /// The table, or the query of the view as it is known here.
  private func source(_ name: String) throws(TableError) -> String {
    if DatabaseSchema.table(named: name) != nil { return name }
    guard let view = DatabaseSchema.views.first(where: { $0.name == name }) else {
      throw TableError(.tableUnreadable, "the database has no table `\(name)`")
    }
    return "(\(view.query))"
  }
}
