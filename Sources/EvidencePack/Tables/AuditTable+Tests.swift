internal import Acts
internal import Audit

extension AuditTable {
  /// What each test found.
  package static let tests = AuditTable(
    "tests", sheet: "Tests",
    "A control test and what it found: of the repository first, then a row a change and test, sorted "
      + "by id and test.",
    columns: [
      Column("change", "The id of the change; empty for the repository as a whole."),
      Column("test", width: 6, "T1 to T18."),
      Column("outcome", width: 15, "`pass`, `fail`, `not-evaluable` or `not-applicable`."),
      Column("reason", width: 60, "Why, in one sentence."),
      Column(
        "basis", width: 22,
        "What it rests on: `order-proven`, `time-recorded`, `time-claimed`, `signature`, `stated`."),
      Column("commits", width: 42, "The commits that show it, between blanks."),
    ]
  ) { report, emit in
    for result in report.repositoryResults { emit { fill(result, of: nil, &$0) } }
    for change in report.changes {
      for result in change.results { emit { fill(result, of: change.id, &$0) } }
    }
  }

  private static func fill(_ result: TestResult, of change: String?, _ row: inout TableRow) {
    row.text(change)
    row.text(result.test.rawValue)
    row.text(result.outcome.rawValue)
    row.text(result.reason)
    row.list(result.basis.map(\.rawValue))
    row.commits(result.commits)
  }

  /// What an auditor writes up.
  package static let exceptions = AuditTable(
    "exceptions", sheet: "Exceptions",
    "An exception: those of the repository first, then of the changes of the period, sorted by id and "
      + "test.",
    columns: [
      Column("number", .number, width: 8, "Its place in the list, from 1."),
      Column("kind", width: 30, "Its name among auditors."),
      Column("change", "The id of the change; empty if it is about the repository."),
      Column("test", width: 6, "The test that found it."),
      Column("message", width: 70, "What happened, in one sentence."),
      Column("time", .time, "When it arose, as well as that is known."),
      Column("open", .flag, width: 6, "Whether it can still be cured."),
      Column("title", width: 40, "The title of the change."),
      Column("commits", width: 42, "The commits that show it, between blanks."),
    ]
  ) { report, emit in
    let titles = Dictionary(
      report.changes.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    for (index, exception) in report.exceptions.enumerated() {
      emit { row in
        row.number(index + 1)
        row.text(exception.kind.rawValue)
        row.text(exception.change)
        row.text(exception.test.rawValue)
        row.text(exception.message)
        row.time(exception.time)
        row.word(exception.isOpen)
        row.text(exception.change.flatMap { titles[$0] })
        row.commits(exception.commits)
      }
    }
  }
}
