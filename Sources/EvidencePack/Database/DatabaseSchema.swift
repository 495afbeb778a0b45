/// The schema of the pack's database: the same text for SQLite and PostgreSQL, made from the
/// descriptions of its tables.
package enum DatabaseSchema {
  /// The name that every audit in the database carries; the number goes up with any change that a
  /// question could notice.
  package static let name = "assent/database/1"
  /// The same number, as `PRAGMA user_version`.
  static let version = 1

  /// Every table, each after those that it refers to.
  package static let tables: [DatabaseTable] = [
    .audits, .remarks, .backdatedCommits,
    .changes, .changeSystems, .changeFlags, .changeArtifacts, .changeSupersedes, .milestones,
    .tests, .testCommits, .repositoryTests, .repositoryTestCommits, .exceptions,
    .exceptionCommits,
    .acts, .stages, .requirements, .requirementActs, .gateReasons, .recordVersions, .edits,
    .editPeople, .nearMisses,
    .policies, .policyApprovals, .policyFiles, .policyUnrest,
    .people, .keys, .roles, .personActs, .personParts, .personRemarks, .duties, .dutyChanges,
    .gaps, .duplicates, .deletions, .idsWithoutRecord,
    .deployments, .deploymentChanges, .protectedCommits, .protectedCommitPaths,
    .protectedCommitChanges, .toolEvidence, .toolSettings,
    .samples, .sampleStrata, .sampleItems, .metrics, .metricChanges, .flowValues, .suppressions,
  ]

  /// The names of the columns that every table begins with.
  static let key = ["repository", "audit_period"]

  /// The statements that make an empty database.
  package static var statements: [String] {
    tables.map(creation) + indexes
      + views.map { "create view \($0.name) as -- \($0.meaning)\n\($0.query)" }
  }

  /// The statements as a file.
  package static var text: String { statements.map { $0 + ";\n" }.joined(separator: "\n") }

  /// What PostgreSQL keeps beside the tables, since it drops what stands in comments.
  package static var comments: [String] {
    tables.flatMap { table in
      ["comment on table \(table.name) is \(quoted(table.meaning))"]
        + table.columns.map {
          "comment on column \(table.name).\($0.name) is \(quoted($0.meaning))"
        }
    }
  }

  /// A table of that name.
  static func table(named name: String) -> DatabaseTable? { tables.first { $0.name == name } }

  /// The statement that makes a table.
  static func creation(_ table: DatabaseTable) -> String {
    var lines = [
      ("repository text not null,", "The id of the repository."),
      ("audit_period text not null,", "The first day, `/`, and the day after the last."),
    ]
    for column in table.columns { lines.append((definition(column) + ",", column.meaning)) }
    let own = table.columns.prefix(table.keyLength).map(\.name)
    var constraints = ["primary key (\((key + own).joined(separator: ", ")))"]
    for reference in table.references {
      let columns = (key + reference.columns).joined(separator: ", ")
      constraints.append("foreign key (\(columns)) references \(reference.table)")
    }
    return "create table \(table.name) ( -- \(table.meaning)\n"
      + lines.map { "  \($0.0) -- \($0.1)\n" }.joined()
      + constraints.map { "  \($0)" }.joined(separator: ",\n") + "\n)"
  }

  private static func definition(_ column: DatabaseTable.Column) -> String {
    let name = column.name
    let (type, check): (String, String?) =
      switch column.kind {
      case .text: ("text", nil)
      case .number: ("bigint", nil)
      case .flag: ("bigint", "\(name) in (0, 1)")
      case .time: ("text", "length(\(name)) = 20")
      case .commit: ("text", "length(\(name)) = 40")
      case .digest: ("text", "length(\(name)) = 71")
      case .choice(let words):
        ("text", "\(name) in (\(words.map(quoted).joined(separator: ", ")))")
      }
    return "\(name) \(type)" + (column.isRequired ? " not null" : "")
      + (check.map { " check (\($0))" } ?? "")
  }

  static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { result += "'" }
      result.unicodeScalars.append(scalar)
    }
    return result + "'"
  }

  private static let indexes = [
    "create index acts_by_commit on acts (commit_id)",
    "create index acts_by_person on acts (person, verb)",
    "create index tests_failed on tests (test) where outcome = 'fail'",
    "create index exceptions_by_kind on exceptions (kind)",
    "create index exceptions_by_change on exceptions (change)",
  ]
}
