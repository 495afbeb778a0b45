import Acts
import Primitives
import Records

@testable import Decision

/// The decision once more, slow and obvious, from the specification's sections 3 to 5 alone.
///
/// Where those leave room it says so (`unclear`), and nothing is compared there.
final class Reference {
  /// The moment that is judged: a tip and what is seen beside it.
  struct Scene: Hashable {
    /// The last spine position that belongs to it.
    var position: Int
    /// A Start whose proper ancestors are seen too, and which itself is not.
    var start: Int?
    /// The record that is judged.
    var version: Int?
    var now: Instant
    /// Whether branches that never landed may close the gate.
    var seesBranches: Bool
  }

  /// What became of an act.
  struct Outcome {
    var counted: Bool
    var reason: ActReason?
    /// Whether the specification does not say which reason it is, or whether it counts.
    var isUnclear = false
    /// All reasons that apply.
    var reasons: Set<ActReason> = []
    /// In whose place it was made.
    var delegator: String?
  }

  let history: History
  let change: ChangeHistory
  private var reach: [Int: Set<Int>] = [:]
  private var counted: [Scene: [Outcome]] = [:]

  init?(_ id: String, in history: History) {
    guard let change = history.changes[id] else { return nil }
    self.history = history
    self.change = change
  }

  func tip(_ now: Instant) -> Scene {
    Scene(
      position: history.tipPosition, start: nil, version: change.current, now: now,
      seesBranches: true)
  }

  // MARK: Ancestry

  /// A commit and everything that its parents lead to.
  func ancestors(_ index: Int) -> Set<Int> {
    if let known = reach[index] { return known }
    var seen: Set<Int> = [index]
    for parent in history.graph.parents(of: index) { seen.formUnion(ancestors(parent)) }
    reach[index] = seen
    return seen
  }

  func isBefore(_ first: Int, _ second: Int) -> Bool {
    first != second && ancestors(second).contains(first)
  }

  /// Whether a commit belongs to what a scene looks at.
  func isLanded(_ commit: Int, _ integration: Int?, in scene: Scene) -> Bool {
    if let integration, integration <= scene.position { return true }
    guard let start = scene.start else { return false }
    return isBefore(commit, start)
  }

  func isLanded(_ act: Decision.Act, in scene: Scene) -> Bool {
    isLanded(act.commit, act.integration, in: scene)
  }

  /// The numbers of the acts that a scene knows of.
  func visible(in scene: Scene) -> [Int] {
    change.acts.indices.filter {
      let act = change.acts[$0]
      return isLanded(act, in: scene) || (scene.seesBranches && act.integration == nil)
    }
  }

  // MARK: Policies and values

  /// The policies an act needs: in force at its integration's first parent, and at it.
  func policies(of act: Decision.Act) -> [Policy] {
    let position = act.integration ?? history.tipPosition
    let before = act.integration.map { $0 - 1 } ?? history.tipPosition
    return [before, position].compactMap { history.policy(at: $0)?.policy }
  }

  func policy(in scene: Scene) -> Policy? { history.policy(at: scene.position)?.policy }

  func version(_ number: Int?) -> RecordVersion? {
    number.flatMap { change.versions.indices.contains($0) ? change.versions[$0] : nil }
  }

  func record(in scene: Scene) -> ChangeRequest? {
    version(scene.version)?.document.change
  }

  /// The time that rules rest on: the recorder's where there is one.
  func recordedTime(of act: Decision.Act, now: Instant) -> Instant? {
    guard let integration = act.integration else { return nil }
    var last: Instant?
    for recording in history.recordings {
      // Dated after now, or before the last that recorded: records nothing.
      if recording.time > now { continue }
      if let last, recording.time < last { continue }
      last = recording.time
      if recording.position >= integration { return recording.time }
    }
    return nil
  }

  /// Nobody can make an act later than at these times, or earlier than at those.
  func claimedTimes(of act: Decision.Act) -> [Instant] {
    [act.time] + (act.integrationTime.map { [$0] } ?? [])
  }

  // MARK: Counting

  /// By number of act, what became of it; nil for acts that the scene does not know.
  func outcomes(in scene: Scene) -> [Outcome?] {
    let known = visible(in: scene)
    let all = outcomesOfAll(in: scene)
    return change.acts.indices.map { known.contains($0) ? all[$0] : nil }
  }

