internal import Decision
internal import Git
internal import Ledger
internal import Primitives

/// The policy that somebody is asked to approve, and the history that knows of it.
struct PolicyProposal {
  let place: PolicyBallot.Place
  let next: PolicySnapshot
  /// The trunk and, where the proposal lies beside it, the proposal.
  let reading: HistoryReader.Reading
  let standing: PolicyStanding

  /// The revision's policy, or the one that waits on the trunk.
  ///
  /// Throws a usage error if nothing waits there.
  init(
    _ revision: String?, desk: Desk, in repository: borrowing Repository
  ) throws(ActingError) {
    guard let trunkStanding = desk.reading.policy else {
      throw ActingError("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    let pending = trunkStanding.isPending ? trunkStanding.tip : nil
    guard let revision else {
      guard let pending else {
        throw .usage(
          "the trunk's policy is in force, so nothing waits for approval there",
          hint: "name the branch that changes it: assent policy approve BRANCH")
      }
      (place, next, reading, standing) = (.trunk, pending, desk.reading, trunkStanding)
      return
    }
    let commit = try inGit { () throws(GitError) in try repository.resolve(revision: revision) }
    let tree = try inGit { () throws(GitError) in try repository.commit(commit).tree }
    let found = try inLedger { () throws(LedgerError) in
      try PolicyReader().snapshot(ofTree: tree, in: repository)
    }
    if let pending, found.tree == pending.tree {
      (place, next, reading, standing) = (.trunk, pending, desk.reading, trunkStanding)
      return
    }
    var options = desk.settings.ledger
    options.head = commit
    let reading = try inLedger { () throws(LedgerError) in
      try HistoryReader(options: options).read(repository)
    }
    guard let standing = reading.policy else {
      throw ActingError("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    place = .proposal(name: revision, commit: commit)
    next = found
    self.reading = reading
    self.standing = standing
  }

  /// The commit beside the trunk that has the policy; nil if the trunk itself has it.
  var commit: ObjectID? {
    if case .proposal(_, let commit) = place { return commit }
    return nil
  }

  /// What an approval beside the trunk is built on: the proposal with the approvals that it has, else
  /// the trunk.
  func parent(trunk: ObjectID) -> ObjectID {
    switch place {
    case .proposal(_, let commit): top(of: commit)
    case .trunk: trunk
    }
  }

  /// Why nobody should approve it, or not this person; nil if the approval would count.
  func refusal(of person: String) -> ActingError? {
    if next.tree == standing.current.tree {
      return .refusal(
        "that is the policy in force: there is nothing to approve",
        hint: "name the branch that changes policies/")
    }
    if let mixed = reading.history.problems.first(where: { $0.code == .mixed }) {
      return .refusal(mixed.message, hint: "the policy first, records in a branch of their own")
    }
    if let words = standing.refusal(of: person, next: next) {
      return .refusal(
        "the approval would not count: \(words)",
        hint: next.policy == nil ? "assent policy lint" : nil)
    }
    let own = standing.approvals(of: next).first {
      reading.history.canonical($0.person) == reading.history.canonical(person)
    }
    return own.map {
      .refusal(
        "\($0.person) approved it already by commit \($0.commit.short)",
        hint: $0.isLanded ? nil : way(of: $0.person))
    }
  }

  /// How an approval that a branch has reaches the trunk.
  private func way(of person: String) -> String {
    let branch = "assent/policy/\(person)"
    return place == .trunk
      ? "assent land \(branch)"
      : "once enough owners have approved it, merge \(branch) into the trunk with a merge commit"
  }

  /// The last of the approvals that stand one upon the other on top of the proposal, so that one
  /// merge brings all; the proposal itself if there are none.
  private func top(of commit: ObjectID) -> ObjectID {
    let graph = reading.history.graph
    let votes = Set(standing.approvals(of: next).filter { !$0.isLanded }.map(\.commit))
    var best = (commit: commit, height: 0)
    for vote in votes.sorted(by: { $0.description < $1.description }) {
      var height = 0
      var next = vote
      while votes.contains(next), let index = graph.ids.firstIndex(of: next),
        let parent = graph.parents(of: index).first
      {
        height += 1
        next = graph.ids[parent]
      }
      if next == commit, height > best.height { best = (vote, height) }
    }
    return best.commit
  }
}
