/// The script by which psql loads the database of a pack into the schema `assent`, replacing what that
/// has of the same repositories and periods.
///
/// It is meant for one transaction, and to stop at the first error.
package struct PostgresScript {
  private let database: PackDatabase

  package init(_ database: PackDatabase) { self.database = database }

  /// Writes the script in pieces.
  package func write(_ write: ([UInt8]) throws(TableError) -> Void) throws(TableError) {
    try write(Array(Self.opening.utf8))
    try write(Array(deletions.utf8))
    for table in DatabaseSchema.tables { try copy(table, write) }
  }

  /// Whatever the server or the environment is set to: texts are quoted by the standard, and names
  /// mean what stands in the schema.
  private static var opening: String {
    let name = DatabaseSchema.quoted(DatabaseSchema.name)
    return """
      set standard_conforming_strings = on;
      set client_encoding = 'UTF8';
      set client_min_messages = warning;
      -- Two loads at once wait for each other.
      do $$ begin perform pg_advisory_xact_lock(\(lock)); end $$;
      select to_regnamespace('assent') is null as is_new \\gset
      \\if :is_new
      create schema assent;
      comment on schema assent is \(name);
      set search_path = assent;
      \((DatabaseSchema.statements + DatabaseSchema.comments).joined(separator: ";\n"));
      \\endif
      set search_path = assent;
      do $$ begin
        if obj_description(to_regnamespace('assent')::oid, 'pg_namespace') is distinct from \(name)
        then
          raise exception 'the schema assent is not \(DatabaseSchema.name)';
        end if;
      end $$;

      """
  }

  /// A number that no other program locks by: the first bytes of the word `assent`.
  private static let lock = 0x6173_7365_6E74

  private var deletions: String {
    var text = ""
    for audit in database.audits {
      for table in DatabaseSchema.tables.reversed() {
        text +=
          "delete from \(table.name) where repository = \(DatabaseSchema.quoted(audit.repository)) "
          + "and audit_period = \(DatabaseSchema.quoted(audit.period));\n"
      }
    }
    return text
  }

  private func copy(
    _ table: DatabaseTable, _ write: ([UInt8]) throws(TableError) -> Void
  ) throws(TableError) {
    let columns = DatabaseSchema.key + table.columns.map(\.name)
    var bytes = Array(
      "copy \(table.name) (\(columns.joined(separator: ", "))) from stdin;\n".utf8)
    try database.rows(of: table.name) { _ in
    } _: { (row) throws(TableError) in
      row.appendCopyLine(to: &bytes)
      guard bytes.count > 1 << 18 else { return }
      try write(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    bytes += "\\.\n".utf8
    try write(bytes)
  }
}
