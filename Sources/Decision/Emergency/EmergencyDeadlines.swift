internal import Acts
package import Primitives
internal import Records

/// When an emergency has to be ratified; nil for other changes and before anything began.
package func ratificationDue(of id: String, in history: History, now: Instant) -> Instant? {
  guard let change = history.changes[id] else { return nil }
  let evaluation = Evaluation(
    history: history, change: change, now: now, question: GateQuestion())
  return evaluation.ratification([])?.due
}

/// When an emergency that was carried out has to be reviewed; nil for other changes.
package func reviewDue(of id: String, in history: History, now: Instant) -> Instant? {
  guard let change = history.changes[id] else { return nil }
  let evaluation = Evaluation(
    history: history, change: change, now: now, question: GateQuestion())
  guard let rule = EmergencyPath(view: evaluation.view).rule, let period = rule.reviewWithin,
    let finish = evaluation.tally.counted(.finish).first
  else { return nil }
  let act = evaluation.change.acts[finish]
  return (evaluation.view.recorded(act) ?? act.time).advanced(by: period.seconds)
}
