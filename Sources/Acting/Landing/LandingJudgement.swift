internal import Acts
internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Records

/// Whether every commit of a branch is an act that counts or forbids, by the history as it would
/// be after the landing.
struct LandingJudgement {
  let branch: CarrierBranch
  let chain: CarrierChain
  /// The trunk before the landing.
  let before: History
  /// The trunk after it.
  let after: History
  let remote: Remote?
  let now: Instant

  private var graph: Graph { after.graph }
  private var advice: LandingAdvice { LandingAdvice(branch: branch, remote: remote) }

  /// What the commits say, if none is in the way.
  struct Outcome {
    var acts: [LandedAct] = []
    /// Commits that have no effect after all of the branch, and may have had one on the way.
    var ended: [(place: Int, obstacle: LandingObstacle)] = []
  }

  /// Judges every commit, oldest first.
  ///
  /// Throws an obstacle in the result rather than an error; an error means that nothing could be
  /// decided.
  func outcome(
    in repository: borrowing Repository
  ) throws(ActingError) -> Result<Outcome, LandingObstacle> {
    let commits = Set(chain.commits.map { before.graph.ids[$0] })
    let rulings = verdicts(on: commits)
    var outcome = Outcome()
    for (place, index) in chain.commits.enumerated() {
      let id = before.graph.ids[index]
      switch try judge(id, rulings[id] ?? [], in: repository) {
      case .good(let acts): outcome.acts += acts
      case .ended(let acts, let obstacle):
        outcome.acts += acts
        outcome.ended.append((place, obstacle))
      case .bad(let obstacle): return .failure(obstacle)
      }
    }
    if let problem = unsettled { return .failure(problem) }
    return .success(outcome)
  }

  /// Whether the acts of one commit on changes count, or one of them does.
  func counts(_ commit: ObjectID) -> Bool {
    (verdicts(on: [commit])[commit] ?? []).contains(where: \.counted)
  }

  // MARK: One commit

  private enum Ruling {
    case good([LandedAct])
    /// What later commits may have ended.
    case ended([LandedAct], LandingObstacle)
    case bad(LandingObstacle)
  }

  private func judge(
    _ id: ObjectID, _ rulings: [ActVerdict], in repository: borrowing Repository
  ) throws(ActingError) -> Ruling {
    let message = try inGit { () throws(GitError) in try repository.commit(id) }.message
    let reading = MessageReading(message: message)
    guard reading.hasActs else {
      return .bad(.stranger(id, "carries no act", on: branch))
    }
    if let edit = rulings.first(where: { $0.reason == .editsFiles }) {
      return .bad(advice.obstacle(edit, .editsFiles))
    }
    var acts = rulings.map { ruling in
      LandedAct(
        commit: id, kind: .change(ruling.act.statement), person: ruling.act.person,
        reason: ruling.reason)
    }
    var hasEffect = rulings.contains(where: \.counted)
    if !reading.policyApprovals.isEmpty {
      let fault = try inLedger { () throws(LedgerError) in
        try VoteCheck(history: before, now: now).fault(of: id, in: repository)
      }
      if let fault { return .bad(voidVote(id, fault)) }
      hasEffect = true
      acts.append(LandedAct(commit: id, kind: .policyApproval, person: nil, reason: nil))
    }
    if !reading.delegations.isEmpty {
      let check = DelegationCheck(history: after, now: now)
      if let fault = check.fault(of: id, count: reading.delegations.count) {
        return .bad(voidDelegation(id, fault))
      }
      hasEffect = true
      acts += check.acts(of: id)
    }
    if hasEffect { return .good(acts) }
    guard let first = rulings.first, let reason = first.reason else {
      return .bad(.stranger(id, "carries no act that could be read", on: branch))
    }
    let obstacle = advice.obstacle(first, reason)
    return reason.mayComeLater ? .ended(acts, obstacle) : .bad(obstacle)
  }

  private func voidVote(_ id: ObjectID, _ fault: String) -> LandingObstacle {
    LandingObstacle(
      .policyApprovalVoid, id, "\(id.short) approves a policy and would be no vote: \(fault)",
      hint: "an owner approves the policy as it stands now; \(advice.deletion)")
  }

  private func voidDelegation(_ id: ObjectID, _ fault: String) -> LandingObstacle {
    LandingObstacle(
      .delegationVoid, id, "\(id.short) hands a role over or takes it back, to no effect: \(fault)",
      hint: "the holder of the role makes it anew; \(advice.deletion)")
  }

  /// What the decision says of the acts of some commits, by commit.
  private func verdicts(on commits: Set<ObjectID>) -> [ObjectID: [ActVerdict]] {
    var found: [ObjectID: [ActVerdict]] = [:]
    for change in after.changes.values.sorted(by: { $0.id < $1.id })
    where change.acts.contains(where: { commits.contains($0.id) }) {
      for ruling in evaluate(change.id, in: after, now: now)?.acts ?? []
      where commits.contains(ruling.act.id) {
        found[ruling.act.id, default: []].append(ruling)
      }
    }
    return found
  }

  // MARK: The policy

  /// What the landing would unsettle about the policy.
  private var unsettled: LandingObstacle? {
    let known = Set(before.problems.filter { $0.holds(at: before.tipPosition) }.map(\.code))
    let new = after.problems.first {
      $0.holds(at: after.tipPosition) && !known.contains($0.code)
    }
    return new.map {
      LandingObstacle(
        .policyUnsettled, $0.commit,
        "after it nothing could be decided (\($0.code.rawValue)): "
          + $0.message,
        hint: "bring the missing approvals onto the trunk first, the policy itself last")
    }
  }
}

extension ActReason {
  /// Whether an act may have had its effect before a later one of the same branch ended it.
  fileprivate var mayComeLater: Bool {
    self == .stale || self == .superseded || self == .withdrawn
  }
}
