internal import Acts
internal import Primitives
internal import Records

/// One standpoint from which a change is judged: which acts are seen, over which content, by
/// which policy, at what time.
struct View {
  /// What is judged and by what; views are copied often, so they share it.
  private final class Subject: Sendable {
    let history: History
    let change: ChangeHistory
    let policy: Policy
    /// The policy before it was said which of its workflows govern the record.
    let wholePolicy: History.PolicyVersion?

    init(
      history: History, change: ChangeHistory, policy version: History.PolicyVersion?,
      governing record: ChangeRequest?, as earlier: ChangeRequest? = nil
    ) {
      self.history = history
      self.change = change
      let policy = version?.policy ?? .absent
      self.policy = record.map { policy.governing($0, as: earlier) } ?? policy
      wholePolicy = version
    }
  }

  private var subject: Subject
  let now: Instant
  /// The last spine position whose acts are seen.
  var limit: Int
  /// Acts of this commit and its ancestors are seen as well.
  var branch: Graph.Index?
  /// Whether unlanded acts that forbid are heard.
  var hearsUnlanded: Bool
  /// The commit in whose tree the judged content stands.
  var contentCommit: Graph.Index
  /// The content judged, as an index into the change's versions.
  var version: Int?
  /// A Start whose own signature does not judge the approvals before it.
  var judging: Int?
  /// Whether expiry still matters; it does not once work has begun.
  var expires = true
  /// The type that an authorised Start fixed; nil before one.
  var fixedKind: ChangeRequest.Kind?
  /// The times that recorders vouch for.
  let times: RecordedTimes
  /// What is already known about the changes that others wait for.
  let memo: RunMemo
  /// What the template makes of a record of type `standard`; nil for other records.
  private(set) var standard: StandardUse?

  init(
    history: History, change: ChangeHistory, policy: History.PolicyVersion?, now: Instant,
    limit: Int, branch: Graph.Index?, hearsUnlanded: Bool, contentCommit: Graph.Index,
    version: Int?, judging: Int?, times: RecordedTimes, memo: RunMemo = RunMemo()
  ) {
    let content = version.flatMap {
      change.versions.indices.contains($0) ? change.versions[$0] : nil
    }
    subject = Subject(
      history: history, change: change, policy: policy, governing: content?.document.change)
    self.now = now
    self.limit = limit
    self.branch = branch
    self.hearsUnlanded = hearsUnlanded
    self.contentCommit = contentCommit
    self.version = version
    self.judging = judging
    self.times = times
    self.memo = memo
    guard let content, content.document.change?.kind == .standard else { return }
    standard = StandardUse(in: self, content.document)
    governByStandard()
  }

  /// Goes on as an authorised Start was judged: its type, its template and the workflows that were
  /// for its record hold, whatever becomes of them afterwards.
  mutating func settle(like start: View) {
    fixedKind = start.record?.kind
    if let use = start.standard, let change = content?.document.change,
      let settled = StandardUse(goingOnFrom: use, change)
    {
      standard = settled
    }
    guard let given = start.record, choosesWorkflows else { return }
    // Only an emergency's record may still be completed, and be found to concern others too.
    let record = fixedKind == .emergency ? record : given
    subject = Subject(
      history: history, change: change, policy: wholePolicy, governing: record ?? given, as: given)
  }

  /// Asks the workflows that are for the record as its template fills it.
  private mutating func governByStandard() {
    guard let standard, choosesWorkflows else { return }
    subject = Subject(
      history: history, change: change, policy: wholePolicy, governing: standard.record)
  }

  var history: History { subject.history }

  var change: ChangeHistory { subject.change }

  /// The policy with the workflows that govern the record.
  var policy: Policy { subject.policy }

  /// The policy with all its workflows, by which other changes are judged; nil if there is none.
  var wholePolicy: History.PolicyVersion? { subject.wholePolicy }

  private var choosesWorkflows: Bool { wholePolicy?.policy.choosesWorkflows ?? false }

  var graph: Graph { history.graph }

  /// The record as it is judged: a standard one with what its template says.
  var record: ChangeRequest? { standard?.record ?? content?.document.change }

  /// The type by which the change is judged.
  var kind: ChangeRequest.Kind? { record.map { fixedKind ?? $0.kind } }

  var content: RecordVersion? {
    guard let version, change.versions.indices.contains(version) else { return nil }
    return change.versions[version]
  }

  /// Another change's record as it stood on the spine where this view ends: what was written
  /// later must not change how this moment is judged.
  func version(of other: ChangeHistory) -> Int? {
    if limit >= history.tipPosition { return other.current }
    return other.spineVersions.last { $0.position <= limit }?.version
  }

  /// Whether the act has landed as far as this view goes.
  func sees(_ act: Act) -> Bool { sees(commit: act.commit, integration: act.integration) }

  func sees(commit: Graph.Index, integration: Int?) -> Bool {
    if let integration, integration <= limit { return true }
    guard let branch else { return false }
    return graph.reaches(branch, commit)
  }

  /// The policies by which an act's role is judged: those in force before and at its
  /// integration; for an unlanded act, that of the tip.
  func policies(for act: Act) -> [History.PolicyVersion] {
    guard let position = act.integration else {
      return [history.policy(at: history.tipPosition)].compactMap { $0 }
    }
    let at = history.policy(at: position)
    let before = history.policy(at: position - 1) ?? at
    // As a rule one policy was in force at both, and need be asked only once.
    return (before === at ? [at] : [before, at]).compactMap { $0 }
  }

  /// Whether a person, under any id that stands for them, holds a role by a policy.
  func holds(_ person: String, _ role: String, in version: History.PolicyVersion) -> Bool {
    Roles(policy: version.policy).holders(of: role).contains { history.canonical($0) == person }
  }

  /// The act's claimed times: its own date and, as far as this view has seen it land, that of
  /// its integration. The later counts for lead time, the earlier for expiry.
  func claimed(_ act: Act) -> (earlier: Instant, later: Instant) {
    guard let integration = act.integration, integration <= limit, let landed = act.integrationTime
    else { return (act.time, act.time) }
    return (min(act.time, landed), max(act.time, landed))
  }

  /// The time that a recorder vouches for.
  func recorded(_ act: Act) -> Instant? { times.time(of: act) }

  /// Whether the act's signer held a role whenever it matters, themselves or by delegation.
  func holds(_ act: Act, _ role: String) -> Bool {
    if holdsItself(act, role) { return true }
    return !history.delegations.isEmpty
      && DelegationRule(view: self).delegator(of: act, in: role) != nil
  }

  /// Whether the act's signer held a role themselves.
  func holdsItself(_ act: Act, _ role: String) -> Bool {
    guard let person = act.person else { return false }
    let policies = policies(for: act)
    return !policies.isEmpty && policies.allSatisfy { holds(person, role, in: $0) }
  }

  /// The person for whom a delegate acts in the role of an act; nil for one who holds it.
  func delegator(of act: Act) -> String? {
    guard !history.delegations.isEmpty, let role = act.statement.role, !holdsItself(act, role)
    else { return nil }
    return DelegationRule(view: self).delegator(of: act, in: role)
  }
}