  private func outcomesOfAll(in scene: Scene) -> [Outcome] {
    if let known = counted[scene] { return known }
    let visible = visible(in: scene)
    let excluded = Exclusions(self, scene)
    var reasons: [Int: Set<ActReason>] = [:]
    var unclear: Set<Int> = []
    var delegators: [Int: String] = [:]
    for number in visible {
      let act = change.acts[number]
      var found = Set(act.faults)
      let role = roleCheck(act, in: scene)
      switch role {
      case .own: break
      case .delegated(let by): delegators[number] = by
      case .notHeld: found.insert(.roleNotHeld)
      case .invalid: found.insert(.delegationInvalid)
      case .unclear: unclear.insert(number)
      }
      if case .delegated = role, claimedTimes(of: act).contains(where: { $0 > scene.now }) {
        // Whether a delegation can be dated by what has not happened yet is left open.
        unclear.insert(number)
      }
      if act.person != nil { found.formUnion(duties(act, delegators[number], excluded, scene)) }
      if isStale(act, in: scene) { found.insert(.stale) }
      if let stage = Self.stage(of: act.statement.verb),
        policy(in: scene)?.workflow.stages[stage] == nil
      {
        // What an act covers whose stage the policy leaves out is left open.
        unclear.insert(number)
      }
      if isExpired(act, in: scene) { found.insert(.expired) }
      if !isLanded(act, in: scene), !act.statement.verb.closesUnlanded {
        found.insert(.notReachable)
      }
      if claimedTimes(of: act).contains(where: { $0 > scene.now }) { found.insert(.inTheFuture) }
      if Self.isForbidding(act) { found.formIntersection(Self.stopping(act)) }
      reasons[number] = found
    }
    end(&reasons, &unclear, in: scene)
    let result = countOnce(reasons, unclear, delegators, visible)
    counted[scene] = result
    return result
  }

  /// Of equal acts the first that can counts.
  private func countOnce(
    _ reasons: [Int: Set<ActReason>], _ unclear: Set<Int>, _ delegators: [Int: String],
    _ visible: [Int]
  ) -> [Outcome] {
    var result = change.acts.map { _ in Outcome(counted: false, reason: nil, isUnclear: true) }
    var seen: Set<[String]> = []
    for number in visible {
      let act = change.acts[number]
      var found = reasons[number] ?? []
      let key = Self.identity(act)
      var isUnclear = unclear.contains(number)
      if seen.contains(key) {
        // Whether one who forbids twice forbids once more makes no difference.
        if Self.isForbidding(act) { isUnclear = true } else { found.insert(.duplicate) }
      }
      let reason = found.min()
      if reason == nil { seen.insert(key) }
      result[number] = Outcome(
        counted: reason == nil, reason: reason, isUnclear: isUnclear, reasons: found,
        delegator: delegators[number])
    }
    return result
  }

  /// Person, verb, role and what is named.
  private static func identity(_ act: Decision.Act) -> [String] {
    let statement = act.statement
    return [act.person ?? "", statement.verb.name, statement.role ?? ""]
      + ["objection", "freeze", "requirement", "kind"].map { statement[$0] ?? "" }
      // A Test with another outcome supersedes the earlier; it does not repeat it.
      + [statement.verb == .test ? statement["outcome"] ?? "" : ""]
  }

  static func isFailingTest(_ act: Decision.Act) -> Bool {
    act.statement.verb == .test && act.statement["outcome"] == "fail"
  }

  static func isForbidding(_ act: Decision.Act) -> Bool {
    switch act.statement.verb {
    case .object, .reject, .hold, .cancel, .withdraw: true
    case .test: isFailingTest(act)
    default: false
    }
  }

  /// What alone stops an act that forbids.
  static func stopping(_ act: Decision.Act) -> Set<ActReason> {
    var reasons: Set<ActReason> = [
      .malformed, .unsigned, .signatureUnsupported, .signatureBad, .keyUnknown, .keyNotInForce,
      .keyCompromised, .beforeRoot, .wrongRepository, .roleNotHeld, .delegationInvalid,
    ]
    if act.statement.verb == .test { reasons.insert(.stale) }
    // Of the verbs only four are said to close a gate before they land.
    if !act.statement.verb.closesUnlanded { reasons.insert(.notReachable) }
    return reasons
  }
}
