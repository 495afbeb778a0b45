internal import Audit
internal import Reporting

/// What an audit found, in a few lines: the verdict, then where the evidence is.
struct AuditText {
  let report: AuditReport
  /// The folder of the pack, as the user named it.
  let folder: String
  /// What the user typed to reach the repository, such as `-C clone `.
  let place: String

  /// The lines for people.
  var text: String {
    var lines = [verdict]
    lines += report.remarks.map { "  \(PlainText.line($0))" }
    lines += [
      "", "The pack is in \(PlainText.line(folder)): open index.html there.",
      "To derive it again: assent audit verify \(place)\(ShellWord.quoted(folder))",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// `assent/audit-summary/1`.
  var json: JSONValue {
    let found = Found(report)
    return .object([
      ("schema", .string("assent/audit-summary/1")), ("folder", .string(folder)),
      ("standpoint", .text(report.scope.standpoint)), ("as-of", .text(report.scope.asOf)),
      ("changes", .number(found.changes)), ("overlapping", .number(found.overlapping)),
      ("exceptions", .number(found.exceptions)),
      ("changes-with-exceptions", .number(found.changesWithExceptions)),
      ("uncovered-deployments", found.deployments.map { .number($0) } ?? .null),
      ("uncovered-commits", found.commits.map { .number($0) } ?? .null),
      ("not-evaluable", .number(found.notEvaluable)),
      ("remarks", .array(report.remarks.map { .string($0) })),
    ])
  }

  private var verdict: String {
    let found = Found(report)
    let (period, count) = (report.scope.period, AuditProgress.grouped)
    var lines = [
      "\(count(found.changes)) changes \(period.basis.rawValue) from \(period.from) up to "
        + "\(period.until) (\(PlainText.line(period.zone))): "
        + (found.exceptions == 0
          ? "no exceptions"
          : "\(count(found.exceptions)) exceptions in \(count(found.changesWithExceptions)) changes")
    ]
    switch (found.deployments, found.commits) {
    case (nil, nil): lines.append("  no deployments or code were compared with changes")
    case (let deployments, let commits):
      if let deployments { lines.append("  \(count(deployments)) deployments without a change") }
      if let commits { lines.append("  \(count(commits)) protected commits without a change") }
    }
    if found.notEvaluable > 0 {
      lines.append("  \(count(found.notEvaluable)) tests could not be evaluated")
    }
    if found.overlapping > 0 {
      lines.append("  \(count(found.overlapping)) further changes overlap the period")
    }
    return lines.joined(separator: "\n")
  }

  /// The figures.
  struct Found {
    let changes: Int
    let overlapping: Int
    let exceptions: Int
    let changesWithExceptions: Int
    let deployments: Int?
    let commits: Int?
    let notEvaluable: Int

    init(_ report: AuditReport) {
      let inPeriod = report.inPeriod
      changes = inPeriod.count
      overlapping = report.population.overlapping.count
      exceptions = report.exceptions.count
      changesWithExceptions = inPeriod.count { !$0.exceptions.isEmpty }
      deployments = report.reconciliation.deployments?.count { $0.cover != .covered }
      commits = report.reconciliation.commits?.count { $0.cover != .covered }
      notEvaluable =
        report.repositoryResults.count { $0.outcome == .notEvaluable }
        + inPeriod.reduce(0) { $0 + $1.results.count { $0.outcome == .notEvaluable } }
    }
  }
}
