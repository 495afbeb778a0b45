internal import Acts
internal import Primitives
internal import Records

/// Which acts count from one standpoint, and why the others do not.
struct Tally {
  let view: View
  /// By act: why it does not count; nil for an act that has its effect.
  private(set) var reasons: [ActReason?]
  /// By act: what supports the reason.
  private(set) var details: [[ActVerdict.Detail]]
  /// Acts that ended others: they have their effect however often they are made.
  private var ending: Set<Int> = []
  /// Who did what, for the separation of duties.
  let duties: Duties

  let acts: [Act]
  /// Acts by verb, in order: most rules ask about one or two verbs only.
  private let places: [Verb: [Int]]
  /// By verb of the acts, the rule whose `not` they obey.
  private let rules: [Verb: StageRule]
  /// Of an emergency, the rule of the approval before.
  private let before: StageRule?

  init(view: View) {
    self.view = view
    acts = view.change.acts
    places = Dictionary(grouping: acts.indices) { [acts] in acts[$0].statement.verb }
    rules = view.policy.workflow.rules(obeyedBy: places.keys)
    before = EmergencyPath(view: view).before
    let basics = view.change.acts.map { Self.basicReason(of: $0, in: view) }
    reasons = basics
    details = basics.map { _ in [] }
    duties = Duties(view: view, valid: basics.map { $0 == nil })
    separateDuties()
    ageContent()
    expire()
    applyForbidding()
    dropUnseen()
    dropDuplicates()
    nameBeforeDelegation()
  }

  /// Whether an act has its effect.
  func counts(_ index: Int) -> Bool { reasons[index] == nil }

  /// One name for all who sit as one: a delegate and the one they act for.
  var voters: [String: String] {
    if view.history.delegations.isEmpty { return [:] }
    var voters: [String: String] = [:]
    func root(_ person: String) -> String {
      var person = person
      while let next = voters[person] { person = next }
      return person
    }
    for index in acts.indices where reasons[index] == nil {
      guard let person = acts[index].person,
        let other = view.delegator(of: acts[index]).map(view.history.canonical),
        root(person) != root(other)
      else { continue }
      voters[root(person)] = root(other)
    }
    for person in voters.keys { voters[person] = root(person) }
    return voters
  }

  /// The counted acts of one verb, in order.
  func counted(_ verb: Verb) -> [Int] {
    places[verb, default: []].filter { reasons[$0] == nil }
  }

  /// Whether an act of the verb ever had its effect, whatever was edited since.
  func everCounted(_ verb: Verb) -> Bool { places[verb, default: []].contains(where: hasSpoken) }

  /// Whether an act said what it says, though another one counts in its place, it has aged, or the
  /// certificate of its key has run out since: by that no gate opens.
  func hasSpoken(_ index: Int) -> Bool {
    switch reasons[index] {
    case nil, .stale, .expired, .superseded, .duplicate: return true
    case .keyNotInForce:
      let act = acts[index]
      return act.hasMerelyLapsed && view.sees(act) && view.claimed(act).later <= view.now
        && Self.roleReason(of: act, in: view) == nil
    default: return false
    }
  }

  // MARK: Evidence and role

  /// The first fault of evidence or role, for a forbidding act among those that stop it.
  private static func basicReason(of act: Act, in view: View) -> ActReason? {
    if let fault = act.faults.first(where: { !act.forbids || $0.stopsForbidding }) { return fault }
    return roleReason(of: act, in: view)
  }

  private static func roleReason(of act: Act, in view: View) -> ActReason? {
    switch act.statement.verb {
    case .withdraw, .resolve, .resume:
      return nil
    case .object, .reject, .hold, .cancel:
      return PowerRules(view: view).permits(act) ? nil : .roleNotHeld
    case .override:
      return PowerRules(view: view).overrides(act) ? nil : .roleNotHeld
    case .submit:
      return isByRequester(act, in: view) ? nil : .roleNotHeld
    case .except:
      return exceptRole(of: act, in: view).map { view.holds(act, $0) } ?? false ? nil : .roleNotHeld
    default:
      guard let role = act.statement.role, let person = act.person else { return .roleNotHeld }
      if view.holds(act, role) { return nil }
      return DelegationRule(view: view).wasDelegated(role, to: person)
        ? .delegationInvalid : .roleNotHeld
    }
  }

