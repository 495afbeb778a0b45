internal import Acts
internal import Diagnostics
internal import Primitives
internal import Records
internal import YAMLTree

/// Evaluates the nine stages from one standpoint.
struct StageEvaluator {
  let view: View
  let tally: Tally
  /// The linter's errors in the judged content.
  let findings: [Finding]
  /// The risk that holds: the highest of the record's and the counted assessments'.
  let risk: ChangeRequest.Risk?

  init(view: View, tally: Tally, findings: [Finding]) {
    self.view = view
    self.tally = tally
    self.findings = findings
    let assessed = tally.counted(.assess).compactMap { index in
      tally.acts[index].statement["risk"].flatMap(ChangeRequest.Risk.init(rawValue:))
    }
    risk = (assessed + [view.record?.assessment?.risk].compactMap { $0 }).max()
  }

  /// All nine, in order.
  func stages() -> [StageVerdict] { Stage.allCases.map(verdict) }

  /// The approval before an emergency; nil for other changes.
  func emergencyApproval() -> (Status, [RequirementVerdict])? {
    guard let rule = EmergencyPath(view: view).before, let require = rule.require else {
      return nil
    }
    let evaluator = RequirementEvaluator(
      view: view, tally: tally, rule: rule, risk: risk, overridden: [])
    return evaluator.evaluate(require)
  }

  /// How one stage stands.
  func verdict(of stage: Stage) -> StageVerdict {
    guard let rule = view.policy.workflow.stages[stage] else {
      return StageVerdict(stage: stage, status: .notApplicable, requirements: [])
    }
    guard view.record != nil else {
      let missing = own(
        stage.rawValue, .error, message: "the record is not there", rule: rule, blamesRecord: true)
      return StageVerdict(stage: stage, status: .error, requirements: [missing])
    }
    if let granted = granted(stage, rule) { return granted }
    var statuses: [Status] = []
    var requirements: [RequirementVerdict] = []
    for part in named(parts(of: rule), by: rule) + rule.further.flatMap(furtherParts) {
      statuses.append(part.0)
      requirements += part.1
    }
    if statuses.isEmpty {
      statuses = [.error]
      requirements = [
        own(stage.rawValue, .error, message: "the stage asks for nothing", rule: rule)
      ]
    }
    return StageVerdict(stage: stage, status: combined(statuses), requirements: requirements)
  }

  private func combined(_ statuses: [Status]) -> Status {
    if statuses.contains(.error) { return .error }
    if statuses.contains(.unsatisfied) { return .unsatisfied }
    if statuses.allSatisfy({ $0 == .notApplicable }) { return .notApplicable }
    return statuses.contains(.overridden) ? .overridden : .satisfied
  }

  private func parts(of rule: StageRule) -> [(Status, [RequirementVerdict])] {
    var parts: [(Status, [RequirementVerdict])] = []
    if rule.byRequester { parts.append(alone(byRequester(rule))) }
    if let workflowFault { parts.append(alone(workflowFault)) }
    if let require = rule.require {
      let evaluator = RequirementEvaluator(
        view: view, tally: tally, rule: rule, risk: risk, overridden: overridden)
      let evaluated = evaluator.evaluate(require)
      parts.append(evaluated)
      // Other stages may not apply to a change; approval that nobody is asked for is none.
      if rule.stage == .approved, evaluated.0 == .notApplicable {
        parts.append(
          alone(
            own("approval", .error, message: "no rule asks for the approval of it", rule: rule)))
      }
    }
    if let reviewing = rule.reviewedBy { parts.append(alone(reviewed(rule, by: reviewing))) }
    if rule.stage == .tested, let failed = failedTest(rule) { parts.append(alone(failed)) }
    if rule.not.contains(.contributors), let unknown = unknownHands(rule) {
      parts.append(alone(unknown))
    }
    if let untimed = unrecordedTime(rule) { parts.append(alone(untimed)) }
    if rule.stage == .scheduled {
      parts += ScheduleRule(view: view, tally: tally, rule: rule, risk: risk)
        .verdicts().map(alone)
    }
    return parts
  }

  /// What a further workflow asks of a stage, under its name.
  private func furtherParts(of rule: StageRule) -> [(Status, [RequirementVerdict])] {
    var parts: [(Status, [RequirementVerdict])] = []
    if let require = rule.require {
      parts.append(
        RequirementEvaluator(
          view: view, tally: tally, rule: rule, risk: risk, overridden: overridden
        ).evaluate(require))
    }
    if rule.stage == .scheduled {
      parts += ScheduleRule(view: view, tally: tally, rule: rule, risk: risk)
        .verdicts().map(alone)
    }
    return named(parts, by: rule)
  }

  /// What a further workflow asks for bears its name.
  private func named(
    _ parts: [(Status, [RequirementVerdict])], by rule: StageRule
  ) -> [(Status, [RequirementVerdict])] {
    if rule.workflow.isEmpty { return parts }
    return parts.map { ($0.0, $0.1.map { $0.named("\(rule.workflow)/\($0.id)") }) }
  }

  /// Workflows are chosen by the record's risk; if another one holds, the choice is void.
  private var workflowFault: RequirementVerdict? {
    guard view.policy.choosesWorkflows, risk != view.record?.assessment?.risk,
      let rule = view.policy.workflow.stages[.assessed]
    else { return nil }
    return own(
      "workflow", .error,
      message: "the record's risk is not the one that was assessed, and workflows depend on it",
      rule: rule, blamesRecord: true)
  }

