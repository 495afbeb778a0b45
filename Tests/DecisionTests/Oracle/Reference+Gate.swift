import Acts
import Primitives
import Records

@testable import Decision

extension Reference {
  /// The whole judgement, an authorised Start included.
  func judged(in scene: Scene) -> Judgement {
    var result = Judgement()
    forbidding(in: scene, &result)
    stages(in: scene, &result)
    let outcomes = outcomes(in: scene)
    for (number, act) in change.acts.enumerated() {
      guard act.statement.verb == .start, outcomes[number] != nil, act.faults.isEmpty,
        claimedTimes(of: act).allSatisfy({ $0 <= scene.now })
      else { continue }
      switch isAuthorised(number, now: scene.now) {
      case true?:
        afterStart(number, in: scene, &result)
        return result
      case false?: continue
      case nil:
        result.isUnclear = true
        return result
      }
    }
    beforeStart(in: scene, &result)
    return result
  }

  // MARK: Before Start

  private func beforeStart(in scene: Scene, _ result: inout Judgement) {
    guard let policy = policy(in: scene) else { return }
    if !isSound(in: scene) { result.codes.insert(.lint) }
    var isApprovedOpen = false
    for stage in Stage.allCases where stage <= policy.workflow.gateStage {
      guard let answer = result.stages[stage], !answer.status.passes else { continue }
      if answer.status == .error {
        let codes = answer.blames.map { $0 ? GateReason.Code.recordError : .policyError }
        if codes.count == 1, !result.isSeatedApart.contains(stage) {
          result.codes.formUnion(codes)
        } else {
          // Nothing applies: whether policy or record is to blame is left open.
          result.may.formUnion(codes)
          result.codes.insert(.requirementUnsatisfied)
          result.isUnclear = true
        }
        result.may.formUnion([.requirementUnsatisfied, .contributorUnknown])
      } else if policy.workflow.stages[stage].map({ hasUnknownHands($0, in: scene) }) ?? false {
        result.codes.insert(.contributorUnknown)
        result.may.insert(.requirementUnsatisfied)
      } else if stage == .approved {
        isApprovedOpen = true
      } else {
        result.codes.insert(.requirementUnsatisfied)
      }
    }
    // What an edit made stale had its effect once; whether it still has is left open.
    for (verb, code) in [(Verb.close, GateReason.Code.closed), (.finish, .finished)]
    where change.acts.contains(where: { $0.statement.verb == verb && $0.faults.isEmpty }) {
      result.may.insert(code)
    }
    staleApprovals(in: scene, policy, &result)
    if isApprovedOpen {
      // An empty seat is awaited, or its stale approval named instead.
      let isStale = result.codes.union(result.may).contains(.approvalStale)
      if isStale {
        result.may.insert(.requirementUnsatisfied)
      } else {
        result.codes.insert(.requirementUnsatisfied)
      }
    }
    time(in: scene, policy, &result)
    dependencies(in: scene, &result)
  }

