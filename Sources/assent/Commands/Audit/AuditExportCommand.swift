internal import Acting
internal import ArgumentParser
internal import Diagnostics
internal import EvidencePack
internal import Glibc
internal import Primitives
internal import Reporting

/// `assent audit export`: what a pack's database holds, for other programs.
struct AuditExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print a table of an evidence pack, or load the pack into PostgreSQL.",
    discussion: """
      Without a table the tables and views are listed, each with the number of its rows. \
      PostgreSQL is loaded by psql, in one transaction, into the schema assent, and replaces what \
      that has of the same repository and period. A password comes from PGPASSWORD, a .pgpass file \
      or a service: a command line can be read by everybody on the machine.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case csv, json
  }

  @Argument(help: "The folder of the pack.", completion: .directory)
  var pack: String

  @Option(help: "The table or view, such as changes or late_approvals.")
  var table: String?

  @Option(help: "Comma-separated values, or JSON Lines.")
  var format: Format = .csv

  @Option(
    help: ArgumentHelp(
      "Load the pack into this database, such as service=audit.", valueName: "connection"))
  var postgres: String?

  func validate() throws {
    guard table == nil || postgres == nil else {
      throw ValidationError("--table prints one table, --postgres loads all: give one of the two")
    }
  }

  func run() throws {
    let load = try postgres.map { try PostgresLoad($0) }
    let database = try Self.reading { () throws(TableError) in
      try PackDatabase(path: "\(pack)/audit.db")
    }
    if let load { return try load.load(database) }
    guard let table else { return try list(database) }
    guard PackDatabase.names.contains(table) else {
      throw Failure(
        "usage", "no table is named \(PlainText.line(table))",
        hint: NearestName.of(table, among: PackDatabase.names).map {
          "assent audit export --table \($0) \(ShellWord.quoted(pack))"
        } ?? "assent audit export \(ShellWord.quoted(pack)) lists them", exitStatus: 2)
    }
    let write = { (bytes: [UInt8]) in Terminal.result(String(decoding: bytes, as: UTF8.self)) }
    try Self.reading { () throws(TableError) in
      switch format {
      case .csv: try TableExport.csv(table, of: database, write)
      case .json: try TableExport.json(table, of: database, write)
      }
    }
  }

  /// A line a table: its name and how many rows it has.
  private func list(_ database: PackDatabase) throws {
    let names = PackDatabase.names
    let width = names.map(\.utf8.count).max() ?? 0
    var text = ""
    for name in names {
      let count = try Self.reading { () throws(TableError) in try database.count(name) }
      text += name + String(repeating: " ", count: width - name.utf8.count + 2) + "\(count)\n"
    }
    Terminal.result(text)
  }

  static func reading<R>(_ body: () throws(TableError) -> R) throws -> R {
    do throws(TableError) { return try body() } catch { throw Failure(error) }
  }
}

/// `assent audit schema`: the tables of the packs' databases.
struct AuditSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the schema of the database of evidence packs, as SQL.",
    discussion: "SQLite and PostgreSQL read the same text.")

  func run() { Terminal.result(DatabaseSchema.text) }
}

extension Failure {
  init(_ error: TableError) {
    switch error.code {
    case .tableUnwritten:
      self.init(error.code.rawValue, error.message, exitStatus: 2)
    case .tableUnreadable:
      self.init(
        error.code.rawValue, error.message,
        hint: "name a folder that `assent audit report` wrote, by this version", exitStatus: 2)
    case .tableContradictory:
      self.init(error.code.rawValue, error.message, exitStatus: 70)
    }
  }
}
