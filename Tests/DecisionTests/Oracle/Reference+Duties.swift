import Acts
import Primitives
import Records

@testable import Decision

extension Reference {
  /// Whom separation of duties keeps out in a scene.
  struct Exclusions {
    var requesters: Set<String> = []
    var implementers: Set<String> = []
    /// By stage, the contributors to what it covers, and who of them by claim alone.
    var contributors: [Stage: Set<String>] = [:]
    var testers: Set<String> = []

    init(_ reference: Reference, _ scene: Scene) {
      let record = reference.record(in: scene)
      requesters = Set([record?.request?.requester].compactMap { $0 })
      implementers = Set([record?.implementation?.implementer].compactMap { $0 })
      for number in reference.visible(in: scene) {
        let act = reference.change.acts[number]
        let people = [act.person, act.statement["for"]].compactMap { $0 }
        // What never landed is no fact yet.
        guard act.person != nil, reference.isLanded(act, in: scene) else { continue }
        switch act.statement.verb {
        case .submit: requesters.formUnion(people)
        case .start, .finish: implementers.formUnion(people)
        case .test:
          let faults = Set(act.faults)
          let isSound =
            Reference.isForbidding(act)
            ? faults.isDisjoint(with: Reference.stopping(act)) : faults.isEmpty
          guard isSound else { continue }
          switch reference.roleCheck(act, in: scene) {
          case .own, .delegated, .unclear: testers.formUnion(people)
          case .notHeld, .invalid: continue
          }
        default: break
        }
      }
      guard let policy = reference.policy(in: scene) else { return }
      for stage in Stage.allCases {
        guard let rule = policy.workflow.stages[stage] else { continue }
        contributors[stage] = reference.contributors(to: rule.coveredSections, in: scene)
      }
    }
  }

  /// Everyone behind a commit that edits one of the sections, whatever its signature.
  func contributors(to sections: [Section], in scene: Scene) -> Set<String> {
    var people: Set<String> = []
    for edit in change.edits where !edit.sections.isDisjoint(with: sections) {
      if scene.start != nil {
        guard isLanded(edit.commit, history.graph.integrations[edit.commit], in: scene) else {
          continue
        }
      }
      for hand in edit.people where !isOverridden(claim: hand, of: edit, in: scene) {
        people.insert(hand.person)
      }
    }
    return people
  }

  /// A claim alone can be set aside by an Override that names its commit.
  private func isOverridden(claim hand: Decision.Edit.Hand, of edit: Decision.Edit, in scene: Scene)
    -> Bool
  {
    guard !hand.signed else { return false }
    let name = "contributor:\(history.graph.ids[edit.commit])"
    return change.acts.contains { act in
      guard act.statement.verb == .override, act.statement["requirement"] == name,
        act.faults.isEmpty, isLanded(act, in: scene), let person = act.person
      else { return false }
      if case .own = roleCheck(act, in: scene) { return !mayNotOverride(person, in: scene) }
      return false
    }
  }

  /// Whom `not` of approved keeps out, claims included.
  private func mayNotOverride(_ person: String, in scene: Scene) -> Bool {
    guard let rule = policy(in: scene)?.workflow.stages[.approved] else { return true }
    let record = record(in: scene)
    if rule.not.contains(.requester), record?.request?.requester == person { return true }
    if rule.not.contains(.implementer), record?.implementation?.implementer == person {
      return true
    }
    guard rule.not.contains(.contributors) else { return false }
    return change.edits.contains { edit in
      !edit.sections.isDisjoint(with: rule.coveredSections)
        && edit.people.contains { $0.person == person }
    }
  }

  /// The stage whose acts these are.
  static func stage(of verb: Verb) -> Stage? {
    switch verb {
    case .submit: .initiated
    case .assess: .assessed
    case .approve: .approved
    case .test: .tested
    case .schedule: .scheduled
    case .start, .finish: .implemented
    case .review: .reviewed
    case .close: .closed
    default: nil
    }
  }

