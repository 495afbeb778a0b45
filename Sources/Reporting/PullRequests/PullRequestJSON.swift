internal import Decision
internal import Primitives

extension VerdictJSON {
  /// `assent/pull-request/1`: what a pull request would do to changes.
  package func pullRequest(_ report: PullRequestReport) -> JSONValue {
    .object([
      ("schema", .string("assent/pull-request/1")),
      ("head", .text(report.head)),
      ("merge", .string(report.merge.rawValue)),
      ("decision", .text(report.decision?.rawValue)),
      ("commits", .array(report.commits.map { .text($0) })),
      ("acts", .array(report.acts.map(carried))),
      ("policy-edit", report.policyEdit.map(policyEdit) ?? .null),
      ("other-branch", .text(report.otherBranch)),
      ("changes", .array(report.changes.map { change($0, in: report) })),
    ])
  }

  private func carried(_ act: PullRequestReport.CarriedAct) -> JSONValue {
    .object([
      ("commit", .text(act.commit)), ("says", .string(act.words)), ("person", .text(act.person)),
      ("counts", .bool(act.reason == nil)), ("reason", .text(act.reason?.rawValue)),
    ])
  }

  private func policyEdit(_ edit: PullRequestReport.PolicyEdit) -> JSONValue {
    .object([
      ("files", .array(edit.files.map { .string($0) })), ("obstacle", .text(edit.obstacle)),
      ("missing", .array(edit.missing.map { .string($0) })), ("whom", .text(edit.whom)),
    ])
  }

  private func change(
    _ change: PullRequestReport.Change, in report: PullRequestReport
  ) -> JSONValue {
    let own = Set(report.commits)
    let ended = report.staleActs(of: change).filter { ruling in
      ruling.detail.contains { $0.commit.map(own.contains) ?? false }
    }
    return .object([
      ("change", .string(change.verdict.change)), ("edited", .bool(change.isEdited)),
      ("ends", .array(ended.map { .text($0.act.id) })),
      ("findings", .array(change.findings.map(FindingJSON.finding))),
      ("verdict", verdict(change.verdict)),
    ])
  }
}
