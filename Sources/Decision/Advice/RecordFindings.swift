package import Diagnostics
package import Primitives

/// What the linter says of a change's record as it is judged, with the tree around it; empty if
/// there is no such change.
package func findings(on id: String, in history: History, now: Instant) -> [Finding] {
  guard let change = history.changes[id] else { return [] }
  let evaluation = Evaluation(
    history: history, change: change, now: now, question: GateQuestion())
  return LintRule(view: evaluation.view, tally: evaluation.tally).findings()
}