  /// The role that may except from the freeze that the act names, if it is the one claimed.
  private static func exceptRole(of act: Act, in view: View) -> String? {
    let freeze = view.policy.calendar.freezes.first { $0.id == act.statement["freeze"] }
    guard let role = freeze?.exceptRole, role == act.statement.role else { return nil }
    return role
  }

  private static func isByRequester(_ act: Act, in view: View) -> Bool {
    guard let person = act.person, let version = act.version,
      view.change.versions.indices.contains(version),
      let named = view.change.versions[version].document.change?.request?.requester
    else { return false }
    return view.history.canonical(named) == person
  }

  // MARK: Separation of duties

  private mutating func separateDuties() {
    // Overrides first: one that is kept out itself sets nobody's contribution aside.
    let isOverride = acts.map { $0.statement.verb == .override }
    for index in acts.indices.filter({ isOverride[$0] }) + acts.indices.filter({ !isOverride[$0] })
    where reasons[index] == nil && !acts[index].forbids {
      guard let (reason, support) = exclusion(of: index) else { continue }
      reasons[index] = reason
      details[index] = support
    }
  }

  /// Why the stage of an act keeps its signer out, or somebody for whom they sign: the first
  /// reason of all.
  private func exclusion(of index: Int) -> (ActReason, [ActVerdict.Detail])? {
    let act = acts[index]
    guard let rule = rule(for: act), let person = act.person else { return nil }
    if let reason = machineReason(act, rule) { return (reason, []) }
    let others = [act.statement["for"], view.delegator(of: act)].compactMap { $0 }
    let behind = [person] + others.map(view.history.canonical)
    return behind.compactMap { duties.exclusion(of: $0, from: rule) }
      .filter { $0.0 != .contributor || !isOverridden($0.1, seen: index) }
      .min { $0.0 < $1.0 }
  }

  /// The rule whose `not` an act obeys.
  private func rule(for act: Act) -> StageRule? {
    ruleBefore(act) ?? rules[act.statement.verb]
  }

  /// The rule of the approval before an emergency, for an Approve in its role.
  private func ruleBefore(_ act: Act) -> StageRule? {
    guard let before, before.isObeyed(by: act.statement) else { return nil }
    return before
  }

  private func machineReason(_ act: Act, _ rule: StageRule) -> ActReason? {
    guard act.isMachine else { return nil }
    let mayStand = rule.stage == .tested || rule.stage == .implemented
    let seats = rule.requirements.flatMap(\.quorums).filter { $0.role == act.statement.role }
    let hasSeat = mayStand && seats.contains { $0.seat != .human }
    return hasSeat && namesHuman(act) ? nil : .machineInHumanSeat
  }

  /// Whether a machine's act names a person as the one who triggered it.
  private func namesHuman(_ act: Act) -> Bool {
    guard let name = act.statement["for"] else { return false }
    return view.policies(for: act).allSatisfy { $0.policy.people.people[name]?.kind == .human }
  }

  /// Whether every supporting edit is a mere claim that a counted Override sets aside.
  private func isOverridden(_ support: [ActVerdict.Detail], seen: Int) -> Bool {
    !support.isEmpty
      && support.allSatisfy { detail in
        guard let commit = detail.commit,
          let edit = view.change.edits.first(where: { view.graph.ids[$0.commit] == commit }),
          !edit.people.contains(where: { detail.people.contains($0.person) && $0.signed })
        else { return false }
        return acts.indices.contains { index in
          let act = acts[index]
          return act.statement.verb == .override && isHeard(index)
            && act.statement["requirement"] == "contributor:\(commit)"
            && changes(since: act).isEmpty
            && act.person.map { person in !detail.people.contains(person) } ?? false
        }
      }
  }

  // MARK: Content and time

  private mutating func ageContent() {
    for index in acts.indices where reasons[index] == nil {
      let changes = changes(since: acts[index])
      guard !changes.isEmpty else { continue }
      reasons[index] = .stale
      details[index] = changes
    }
  }

