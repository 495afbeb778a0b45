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
      ("uncovered-deployments", found.deployments.map { .number($0.notCovered) } ?? .null),
      ("uncovered-commits", found.commits.map { .number($0.notCovered) } ?? .null),
      ("not-evaluable", .number(found.notEvaluable)),
      ("remarks", .array(report.remarks.map { .string($0) })),
    ])
  }

  private var verdict: String {
    let found = Found(report)
    let (period, counted) = (report.scope.period, Self.counted)
    var lines = [
      "\(counted(found.changes, "change")) \(period.basis.rawValue) from \(period.from) up to "
        + "\(period.until) (\(PlainText.line(period.zone))): "
        + (found.exceptions == 0
          ? "no exceptions"
          : found.words)
    ]
    switch (found.deployments, found.commits) {
    case (nil, nil): lines.append("  no deployments or code were compared with changes")
    case (let deployments, let commits):
      if let deployments { lines.append("  " + Self.words(deployments, "deployment")) }
      if let commits { lines.append("  " + Self.words(commits, "protected commit")) }
    }
    if found.notEvaluable > 0 {
      lines.append("  \(counted(found.notEvaluable, "result")) of tests could not be evaluated")
    }
    if found.overlapping > 0 {
      lines.append(
        "  \(counted(found.overlapping, "further change")) "
          + "\(found.overlapping == 1 ? "overlaps" : "overlap") the period")
    }
    return lines.joined(separator: "\n")
  }

  /// Such as `4 of 12 deployments are not covered: 1 that no change names`.
  private static func words(_ count: CoverCount, _ noun: String) -> String {
    let all = counted(count.all, noun)
    guard count.notCovered > 0 else {
      return count.all == 0 ? "no \(noun) in the period" : "\(all), all covered by a change"
    }
    return "\(AuditProgress.grouped(count.notCovered)) of \(all) not covered by a change: "
      + count.words
  }

  /// A number with its noun: `1 change`, `1,200 changes`.
  static func counted(_ number: Int, _ noun: String) -> String {
    "\(AuditProgress.grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// The figures.
  struct Found {
    let changes: Int
    let overlapping: Int
    let exceptions: Int
    let changesWithExceptions: Int
    let deployments: CoverCount?
    let commits: CoverCount?
    let notEvaluable: Int
    let ofRepository: Int

    init(_ report: AuditReport) {
      let inPeriod = report.inPeriod
      changes = inPeriod.count
      overlapping = report.population.overlapping.count
      exceptions = report.exceptions.count
      changesWithExceptions = inPeriod.count { !$0.exceptions.isEmpty }
      deployments = report.reconciliation.deploymentCount
      commits = report.reconciliation.commitCount
      notEvaluable =
        report.repositoryResults.count { $0.outcome == .notEvaluable }
        + inPeriod.reduce(0) { $0 + $1.results.count { $0.outcome == .notEvaluable } }
      ofRepository = report.repositoryResults.reduce(0) { $0 + $1.exceptions.count }
    }

    /// Such as `17 exceptions, in 4 changes and 1 of the repository`.
    var words: String {
      let changes = AuditText.counted(changesWithExceptions, "change")
      let all = AuditText.counted(exceptions, "exception")
      if ofRepository == 0 { return "\(all) in \(changes)" }
      let repository = "\(AuditProgress.grouped(ofRepository)) of the repository"
      return changesWithExceptions == 0
        ? "\(all), of the repository" : "\(all), in \(changes) and \(repository)"
    }
  }
}
