internal import Acts
internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Records

/// A person's own branch for acts that have not landed yet, and what a new act is built on.
struct Carrier {
  /// The branch's name below `refs/heads/`.
  let branch: String
  /// The local branch and the remote's, where they exist.
  let local: ObjectID?
  let tracked: ObjectID?

  var reference: String { "refs/heads/\(branch)" }

  init(
    for change: String, desk: Desk, in repository: borrowing Repository
  ) throws(ActingError) {
    let branch = "assent/\(change)/\(desk.signatory.person)"
    let tracking = desk.remote.map { $0.tracking(branch) }
    self.branch = branch
    local = try inGit { () throws(GitError) in
      try repository.commitID(ofReference: "refs/heads/\(branch)")
    }
    tracked = try inGit { () throws(GitError) in
      guard let tracking else { return nil }
      return try repository.commitID(ofReference: tracking)
    }
  }

  /// What a new act is built on.
  struct Base: Hashable {
    let commit: ObjectID
    /// The trunk's commit from which the base grows; the base itself if it lies on the trunk.
    let fork: ObjectID
    /// The carrier's tip that is given up because none of its acts counts any more.
    let replaced: ObjectID?
  }

  /// The trunk's tip, or the carrier's if it holds acts that have not landed and still count.
  ///
  /// - Parameter mustExtendTrunk: whether the act is pushed to the trunk itself, so that a
  ///   carrier that the trunk has left behind is of no use.
  func base(
    for changes: [String], desk: Desk, mustExtendTrunk: Bool, now: Instant,
    in repository: borrowing Repository
  ) throws(ActingError) -> Base {
    let trunk = desk.trunk.tip
    let fresh = Base(commit: trunk, fork: trunk, replaced: nil)
    guard let tip = try unlanded(desk.history) else { return fresh }
    let chain = try chain(to: tip, desk)
    let graph = desk.history.graph
    let fork = graph.ids[chain.fork]
    if mustExtendTrunk, fork != trunk { return fresh }
    guard isAlive(Set(chain.commits), desk.history, now: now) else {
      return Base(commit: trunk, fork: trunk, replaced: tip)
    }
    for change in changes {
      guard let path = desk.record(of: change)?.path else { continue }
      let then = try Self.blob(at: path, in: fork, repository)
      let now = try Self.blob(at: path, in: trunk, repository)
      guard then == now else {
        throw .refusal(
          "\(change) was edited on the trunk while acts of yours on \(branch) had not landed",
          hint: "land them first by a merge commit; or give them up: git push origin :\(branch)")
      }
    }
    return Base(commit: tip, fork: fork, replaced: nil)
  }

  // MARK: The chain

  /// The tip that the trunk does not reach; of the local and the remote one that descends from
  /// the other.
  private func unlanded(_ history: History) throws(ActingError) -> ObjectID? {
    let graph = history.graph
    let tips = [tracked, local].compactMap { $0 }.compactMap { id in
      graph.ids.firstIndex(of: id).map { (id: id, index: $0) }
    }.filter { graph.integrations[$0.index] == nil }
    guard let first = tips.first, let last = tips.last else { return nil }
    if graph.reaches(last.index, first.index) { return last.id }
    if graph.reaches(first.index, last.index) { return first.id }
    throw .usage(
      "your branch \(branch) here and on the remote have parted",
      hint: "give up the local one: git branch -D \(branch)")
  }

  private func chain(
    to tip: ObjectID, _ desk: Desk
  ) throws(ActingError) -> (commits: [Graph.Index], fork: Graph.Index) {
    let graph = desk.history.graph
    guard var index = graph.ids.firstIndex(of: tip) else {
      throw .usage("the branch \(branch) cannot be read")
    }
    let person = desk.history.canonical(desk.signatory.person)
    let own = Set(
      desk.history.changes.values.flatMap(\.acts).filter { $0.person == person }.map(\.commit)
        + desk.history.delegations.filter { $0.signer == person }.map(\.commit))
    var commits: [Graph.Index] = []
    while graph.integrations[index] == nil {
      guard own.contains(index), graph.parents(of: index).count == 1,
        let parent = graph.parents(of: index).first
      else {
        throw .usage(
          "the branch \(branch) holds \(graph.ids[index].short), which is no act of yours",
          hint: "land or delete the branch")
      }
      commits.append(index)
      index = parent
    }
    return (commits, index)
  }

  /// Whether any act of these commits would count once landed, or forbids already.
  private func isAlive(_ commits: Set<Graph.Index>, _ history: History, now: Instant) -> Bool {
    let hasDelegation = history.delegations.contains {
      commits.contains($0.commit) && history.fault(of: $0, now: now) == nil
    }
    return hasDelegation
      || history.changes.values.contains { change in
        guard change.acts.contains(where: { commits.contains($0.commit) }),
          let verdict = evaluate(change.id, in: history, now: now)
        else { return false }
        return verdict.acts.contains {
          commits.contains($0.act.commit) && ($0.counted || $0.reason == .notReachable)
        }
      }
  }

  private static func blob(
    at path: String, in commit: ObjectID, _ repository: borrowing Repository
  ) throws(ActingError) -> ObjectID? {
    try inGit { () throws(GitError) in
      try repository.entry(atPath: path, inTree: try repository.commit(commit).tree)?.id
    }
  }
}
