internal import Audit
internal import Decision
internal import Primitives

/// Says of a change how it stands and no more.
struct BareExaminer: Sendable {
  let history: History
  let scope: AuditScope
  let today: @Sendable (String) -> ChangeSummary.Standing?

  func examine(_ id: String) -> AuditedChange? {
    guard let change = history.changes[id], !change.versions.isEmpty,
      let verdict = evaluate(id, in: history, now: scope.asOf)
    else { return nil }
    let standing = ChangeSummary.Standing(verdict)
    let summary = ChangeSummary(id: id, atEnd: standing, today: today(id) ?? standing)
    return AuditedChange(history: change, verdict: verdict, summary: summary, moments: [:])
  }
}
