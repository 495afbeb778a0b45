internal import Acting
internal import EvidencePack
internal import Glibc
internal import Primitives
internal import Reporting

/// Loads the database of a pack into PostgreSQL, through psql.
struct PostgresLoad {
  private let connection: PostgresConnection
  private let psql: Program

  /// Throws a failure with exit status 2 if the connection string has a password, or psql is not
  /// there.
  init(_ connection: String) throws {
    guard let connection = PostgresConnection(connection) else {
      throw Failure(
        "postgres-password",
        "the connection string holds a password, which everybody on this machine could read",
        hint: "set PGPASSWORD, or write it into ~/.pgpass or a service file", exitStatus: 2)
    }
    self.connection = connection
    psql = try acting { () throws(ActingError) in try Program(named: "psql") }
  }

  /// Loads the database of a pack.
  func load(pack: String) throws {
    try load(
      AuditExportCommand.reading { () throws(TableError) in
        try PackDatabase(path: "\(pack)/audit.db")
      })
  }

  /// Loads everything in one transaction, or nothing.
  func load(_ database: PackDatabase) throws {
    let script = try ScriptFile()
    try AuditExportCommand.reading { () throws(TableError) in
      try PostgresScript(database).write { (bytes) throws(TableError) in try script.write(bytes) }
    }
    let outcome = try acting { () throws(ActingError) in
      try psql.run(
        [
          "--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1",
          "--single-transaction", "--output=/dev/null", "--file=\(script.path)",
          "--dbname=\(connection.text)",
        ])
    }
    guard outcome.status == 0 else {
      let words =
        outcome.errorText.split(separator: "\n").first { $0.contains("ERROR") }
        ?? outcome.errorText.split(separator: "\n").first ?? "it gave no reason"
      throw Failure(
        "postgres", "PostgreSQL was not loaded: \(PlainText.line(String(words)))",
        hint: "nothing was changed there", exitStatus: 3)
    }
    for audit in database.audits {
      Terminal.result(
        "loaded \(PlainText.line(audit.repository)) \(PlainText.line(audit.period)) into the schema "
          + "assent\n")
    }
  }
}

/// A file for a while, which nobody else can read.
private final class ScriptFile {
  let path: String
  private let descriptor: Int32

  init() throws {
    let folder = Terminal.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var name = Array("\(folder)/assent-load-XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else {
      throw Failure(
        "table-unwritten", "cannot make a file in \(folder): \(String(cString: strerror(errno)))",
        exitStatus: 2)
    }
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  func write(_ bytes: [UInt8]) throws(TableError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw TableError(
          .tableUnwritten, "cannot write \(path): \(String(cString: strerror(errno)))")
      }
      rest = rest.dropFirst(count)
    }
  }
}