  /// An approval gone stale whose maker did not approve again, while its seat is empty.
  private func staleApprovals(in scene: Scene, _ policy: Policy, _ result: inout Judgement) {
    guard let rule = policy.workflow.stages[.approved], let require = rule.require,
      !(result.stages[.approved]?.status.passes ?? false)
    else { return }
    if result.stages[.approved]?.status == .error {
      result.may.insert(.approvalStale)
      return
    }
    let outcomes = outcomes(in: scene)
    let candidates = candidates(for: .approve, in: scene, doubt: false)
    let question = question(require, key: "", in: scene, risk: risk(in: scene))
    for (number, outcome) in outcomes.enumerated() {
      let act = change.acts[number]
      guard let outcome, outcome.reason == .stale, act.statement.verb == .approve,
        let role = act.statement.role
      else { continue }
      let isReplaced = change.acts.indices.contains { other in
        let again = change.acts[other]
        return again.statement.verb == .approve && again.person == act.person
          && again.statement.role == role && outcomes[other]?.counted ?? false
      }
      if isReplaced { continue }
      if leaves(of: require).contains(where: { role.hasPrefix($0.role) }) {
        // A seat that stopped applying is neither empty nor taken.
        result.may.insert(.approvalStale)
      }
      let seats = open(question, role: role, have: candidates[role]?.count ?? 0)
      guard seats.isAsked, !outcome.isUnclear else {
        if seats.isAsked || outcome.isUnclear { result.may.insert(.approvalStale) }
        continue
      }
      if seats.isOpen, seats.isPlain, rule.distinct.isEmpty, isLanded(act, in: scene),
        !hasUnknownHands(rule, in: scene), overridesNothing(in: scene)
      {
        result.codes.insert(.approvalStale)
        result.may.insert(.requirementUnsatisfied)
      } else if seats.isOpen || !rule.distinct.isEmpty || hasUnknownHands(rule, in: scene) {
        result.may.insert(.approvalStale)
      }
    }
  }

  private func overridesNothing(in scene: Scene) -> Bool {
    !change.acts.contains { $0.statement.verb == .override && isLanded($0, in: scene) }
  }

  /// Whether a role is asked for, still lacks people, and is asked for under `all` alone.
  private func open(
    _ question: Question, role: String, have: Int, isPlain: Bool = true
  ) -> (isAsked: Bool, isOpen: Bool, isPlain: Bool) {
    switch question {
    case .seats(_, _, let asked, let need, _):
      return (asked == role, asked == role && have < need, isPlain)
    case .all(_, let parts):
      return join(parts.map { open($0, role: role, have: have, isPlain: isPlain) })
    case .any(_, let parts), .atLeast(_, _, let parts):
      return join(parts.map { open($0, role: role, have: have, isPlain: false) })
    case .notApplicable, .error: return (false, false, true)
    }
  }

  private func join(_ parts: [(isAsked: Bool, isOpen: Bool, isPlain: Bool)])
    -> (isAsked: Bool, isOpen: Bool, isPlain: Bool)
  {
    (
      parts.contains { $0.isAsked }, parts.contains { $0.isOpen },
      parts.contains { $0.isOpen && $0.isPlain }
    )
  }

  private func time(in scene: Scene, _ policy: Policy, _ result: inout Judgement) {
    guard let rule = policy.workflow.stages[.scheduled],
      policy.workflow.gateStage >= .scheduled, let record = record(in: scene),
      let plan = record.schedule?.window
    else { return }
    var isLate = false
    if scene.now >= plan.end {
      result.codes.insert(.windowPassed)
    } else if scene.now < plan.start {
      result.codes.insert(.windowNotOpen)
    }
    let isFrozen = freezes(in: scene, policy, plan)
    if isFrozen {
      result.codes.insert(.freeze)
      result.may.insert(.windowMisfit)
      isLate = true
    }
    let fitsTimeline = record.request?.timeline.map {
      $0.start <= plan.start && plan.end <= $0.end
    }
    if rule.windows.map({ !fits(plan, $0, policy) }) ?? false || fitsTimeline == false {
      result.codes.insert(.windowMisfit)
      isLate = true
    }
    // Without a Submit there is nothing from which the time would run.
    if rule.leadTime != nil, result.stages[.initiated]?.status == .unsatisfied {
      result.may.insert(.leadTime)
      result.silent.insert(.scheduled)
    }
    if lacksLeadTime(in: scene, policy, risk: risk(in: scene)) {
      result.codes.insert(.leadTime)
      isLate = true
    }
    switch hasConflict(in: scene, policy) {
    case true?:
      result.codes.insert(.conflict)
      isLate = true
    case false?: break
    case nil:
      result.may.insert(.conflict)
      isLate = true
    }
    // Whether the times are part of the stage or of the gate alone is left open.
    if isLate {
      result.silent.insert(.scheduled)
      result.may.insert(.requirementUnsatisfied)
    }
  }