  /// What was edited of the content that an act covers.
  private func changes(since act: Act) -> [ActVerdict.Detail] {
    guard let sections = coveredSections(of: act) else { return [] }
    return Staleness(view: view)
      .changes(since: act, covering: sections, mayFill: ruleBefore(act) != nil)
  }

  /// What an act covers, or nil for one that content cannot age.
  func coveredSections(of act: Act) -> [Section]? {
    let stages = view.policy.workflow.stages
    switch act.statement.verb {
    case .object, .reject, .hold, .cancel, .withdraw, .resolve, .resume, .start:
      return nil
    case .except:
      return (stages[.approved]?.coveredSections ?? [])
        + (stages[.scheduled]?.coveredSections ?? [])
    case .override:
      let named = act.statement["requirement"] ?? ""
      // An id may be given in several stages: an Override of it is one of all of them, and one of
      // the ratification is one of the stages that it consists of. The report on what was done may
      // still be written.
      let isRatification = named == EmergencyPath.ratification
      let covered = Set(
        stages.values.filter {
          isRatification
            ? EmergencyPath.ratifying.contains($0.stage)
            : $0.requirements.contains { $0.contains(id: named) }
        }.flatMap(\.coveredSections))
      return covered.isEmpty ? Section.allCases : Section.allCases.filter(covered.contains)
    default:
      return rule(for: act)?.coveredSections ?? Section.allCases
    }
  }

  private mutating func expire() {
    guard view.expires else { return }
    for index in acts.indices
    where reasons[index] == nil && !acts[index].forbids && isExpired(acts[index]) {
      reasons[index] = .expired
    }
  }

  private func isExpired(_ act: Act) -> Bool { expiry(of: act).map { $0 <= view.now } ?? false }

  /// When an act ceases to hold by the rule of its stage; nil if it does not, or no time is known.
  func expiry(of act: Act) -> Instant? {
    guard let rule = rule(for: act), rule.act == act.statement.verb, let period = rule.validFor
    else { return nil }
    let isRecorded = view.policy.workflow.clock == .recorded
    let since = isRecorded ? view.recorded(act) : view.claimed(act).earlier
    return since?.advanced(by: period.seconds)
  }

  /// A delegation that does not hold is named after whatever else is wrong with its use.
  private mutating func nameBeforeDelegation() {
    guard !view.history.delegations.isEmpty else { return }
    for index in acts.indices
    where reasons[index] == .delegationInvalid && !acts[index].forbids {
      if let (reason, support) = exclusion(of: index) {
        reasons[index] = reason
        details[index] = support
      } else if case let changes = changes(since: acts[index]), !changes.isEmpty {
        reasons[index] = .stale
        details[index] = changes
      } else if view.expires, isExpired(acts[index]) {
        reasons[index] = .expired
      } else if !isReached(acts[index]) {
        reasons[index] = .notReachable
      }
    }
  }

  // MARK: Forbidding and lifting

  /// Acts that end each other. Where ancestry does not order two, the stricter wins.
  private mutating func applyForbidding() {
    for index in acts.indices where isHeard(index) {
      switch acts[index].statement.verb {
      case .withdraw: withdraw(by: index)
      case .resolve: resolve(by: index)
      case .resume: resume(by: index)
      case .test: supersedeTests(by: index)
      default: break
      }
    }
    for index in acts.indices where isHeard(index) {
      if acts[index].statement.verb == .approve { liftRejections(by: index) }
      if acts[index].statement.verb == .override { overrideObjections(by: index) }
    }
  }

  /// Whether an act is valid so far, has happened, and either landed or forbids.
  private func isHeard(_ index: Int) -> Bool {
    reasons[index] == nil && isReached(acts[index]) && !isAhead(acts[index])
  }

  private func isReached(_ act: Act) -> Bool {
    if view.sees(act) { return true }
    return view.hearsUnlanded && act.integration == nil && act.statement.verb.closesUnlanded
  }

  /// Whether an act is dated after the time of the judgement; one that forbids holds all the same.
  private func isAhead(_ act: Act) -> Bool { !act.forbids && view.claimed(act).later > view.now }

  /// Whether ancestry orders two acts so. Those of one commit are made at once.
  private func precedes(_ first: Int, _ second: Int) -> Bool {
    view.graph.precedes(acts[first].commit, acts[second].commit)
  }