  /// What the approval of a template stands in for; a failing test counts all the same.
  private func granted(_ stage: Stage, _ rule: StageRule) -> StageVerdict? {
    guard let template = view.standard?.template, view.kind == .standard,
      StandardUse.granted.contains(stage)
    else { return nil }
    let approval = RequirementVerdict(
      id: StandardUse.requirementID, status: .satisfied, need: 1, have: 1, acts: [], could: [],
      message: "\(template.reference), approved with the policy", line: rule.line,
      blamesRecord: false)
    guard stage == .tested, let failed = failedTest(rule) else {
      return StageVerdict(stage: stage, status: .satisfied, requirements: [approval])
    }
    return StageVerdict(stage: stage, status: .unsatisfied, requirements: [approval, failed])
  }

  private func alone(_ verdict: RequirementVerdict) -> (Status, [RequirementVerdict]) {
    (verdict.status, [verdict])
  }

  private func own(
    _ id: String, _ status: Status, message: String?, rule: StageRule, have: Int = 0,
    acts: [ObjectID] = [], could: [String] = [], blamesRecord: Bool = false, verb: Verb? = nil
  ) -> RequirementVerdict {
    var verdict = RequirementVerdict(
      id: id, status: status, need: 1, have: have, acts: acts, could: could, message: message,
      line: rule.line, blamesRecord: blamesRecord, verb: verb)
    verdict.path = rule.path
    return verdict
  }

  /// The ids that counted Overrides name.
  private var overridden: Set<String> {
    Set(tally.counted(.override).compactMap { tally.acts[$0].statement["requirement"] })
  }

  // MARK: Particular stages

  /// With `clock: recorded` a rule on time cannot rest on what people claim.
  private func unrecordedTime(_ rule: StageRule) -> RequirementVerdict? {
    guard view.policy.workflow.clock == .recorded, view.expires else { return nil }
    var timed: [Int] = []
    if rule.validFor != nil, let act = rule.act { timed += tally.counted(act) }
    if ([rule] + rule.further).contains(where: { $0.leadTime != nil }) {
      timed += tally.counted(.submit).prefix(1)
    }
    // A delegation holds on certain days alone.
    if let act = rule.act {
      timed += tally.counted(act).filter { view.delegator(of: tally.acts[$0]) != nil }
    }
    guard let act = timed.first(where: { view.recorded(tally.acts[$0]) == nil }) else {
      return nil
    }
    return own(
      "recorded-time", .error,
      message: "no recorder vouches for the time of commit \(tally.acts[act].id.short)",
      rule: rule)
  }

  private func byRequester(_ rule: StageRule) -> RequirementVerdict {
    let acts = tally.counted(rule.act ?? .submit)
    let requester = view.record?.request?.requester
    guard let first = acts.first else {
      return own(
        "requester", .unsatisfied, message: nil, rule: rule, could: [requester].compactMap { $0 },
        verb: rule.act)
    }
    return own(
      "requester", .satisfied, message: nil, rule: rule, have: 1,
      acts: [tally.acts[first].id])
  }

  /// Both plans are complete, and every counted approval saw them as they stand.
  private func reviewed(_ rule: StageRule, by stage: Stage) -> RequirementVerdict {
    let id = "reviewed-by-\(stage.rawValue)"
    let verb = view.policy.workflow.stages[stage]?.act ?? .approve
    let emergency = EmergencyPath(view: view)
    let approvals = tally.counted(verb).filter {
      emergency.stageRule(for: tally.acts[$0]) == nil
    }
    guard view.record?.implementation != nil, view.record?.rollback != nil else {
      return own(id, .unsatisfied, message: "the record lacks one of the plans", rule: rule)
    }
    if let fault = planFault {
      return own(id, .unsatisfied, message: "a plan is incomplete: \(fault.message)", rule: rule)
    }
    guard !approvals.isEmpty, let content = view.content else {
      return own(id, .unsatisfied, message: "no approval has seen the plans", rule: rule)
    }
    let unseeing = approvals.first { index in
      guard let version = tally.acts[index].version,
        view.change.versions.indices.contains(version)
      else { return true }
      return !Staleness.fields(
        from: view.change.versions[version], to: content, in: [.implementation, .rollback]
      ).isEmpty
    }
    if let unseeing {
      let person = tally.acts[unseeing].person ?? "somebody"
      return own(
        id, .unsatisfied, message: "\(person) approved before the plans were what they are now",
        rule: rule)
    }
    return own(
      id, .satisfied, message: nil, rule: rule, have: 1,
      acts: approvals.map { tally.acts[$0].id }.uniqued())
  }

  /// The first lint error inside one of the plans.
  private var planFault: Finding? {
    guard let root = view.content?.document.root else { return nil }
    let spans = ["implementation", "rollback"].compactMap { root[$0]?.span }
    return findings.first { finding in
      guard finding.severity == .error, let start = finding.location.span?.start else {
        return false
      }
      return spans.contains { $0.start <= start && start < $0.end }
    }
  }

  private func failedTest(_ rule: StageRule) -> RequirementVerdict? {
    let failed = tally.counted(.test).first {
      tally.acts[$0].statement["outcome"] == "fail"
    }
    guard let failed else { return nil }
    let act = tally.acts[failed]
    return own(
      "passing", .unsatisfied,
      message: "\(act.person ?? "somebody") recorded a failing test; they must test again",
      rule: rule, acts: [act.id], could: [act.person].compactMap { $0 }, verb: .test)
  }

  private func unknownHands(_ rule: StageRule) -> RequirementVerdict? {
    guard view.policy.charter.edits == .signed,
      let edit = tally.duties.unknownHands(in: rule).first
    else { return nil }
    var verdict = own(
      GateReason.Code.contributorUnknown.rawValue, .unsatisfied,
      message: "commit \(view.graph.ids[edit.commit].short) edits what is covered and is not "
        + "signed by a known person", rule: rule)
    verdict.code = .contributorUnknown
    return verdict
  }
}
