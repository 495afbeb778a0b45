internal import Acts
internal import Diagnostics
internal import Primitives
internal import Records

extension Evaluation {
  func gate(
    stages: [StageVerdict], findings: [Finding], _ ratification: Ratification?,
    state: Verdict.State
  ) -> Verdict.Gate {
    let rule = GateRule(view: view, tally: tally, stages: stages, findings: findings)
    var reasons =
      question.rollback
      ? RollbackRule(change: change, starts: starts, tally: tally).reasons(question)
      : forward(rule, ratification, state: state)
    // Asked for last: only a gate that is open to something needs to be told to what.
    if !question.rollback, let reason = artifactReason,
      reason.code != .artifactRequired || reasons.isEmpty
    {
      reasons.append(reason)
    }
    reasons = reasons.uniqued()
    let decision = reasons.map(\.code.effect).max() ?? .allowed
    let waits = reasons.contains { $0.code == .windowNotOpen }
    return Verdict.Gate(
      name: view.policy.workflow.gateName, decision: decision, reasons: ranked(reasons),
      next: waits ? view.record?.schedule?.window?.start : nil)
  }

  /// The decisive reasons first.
  func ranked(_ reasons: [GateReason]) -> [GateReason] {
    reasons.enumerated().sorted {
      ($1.element.code.effect, $0.offset) < ($0.element.code.effect, $1.offset)
    }.map(\.element)
  }

  func forward(_ rule: GateRule, _ ratification: Ratification?, state: Verdict.State)
    -> [GateReason]
  {
    var reasons = history.problems(at: history.tipPosition)
    if change.current == nil {
      reasons.append(
        GateReason(code: .recordMissing, message: "the trunk has no record of \(change.id)"))
    }
    if change.headBehind {
      reasons.append(
        GateReason(
          code: .headBehind, message: "the trunk changed the record since this head left it"))
    }
    // What ended stays ended: whoever edits the record afterwards does not begin anew.
    if state == .closed || (tally.everCounted(.close) && tally.counted(.close).isEmpty) {
      reasons.append(GateReason(code: .closed, message: "the change is closed"))
    }
    guard start != nil else { return reasons + finished + rule.reasons() }
    reasons += finished + rule.notUnderstood + rule.forbidding + rule.lint
    if let edit = editedAfterStart {
      reasons.append(GateReason(code: .editedAfterStart, message: edit.message))
    }
    guard let ratification else { return reasons + rule.window + rule.freezes }
    return reasons + emergencyLimits(ratification)
  }

  /// What ends the licence of an emergency that has begun.
  func emergencyLimits(_ ratification: Ratification) -> [GateReason] {
    var reasons: [GateReason] = []
    if let begun = ratification.start {
      if view.policy.workflow.clock == .recorded, view.recorded(begun) == nil {
        reasons.append(
          GateReason(
            code: .policyError,
            message: "no recorder vouches for the time of commit \(begun.id.short)"))
      }
      let end = (view.recorded(begun) ?? begun.time).advanced(
        by: ratification.rule.validFor.seconds)
      if now >= end {
        reasons.append(
          GateReason(code: .emergencyExpired, message: "the emergency's approval ended at \(end)"))
      }
    }
    if ratification.isOverdue {
      reasons.append(
        GateReason(code: .ratificationOverdue, message: "the emergency was not ratified in time"))
    }
    return reasons
  }

  var finished: [GateReason] {
    guard tally.everCounted(.finish) else { return [] }
    return [GateReason(code: .finished, message: "the implementation has finished")]
  }

  var artifactReason: GateReason? {
    guard let record = fixedRecord else { return nil }
    return ArtifactRule(
      record: record, start: start.map { change.acts[$0.index] },
      binding: view.policy.workflow.artifact
    ).objection(to: question)
  }

  /// The record whose type and artifacts hold: Start's, once there is one.
  var fixedRecord: ChangeRequest? { start?.view.record ?? view.record }
}