  private mutating func withdraw(by withdrawal: Int) {
    let role = acts[withdrawal].statement.role
    for index in places[.approve, default: []] where reasons[index] == nil {
      guard acts[index].person == acts[withdrawal].person,
        role == nil || role == acts[index].statement.role, !precedes(withdrawal, index)
      else { continue }
      reasons[index] = .withdrawn
      ending.insert(withdrawal)
    }
  }

  private mutating func resolve(by resolution: Int) {
    let resolve = acts[resolution]
    var found = false
    for index in places[.object, default: []] {
      guard acts[index].person == resolve.person,
        acts[index].statement["objection"] == resolve.statement["objection"],
        precedes(index, resolution)
      else { continue }
      found = true
      guard reasons[index] == nil else { continue }
      reasons[index] = .superseded
      ending.insert(resolution)
    }
    if !found { reasons[resolution] = .roleNotHeld }
  }

  private mutating func resume(by resumption: Int) {
    let lifts = PowerRules(view: view).lifts(acts[resumption])
    var found = false
    for index in places[.hold, default: []] {
      guard precedes(index, resumption), lifts || acts[index].person == acts[resumption].person
      else { continue }
      found = true
      guard reasons[index] == nil else { continue }
      reasons[index] = .superseded
      ending.insert(resumption)
    }
    if !found { reasons[resumption] = .roleNotHeld }
  }

  /// A rejection ends when its maker approves a record that is no longer the rejected one.
  private mutating func liftRejections(by approval: Int) {
    for index in places[.reject, default: []] where reasons[index] == nil {
      guard acts[index].person == acts[approval].person, precedes(index, approval),
        acts[index].version != acts[approval].version
      else { continue }
      reasons[index] = .superseded
    }
  }

  private mutating func overrideObjections(by override: Int) {
    guard let named = acts[override].statement["requirement"], named.hasPrefix("objection:")
    else { return }
    for index in places[.object, default: []] where reasons[index] == nil {
      let objection = acts[index]
      guard precedes(index, override), let person = objection.person,
        let name = objection.statement["objection"],
        named == "objection:\(person):\(name)"
      else { continue }
      reasons[index] = .superseded
    }
  }

  /// A Test with another outcome supersedes the same person's earlier one; unordered, the
  /// failing one stands.
  private mutating func supersedeTests(by later: Int) {
    let test = acts[later]
    for index in places[.test, default: []] where reasons[index] == nil && index != later {
      let other = acts[index]
      guard other.person == test.person,
        other.statement.role == test.statement.role,
        other.statement["outcome"] != test.statement["outcome"], isHeard(index)
      else { continue }
      let fails = test.statement["outcome"] == "fail"
      if precedes(index, later) || (fails && !precedes(later, index)) {
        reasons[index] = .superseded
      }
    }
  }

  // MARK: Reach and repetition

  private mutating func dropUnseen() {
    for index in acts.indices where reasons[index] == nil {
      if !isReached(acts[index]) {
        reasons[index] = .notReachable
      } else if isAhead(acts[index]) {
        reasons[index] = .inTheFuture
      }
    }
  }

  private mutating func dropDuplicates() {
    var seen: Set<[String]> = []
    // A Start made too early is no reason to refuse the one that is judged now.
    for index in acts.indices where index != view.judging && !ending.contains(index) {
      // Nothing repeats the only act of a verb.
      guard places[acts[index].statement.verb, default: []].count > 1 else { continue }
      let reason = reasons[index]
      guard reason == nil || reason == .notReachable || reason == .inTheFuture else { continue }
      let statement = acts[index].statement
      let identity = [
        acts[index].person ?? "", statement.verb.rawValue, statement.role ?? "",
        statement["objection"] ?? "", statement["freeze"] ?? "", statement["requirement"] ?? "",
        statement["kind"] ?? "",
        // A Test with another outcome is no repetition.
        statement.verb == .test ? statement["outcome"] ?? "" : "",
      ]
      // What repeats an act that counts is that first, and then late or out of reach.
      if seen.contains(identity) { reasons[index] = .duplicate }
      if reason == nil { seen.insert(identity) }
    }
  }
}
