internal import Acts
internal import Decision
internal import Git
internal import Primitives
internal import Records

/// What the engine says of acts as if they had landed.
struct Judgement {
  let commit: ObjectID
  let history: History
  /// By change, in the order of the request.
  let verdicts: [Verdict]

  /// Judges a commit on top of the trunk.
  ///
  /// - Parameter unsigned: whether the commit still lacks the signature, which is then assumed.
  init(
    of commit: ObjectID, _ proposal: Proposal, changes: [String], unsigned: Bool, desk: Desk,
    chain: [ObjectID] = [], now: Instant, in repository: borrowing Repository
  ) throws(ActingError) {
    let tip = try proposal.landing(of: commit, in: repository)
    let history = try desk.history(
      assuming: tip, signedBy: unsigned ? [commit] : [], in: repository)
    self.commit = commit
    self.history = history
    verdicts = changes.compactMap { evaluate($0, in: history, now: now) }
  }

  /// The verdict on one act: by its change and its place among the commit's trailers.
  func act(_ index: Int, on change: String) -> ActVerdict? {
    verdicts.first { $0.change == change }?.acts.first {
      $0.act.id == commit && $0.act.statement.index == index
    }
  }

  /// The requirements in which the commit fills a seat, among those that acts of a verb fill.
  ///
  /// A stage that merely looks at the approvals of another has no seats of its own.
  func seats(for verb: Verb, on change: String, _ policy: Policy) -> Set<String> {
    let stages = verdicts.first { $0.change == change }?.stages ?? []
    let own = stages.filter { policy.stages(of: verb).contains($0.stage) }
    return Set(own.flatMap(\.requirements).filter { $0.acts.contains(commit) }.map(\.id))
  }

  /// The flags that the commit would raise on a change.
  func flags(on change: String) -> [Flag] {
    verdicts.first { $0.change == change }?.flags.filter { $0.commit == commit } ?? []
  }
}

extension ActReason {
  /// The reason as a sentence to the one who is about to sign.
  func sentence(_ verdict: ActVerdict, _ signer: String) -> String {
    let behind = verdict.act.statement["for"]
    let person = behind.map { "\(signer), acting for \($0)," } ?? signer
    let role = verdict.act.statement.role.map { "`\($0)`" } ?? "the role it needs"
    switch self {
    case .requester:
      return "\(person) asked for this change, and nobody approves their own"
    case .contributor:
      let fields = verdict.detail.map { "\($0.field) in \($0.commit?.short ?? "a commit")" }
      return "\(person) edited what the act covers: \(fields.joined(separator: ", "))"
    case .implementer: return "\(person) implements this change"
    case .approver: return "\(person) approved this change"
    case .tester: return "\(person) tested this change"
    case .roleNotHeld where verdict.act.statement.verb == .submit:
      return "only the requester whom the record names submits it"
    case .roleNotHeld where verdict.act.statement.verb == .resume:
      return "no hold that has landed is \(person)'s to end; its maker and `powers.lift` end one"
    case .roleNotHeld where verdict.act.statement.verb == .resolve:
      return "\(person) made no objection of that name that the trunk or the same branch has"
    case .roleNotHeld: return "\(person) does not hold \(role), or it may not do this"
    case .machineInHumanSeat:
      return "\(person) is a machine: the seat must permit one, and --for names who triggered it"
    case .duplicate: return "an equal act of \(person) counts already"
    case .superseded: return "another act of \(person) stands against it"
    case .withdrawn: return "\(person) withdrew in that role, unordered or later"
    case .editsFiles: return "its commit would edit more than the act may"
    case .recordMissing: return "the trunk has no record of the change"
    case .policyGap, .keyNotInForce:
      return "the policy on the trunk is not in force (\(rawValue)); its owners must approve it"
    case .inTheFuture: return "its date lies in the future: see the clock and GIT_COMMITTER_DATE"
    case .stale: return "what it covers is not what stands on the trunk"
    case .expired: return "its date is too old: see the clock and GIT_COMMITTER_DATE"
    default: return verdict.explanation ?? rawValue
    }
  }
}
