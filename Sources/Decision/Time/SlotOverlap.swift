package import Primitives
package import Records

/// Another change that is planned for a time and a system that a change needs too.
package struct SlotOverlap: Hashable, Sendable {
  /// The id of the other change.
  package let other: String
  /// When both are planned.
  package let interval: ChangeRequest.Interval
  /// Whether the other change holds the slot against this one.
  package let isHeld: Bool
}

/// Where a change overlaps others by the rule on conflicts, in the order of their ids.
///
/// Empty if the policy that judges the change does not forbid conflicts. Others are listed
/// whatever has become of them; ``SlotOverlap/isHeld`` is what the verdict's requirement
/// `conflicts` says of each.
package func slotOverlaps(of id: String, in history: History, now: Instant) -> [SlotOverlap] {
  guard let change = history.changes[id] else { return [] }
  let evaluation = Evaluation(
    history: history, change: change, now: now, question: GateQuestion())
  let view = evaluation.view
  guard view.policy.workflow.stages[.scheduled]?.conflicts != nil, let record = view.record,
    let window = record.schedule?.window, window.start < window.end
  else { return [] }
  let rule = ConflictRule(view: view, tally: evaluation.tally)
  let systems = Set(ConflictRule.systems(of: record, view))
  let reached = rule.reach(of: record, systems)
  return rule.others(in: window, touching: systems, reached).compactMap { other in
    let theirs = rule.standpoint(other)
    guard let planned = theirs.record, let their = planned.schedule?.window,
      their.start < their.end, their.overlaps(window),
      rule.touches(planned, ConflictRule.systems(of: planned, theirs), systems, reached)
    else { return nil }
    return SlotOverlap(
      other: other.id,
      interval: ChangeRequest.Interval(
        start: max(window.start, their.start), end: min(window.end, their.end)),
      isHeld: rule.holder(among: [other.id]) != nil)
  }
}
