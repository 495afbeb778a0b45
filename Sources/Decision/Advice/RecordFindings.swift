package import Diagnostics
package import Primitives
package import Records

/// What the linter says of a change's record as the decision judges it, with the tree around it,
/// warnings included; empty if there is no such change.
package func recordFindings(on id: String, in history: History, now: Instant) -> [Finding] {
  guard let change = history.changes[id] else { return [] }
  let evaluation = Evaluation(
    history: history, change: change, now: now, question: GateQuestion())
  return LintRule(view: evaluation.view, tally: evaluation.tally).findings()
}

/// The record as the decision judges it: a standard one with what its template says.
package func judgedRecord(of id: String, in history: History, now: Instant) -> ChangeRequest? {
  guard let change = history.changes[id] else { return nil }
  return Evaluation(history: history, change: change, now: now, question: GateQuestion()).view
    .record
}
