package import Audit
package import Decision
internal import Glibc

/// Writes the pack's database: changes one by one as they are examined, then the rest of the audit.
///
/// The same audit gives the same bytes as long as changes come in the same order. What is half written
/// stands under another name and is removed with the value, so that a database at the path is whole.
package final class Database {
  let period: String
  private let repository: String
  private let path: String
  private let draft: String
  /// Nil once the database is whole, so that others may read it.
  private var handle: SQLiteHandle?
  private var inserters: [String: RowInserter] = [:]
  private var row = TableRow()
  private var isFinished = false
  /// The changes whose acts are written.
  private(set) var added: Set<String> = []

  /// Begins a database for one audit.
  ///
  /// - Parameter path: where it will stand once it is finished; what stands there is replaced.
  package init(path: String, scope: AuditScope) throws(TableError) {
    self.path = path
    draft = "\(path).new-\(getpid())"
    repository = scope.repository
    period = "\(scope.period.from)/\(scope.period.until)"
    unlink(draft)
    let handle = try SQLiteHandle(draft, isNew: true)
    self.handle = handle
    try DatabaseSchema.begin(in: handle)
    try handle.run("begin")
  }

  deinit { if !isFinished { unlink(draft) } }

  /// Writes what only a change's own history has: acts, requirements, versions and edits.
  ///
  /// - Parameter graph: the commits that its history speaks of, if the change has none; without any
  ///   edits have no commit.
  package func add(_ change: AuditedChange, in graph: Graph? = nil) throws(TableError) {
    guard added.insert(change.summary.id).inserted else {
      throw TableError(.tableContradictory, "\(change.summary.id) came twice")
    }
    try writeHistory(of: change, graph ?? change.graph)
  }

  /// Writes the rest of the audit and puts the database in its place.
  ///
  /// Every change that was added has to be among those of the report.
  package func finish(_ report: AuditReport) throws(TableError) {
    let known = Set(report.changes.map(\.id))
    if let stray = added.subtracting(known).min() {
      throw TableError(.tableContradictory, "\(stray) is no change of the report")
    }
    try writeScope(report)
    try writeChanges(report)
    try writeExceptions(report)
    try writePolicies(report)
    try writePeople(report)
    try writePopulation(report)
    try writeReconciliation(report)
    try writeFigures(report)
    if let handle { try DatabaseSchema.end(in: handle) }
    try handle?.run("commit")
    inserters = [:]
    handle = nil
    guard rename(draft, path) == 0 else {
      throw TableError(
        .tableUnwritten, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
    isFinished = true
  }

  /// Writes rows of a table: `fill` calls what it is given with each.
  func write(_ table: DatabaseTable, _ fill: (AuditTable.Emit) -> Void) throws(TableError) {
    guard let handle else {
      throw TableError(.tableContradictory, "\(path) is whole already")
    }
    let inserter: RowInserter
    if let known = inserters[table.name] {
      inserter = known
    } else {
      inserter = try RowInserter(table, in: handle, key: [repository, period])
      inserters[table.name] = inserter
    }
    fill { fillRow in
      row.clear()
      fillRow(&row)
      inserter.insert(row)
    }
    if let failure = inserter.failure { throw failure }
  }
}
