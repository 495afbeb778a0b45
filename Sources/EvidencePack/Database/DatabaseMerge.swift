internal import CSQLite
internal import Glibc

/// Puts the databases of several packs into one.
package enum DatabaseMerge {
  /// Writes a database with everything that the others have, in their order.
  ///
  /// Throws an error by name if two hold the same repository and period.
  package static func write(_ sources: [String], to path: String) throws(TableError) {
    let draft = "\(path).new-\(getpid())"
    unlink(draft)
    do throws(TableError) {
      try merge(sources, into: draft)
    } catch {
      unlink(draft)
      throw error
    }
    guard rename(draft, path) == 0 else {
      let problem = String(cString: strerror(errno))
      unlink(draft)
      throw TableError(.tableUnwritten, "cannot write \(path): \(problem)")
    }
  }

  private static func merge(_ sources: [String], into draft: String) throws(TableError) {
    let handle = try SQLiteHandle(draft, isNew: true)
    try DatabaseSchema.begin(in: handle)
    for source in sources {
      // Only what has the very tables is copied.
      _ = try PackDatabase(path: source)
      try handle.run("attach \(DatabaseSchema.quoted(source)) as pack; begin")
      for table in DatabaseSchema.tables {
        let columns = (DatabaseSchema.key + table.columns.map(\.name)).joined(separator: ", ")
        try handle.run(
          "insert into main.\(table.name) (\(columns)) select \(columns) from pack.\(table.name)")
      }
      try handle.run("commit; detach pack")
    }
    try handle.run("begin")
    try DatabaseSchema.end(in: handle)
    try handle.run("commit")
  }
}

extension DatabaseSchema {
  /// Makes the tables of an empty database that nobody sees until it is whole.
  ///
  /// What the constraints say is known of what is written; the tests have every one of them checked.
  static func begin(in handle: SQLiteHandle) throws(TableError) {
    try handle.run(
      """
      pragma page_size = 8192; pragma auto_vacuum = none; pragma encoding = 'UTF-8';
      pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive;
      pragma temp_store = memory; pragma cache_size = -16384; pragma foreign_keys = off;
      pragma ignore_check_constraints = on; pragma user_version = \(version);
      begin
      """)
    // Rows stand in the order of their keys, and keys are not stored twice.
    for table in tables { try handle.run(creation(table) + " without rowid") }
    try handle.run("commit")
  }

  /// Makes indexes and views, when all rows are there.
  static func end(in handle: SQLiteHandle) throws(TableError) {
    for statement in statements.dropFirst(tables.count) { try handle.run(statement) }
  }
}
