internal import Acts
internal import Primitives
internal import Records
internal import YAMLTree

/// The short way of an emergency: one signature before, everything else within a deadline after.
struct EmergencyPath {
  /// What the approval before covers.
  static let covered: [Section] = [.request, .assessment, .implementation, .rollback]
  /// The stages that are passed for the time being.
  static let deferred: [Stage] = [.assessed, .approved, .tested, .planned, .scheduled]
  /// The stages that ratification consists of.
  static let ratifying: [Stage] = [.assessed, .approved, .tested, .planned]
  /// The name of the requirement that an Override sets aside.
  static let ratification = "ratification"

  let view: View

  /// The policy's rule, if the judged record is an emergency.
  var rule: EmergencyRule? {
    view.kind == .emergency ? view.policy.workflow.emergency : nil
  }

  /// Whether the judged record is an emergency for which the policy has no rule.
  var isUnruled: Bool { view.kind == .emergency && view.policy.workflow.emergency == nil }

  /// The stage rule that an Approve in the role of the approval before obeys.
  func stageRule(for act: Act) -> StageRule? {
    guard let before, before.isObeyed(by: act.statement) else { return nil }
    return before
  }

  /// The approval before as if it were a stage of its own.
  var before: StageRule? {
    guard let rule else { return nil }
    var stage = StageRule(stage: .approved)
    stage.act = .approve
    stage.require = rule.before
    stage.not = [.requester, .contributors, .implementer]
    stage.covers = Self.covered
    stage.validFor = rule.validFor
    stage.line = rule.line
    return stage
  }

  /// Differences less the absent fields that were filled in meanwhile: what an emergency's record
  /// may leave for its ratification.
  static func withoutFilled(_ fields: [KeyPath], since then: RecordVersion) -> [KeyPath] {
    fields.filter { field in
      guard case .key? = field.steps.last else { return true }
      return then.document.root?.at(field) != nil
    }
  }
}

extension StageRule {
  /// Whether a statement is an Approve in a role of the approval before, this being its rule.
  func isObeyed(by statement: Statement) -> Bool {
    guard statement.verb == .approve, let role = statement.role else { return false }
    return require?.quorums.contains { $0.role == role } ?? false
  }
}

/// Where the ratification of an emergency stands.
struct Ratification {
  let view: View
  let tally: Tally
  let rule: EmergencyRule
  /// The live verdicts on the stages, before any is deferred.
  let stages: [StageVerdict]
  /// The authorised Start.
  let start: Act?

  /// Whether every ratifying stage is satisfied.
  var isComplete: Bool { ratifying.allSatisfy(\.status.passes) }

  /// When it is due; nil before anything began.
  var due: Instant? {
    let path = EmergencyPath(view: view)
    let first = tally.counted(.approve).first { path.stageRule(for: view.change.acts[$0]) != nil }
    let began =
      start.map { view.recorded($0) ?? $0.time }
      ?? first.map { view.claimed(view.change.acts[$0]).earlier }
    return began?.advanced(by: rule.ratifyWithin.seconds)
  }

  /// Whether it came after its time, or has not come by now.
  var isOverdue: Bool {
    guard let due else { return false }
    guard isComplete else { return view.now >= due }
    return (completed ?? view.now) > due
  }

  /// Whether somebody rejected what was done.
  var isRefused: Bool { start != nil && !tally.counted(.reject).isEmpty }

  /// Whether a counted Override sets it aside.
  var isOverridden: Bool {
    tally.counted(.override).contains {
      view.change.acts[$0].statement["requirement"] == EmergencyPath.ratification
    }
  }

  /// What closing asks for.
  var requirement: RequirementVerdict {
    let isMet = isComplete && !isOverdue && !isRefused
    let status: Status =
      isOverridden
      ? .overridden
      : isMet ? (unrecorded == nil ? .satisfied : .error) : .unsatisfied
    let words =
      isRefused
      ? "the emergency was refused"
      : isOverdue
        ? "it came too late, or not at all"
        : !isComplete
          ? "the full approvals are still to come"
          : unrecorded.map { "no recorder vouches for the time of commit \($0.id.short)" }
    return RequirementVerdict(
      id: EmergencyPath.ratification, status: status, need: 1, have: isComplete ? 1 : 0, acts: [],
      could: [], message: words, line: rule.line, blamesRecord: false)
  }

  /// Flags that never disappear.
  var flags: [Flag] {
    var flags: [Flag] = []
    if isRefused {
      flags.append(
        Flag(
          code: .ratificationRefused, message: "the emergency was refused after it was done",
          commit: start?.id))
    }
    if isOverdue, let due {
      flags.append(
        Flag(
          code: .ratificationOverdue, message: "ratification was due at \(due)", commit: start?.id))
    }
    return flags
  }

  private var ratifying: [StageVerdict] {
    stages.filter { EmergencyPath.ratifying.contains($0.stage) }
  }

  /// When the last of its acts was made.
  private var completed: Instant? {
    filling.map { view.recorded($0) ?? view.claimed($0).later }.max()
  }

  /// The acts that it consists of.
  var filling: [Act] {
    let filling = Set(ratifying.flatMap { $0.requirements.flatMap(\.acts) })
    return view.change.acts.filter { filling.contains($0.id) }
  }

  /// With `clock: recorded`, an act of which no recorder says when it was made.
  private var unrecorded: Act? {
    guard view.policy.workflow.clock == .recorded else { return nil }
    return ([start].compactMap { $0 } + filling).first { view.recorded($0) == nil }
  }
}