  /// A machine where a human must sign, and people who may not judge their own work.
  func duties(
    _ act: Decision.Act, _ delegator: String?, _ excluded: Exclusions, _ scene: Scene
  ) -> Set<ActReason> {
    var reasons: Set<ActReason> = []
    let verb = act.statement.verb
    if act.isMachine, !mayBeMachine(act, in: scene), Self.stage(of: verb) != nil {
      reasons.insert(.machineInHumanSeat)
    }
    let stage: Stage? = verb == .except || verb == .override ? .approved : Self.stage(of: verb)
    guard let stage, let rule = policy(in: scene)?.workflow.stages[stage] else { return reasons }
    let people = Set([act.person, act.statement["for"], delegator].compactMap { $0 })
    for exclusion in rule.not {
      let (reason, group): (ActReason, Set<String>) =
        switch exclusion {
        case .requester: (.requester, excluded.requesters)
        case .contributors: (.contributor, excluded.contributors[stage] ?? [])
        case .implementer: (.implementer, excluded.implementers)
        case .approvers: (.approver, approvers(in: scene, excluded))
        case .testers: (.tester, excluded.testers)
        }
      if !people.isDisjoint(with: group) { reasons.insert(reason) }
    }
    return reasons
  }

  /// Everybody whose approval counts, or counted until its maker also implemented.
  private func approvers(in scene: Scene, _ excluded: Exclusions) -> Set<String> {
    var people: Set<String> = []
    for number in visible(in: scene) {
      let act = change.acts[number]
      guard act.statement.verb == .approve, act.faults.isEmpty, isLanded(act, in: scene),
        let person = act.person
      else { continue }
      switch roleCheck(act, in: scene) {
      case .own: people.insert(person)
      case .delegated(let by): people.formUnion([person, by])
      default: continue
      }
    }
    return people
  }

  private func mayBeMachine(_ act: Decision.Act, in scene: Scene) -> Bool {
    guard act.statement["for"] != nil, let stage = Self.stage(of: act.statement.verb),
      stage == .tested || stage == .implemented,
      let require = policy(in: scene)?.workflow.stages[stage]?.require
    else { return false }
    return leaves(of: require).contains { $0.role == act.statement.role && $0.seat != .human }
  }

  // MARK: Content and age

  /// The sections that an act vouches for; nil where nothing is covered.
  func covered(by act: Decision.Act, in scene: Scene) -> [Section] {
    guard let workflow = policy(in: scene)?.workflow else { return [] }
    func covers(_ stage: Stage) -> [Section] {
      workflow.stages[stage]?.coveredSections ?? stage.ownSections
    }
    switch act.statement.verb {
    case .submit, .assess, .approve, .test, .schedule, .finish, .review, .close:
      return Self.stage(of: act.statement.verb).map(covers) ?? []
    case .except: return covers(.approved) + covers(.scheduled)
    case .override:
      let name = act.statement["requirement"] ?? ""
      let stage = Stage.allCases.first { stage in
        workflow.stages[stage]?.require.map { ids(of: $0).contains(name) } ?? false
      }
      return stage.map(covers) ?? Section.allCases
    default: return []
    }
  }

  func ids(of requirement: Requirement) -> Set<String> {
    var found = Set([requirement.id].compactMap { $0 })
    switch requirement.kind {
    case .quorum, .empty: break
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      for part in parts { found.formUnion(ids(of: part)) }
    }
    return found
  }

  func isStale(_ act: Decision.Act, in scene: Scene) -> Bool {
    guard let signed = version(act.version), let current = version(scene.version) else {
      return false
    }
    return signed.head != current.head
      || covered(by: act, in: scene).contains { signed.sections[$0] != current.sections[$0] }
  }

  func isExpired(_ act: Decision.Act, in scene: Scene) -> Bool {
    guard let stage = Self.stage(of: act.statement.verb), act.statement.verb != .start,
      let period = policy(in: scene)?.workflow.stages[stage]?.validFor
    else { return false }
    // `clock: claimed` lets rules rest on claimed times, and expiry uses the earlier.
    let since = claimedTimes(of: act).min() ?? act.time
    return scene.now >= since.advanced(by: period.seconds)
  }
}
