internal import Acts
internal import Diagnostics
internal import Primitives
internal import Records

/// Judges Starts: whether the gate was open for them when they were made.
struct StartRule {
  /// How one Start was judged.
  struct Judgement {
    /// The act's place among the change's acts.
    let index: Int
    let view: View
    let tally: Tally
    let stages: [StageVerdict]
    let findings: [Finding]
    /// Why the gate was closed to it; empty for an authorised Start.
    let reasons: [GateReason]
    /// Why the act itself does not count, or nil.
    let fault: ActReason?

    var isAuthorised: Bool { reasons.isEmpty && fault == nil }

    /// Whether it lacked nothing but time, slot or a settled policy, so that the way back is free.
    var leavesWayBack: Bool { fault == nil && reasons.allSatisfy(\.code.isTimeSlotOrPolicy) }
  }

  let history: History
  let change: ChangeHistory
  let now: Instant
  let times: RecordedTimes
  let memo: RunMemo

  /// All landed Starts that begin the way forward, in order.
  func judgements() -> [Judgement] {
    change.acts.indices.filter { isForward(change.acts[$0]) }.compactMap(judge)
  }

  /// The first Start that the gate was open for.
  func firstAuthorised() -> Judgement? {
    for index in change.acts.indices where isForward(change.acts[index]) {
      if let judgement = judge(index), judgement.isAuthorised { return judgement }
    }
    return nil
  }

  private func isForward(_ act: Act) -> Bool {
    act.statement.verb == .start && act.statement["kind"] == nil
      && (act.integration != nil
        || (history.head.map { history.graph.reaches($0, act.commit) } ?? false))
  }

  /// The policy by which a Start is judged, and by which its change stays judged.
  func policy(for act: Act) -> History.PolicyVersion? {
    history.policy(at: (act.integration ?? history.tipPosition + 1) - 1)
  }

  private func judge(_ index: Int) -> Judgement? {
    let act = change.acts[index].besideGap
    guard let policy = policy(for: act) else { return nil }
    if let fault = act.faults.first { return refused(index, fault, policy) }
    // What a Start in an unsettled stretch lacks is a settled policy, and maybe nothing else.
    var change = change
    change.acts[index] = act
    let at = times.time(of: act) ?? act.time
    let view = View(
      history: history, change: change, policy: policy, now: at,
      limit: (act.integration ?? history.tipPosition + 1) - 1, branch: act.commit,
      hearsUnlanded: false, contentCommit: act.commit, version: act.version, judging: index,
      times: times, memo: memo)
    let tally = Tally(view: view)
    let findings = LintRule(view: view, tally: tally).outcome().findings
    let stages = StageEvaluator(view: view, tally: tally, findings: findings).stages()
    let gate = GateRule(view: view, tally: tally, stages: stages, findings: findings)
    var reasons = gate.reasons() + forbiddenElsewhere(view, act)
    if act.datedBeforeParent {
      reasons.append(
        GateReason(code: .recordError, message: "Start is dated before its own parent"))
    }
    if max(act.time, act.integrationTime ?? act.time) > now {
      reasons.append(GateReason(code: .recordError, message: "Start lies in the future"))
    }
    reasons +=
      history.problems(at: view.limit) + history.problems(at: act.integration ?? view.limit)
    reasons += artifactReasons(view, act, policy.policy)
    return Judgement(
      index: index, view: view, tally: tally, stages: stages, findings: findings,
      reasons: reasons,
      fault: fault(of: index, tally))
  }

  /// A Start that is no evidence opens nothing, so that nothing more is asked about it: anybody
  /// can write thousands of them.
  private func refused(_ index: Int, _ fault: ActReason, _ policy: History.PolicyVersion)
    -> Judgement
  {
    let view = View(
      history: history, change: ChangeHistory(id: change.id), policy: policy, now: now, limit: -1,
      branch: nil, hearsUnlanded: false, contentCommit: history.judgedTip, version: nil,
      judging: nil, times: times, memo: memo)
    return Judgement(
      index: index, view: view, tally: Tally(view: view), stages: [], findings: [], reasons: [],
      fault: fault)
  }

  /// Whatever forbids when only the trunk, or only Start's own ancestors, are counted.
  private func forbiddenElsewhere(_ view: View, _ act: Act) -> [GateReason] {
    guard change.acts.contains(where: \.statement.verb.forbids) else { return [] }
    var trunk = view
    trunk.branch = nil
    var own = view
    own.limit = -1
    return [trunk, own].flatMap { each in
      GateRule(view: each, tally: Tally(view: each), stages: [], findings: []).forbidding
    }
  }

  private func artifactReasons(_ view: View, _ act: Act, _ policy: Policy) -> [GateReason] {
    guard let record = view.record else { return [] }
    let rule = ArtifactRule(record: record, start: act, binding: policy.workflow.artifact)
    if rule.permits(start: act) { return [] }
    return [
      GateReason(code: .artifactWrong, message: "Start names an artifact that was not approved")
    ]
  }

  /// Start meets the `require` and `not` of implemented, by its own role.
  private func fault(of index: Int, _ tally: Tally) -> ActReason? {
    if let reason = tally.reasons[index] { return reason }
    let asked = tally.view.policy.workflow.stages[.implemented]?.requirements ?? []
    guard !asked.isEmpty else { return nil }
    let act = change.acts[index]
    let sits = asked.flatMap(\.quorums).contains { quorum in
      quorum.role == act.statement.role
        || act.statement.role.map(quorum.covers(ownerRole:)) ?? false
    }
    return sits ? nil : .roleNotHeld
  }
}