  private func dependencies(in scene: Scene, _ result: inout Judgement) {
    for id in record(in: scene)?.request?.dependsOn ?? [] {
      guard let other = Reference(id, in: history) else {
        result.codes.insert(.dependency)
        continue
      }
      let there = other.scene(like: scene)
      let outcomes = other.outcomes(in: there)
      let isDone = other.change.acts.indices.contains {
        other.change.acts[$0].statement.verb == .finish && outcomes[$0]?.counted ?? false
          && other.change.acts[$0].statement["outcome"] == "successful"
      }
      if !isDone { result.codes.insert(.dependency) }
    }
  }

  // MARK: Start

  /// Whether the gate was open for a Start where it stands; nil where that is left open.
  func isAuthorised(_ number: Int, now: Instant) -> Bool? {
    let act = change.acts[number]
    guard act.statement.verb == .start, act.statement["kind"] == nil, act.faults.isEmpty,
      let integration = act.integration, integration > 0, act.version != nil
    else { return false }
    let recorded = recordedTime(of: act, now: now)
    if recorded == nil, act.datedBeforeParent { return false }
    let scene = Scene(
      position: integration - 1, start: act.commit, version: act.version,
      now: recorded ?? act.time, seesBranches: false)
    switch roleCheck(act, in: scene) {
    case .own, .delegated: break
    case .unclear: return nil
    case .notHeld, .invalid: return false
    }
    guard let require = policy(in: scene)?.workflow.stages[.implemented]?.require else {
      return nil
    }
    if !leaves(of: require).contains(where: { $0.role == act.statement.role }) { return nil }
    var delegator: String?
    if case .delegated(let by) = roleCheck(act, in: scene) { delegator = by }
    if !duties(act, delegator, Exclusions(self, scene), scene).isEmpty { return false }
    var result = judged(in: scene)
    // What forbids on the trunk alone forbids too.
    let trunk = Scene(
      position: integration - 1, start: nil, version: act.version, now: scene.now,
      seesBranches: false)
    forbidding(in: trunk, &result)
    if result.decision > .allowed { return false }
    if result.isUnclear || result.worst > .allowed { return nil }
    return true
  }

  private func afterStart(_ number: Int, in scene: Scene, _ result: inout Judgement) {
    let act = change.acts[number]
    guard let integration = act.integration else { return }
    let then = Scene(
      position: integration - 1, start: act.commit, version: act.version,
      now: recordedTime(of: act, now: scene.now) ?? act.time, seesBranches: false)
    guard let policy = policy(in: then) else { return }
    result.start = number
    var fixed = Judgement()
    stages(in: then, &fixed)
    for stage in Stage.allCases where stage <= policy.workflow.gateStage {
      result.stages[stage] = fixed.stages[stage]
      result.loose.insert(stage)
    }
    // The rest is judged by Start's policy; the stories' later stages are the same in both.
    if !isSound(in: scene) { result.codes.insert(.lint) }
    let covered = Set(
      Stage.allCases.filter { $0 <= policy.workflow.gateStage }.flatMap {
        policy.workflow.stages[$0]?.coveredSections ?? []
      })
    let isEdited = change.edits.contains { edit in
      !edit.sections.isDisjoint(with: covered) && !ancestors(act.commit).contains(edit.commit)
        && isLanded(edit.commit, history.graph.integrations[edit.commit], in: scene)
    }
    if isEdited { result.codes.insert(.editedAfterStart) }
    if let plan = version(act.version)?.document.change?.schedule?.window {
      if scene.now >= plan.end { result.codes.insert(.windowPassed) }
      if scene.now < plan.start { result.codes.insert(.windowNotOpen) }
      if freezes(in: scene, policy, plan) {
        result.codes.insert(.freeze)
        result.may.insert(.windowMisfit)
      }
    }
  }
}
