internal import Git
internal import Ledger
internal import Primitives
internal import Records

/// Puts a signed commit where the policy wants acts, losing nobody's.
struct Publication {
  /// How it went.
  enum Outcome {
    /// It is there: the references written, and whether a remote has it.
    case done(places: [String], pushed: Bool)
    /// Somebody was faster: build it anew.
    case overtaken
  }

  let desk: Desk
  let draft: Draft

  private var git: GitCommand { desk.git }
  private var isPushed: Bool { desk.policy.charter.carrier == .push }

  /// Publishes the commit by the policy's carrier, or only keeps it locally.
  func publish(
    _ commit: ObjectID, in repository: borrowing Repository
  ) throws(ActingError) -> Outcome {
    guard desk.settings.pushes else { return try keep(commit) }
    if let remote = desk.remote {
      return isPushed
        ? try push(commit, to: remote, branch: remote.branch)
        : try push(commit, to: remote, branch: draft.carrier.branch)
    }
    return isPushed ? try advanceTrunk(to: commit, in: repository) : try keep(commit)
  }

  /// The command that publishes a commit which was only kept; nil if nothing is left to do.
  func command(for commit: ObjectID) -> String? {
    guard !desk.settings.pushes else { return nil }
    if let remote = desk.remote {
      let target = isPushed ? "refs/heads/\(remote.branch)" : draft.carrier.reference
      return "git push \(remote.name) \(commit):\(target)"
    }
    return isPushed ? "git merge --ff-only \(commit)" : nil
  }

  // MARK: Locally

  /// Points the person's local branch at the commit, if it still is what it was.
  private func keep(_ commit: ObjectID) throws(ActingError) -> Outcome {
    guard try git.move(draft.carrier.reference, to: commit, from: draft.carrier.local, "assent")
    else {
      return .overtaken
    }
    return .done(places: [draft.carrier.reference], pushed: false)
  }

  /// Moves a local trunk on, and the index with it where the branch is checked out.
  private func advanceTrunk(
    to commit: ObjectID, in repository: borrowing Repository
  ) throws(ActingError) -> Outcome {
    let trunk = desk.trunk
    if !draft.editedPaths.isEmpty { try refuseUnlessWorkTreeFollows(repository) }
    guard try git.move(trunk.reference, to: commit, from: trunk.tip, "assent") else {
      return .overtaken
    }
    if !draft.editedPaths.isEmpty, repository.headReference() == trunk.reference,
      let tree = repository.workTree
    {
      // The files in the work tree are the ones that were committed: only the index lags.
      _ = try git.text(
        ["--work-tree=\(tree)", "reset", "--quiet", "--"] + draft.editedPaths)
    }
    return .done(places: [trunk.reference], pushed: false)
  }

  /// An edit that lands on a checked-out branch must come from that very work tree.
  private func refuseUnlessWorkTreeFollows(_ repository: borrowing Repository) throws(ActingError) {
    let trunk = desk.trunk.reference
    let holders = try git.workTrees(on: trunk)
    let isHere = repository.headReference() == trunk
    let own = repository.workTree.flatMap { Files.resolved($0) }
    let isOwnFile = own.map { $0 + "/" + (draft.edit?.path ?? "") } == draft.edit?.source
    if holders == 0 || (holders == 1 && isHere && isOwnFile) { return }
    throw .usage(
      "\(trunk) is checked out, and the act edits files that stand there in another version",
      hint: "edit the record in place and give its path to --record, or check out another branch")
  }

  // MARK: On a remote

  private func push(
    _ commit: ObjectID, to remote: Remote, branch: String
  ) throws(ActingError) -> Outcome {
    let reference = "refs/heads/\(branch)"
    let before = try tip(of: reference, on: remote)
    var arguments = ["push", "--porcelain", "--no-recurse-submodules"]
    if let replaced = draft.base.replaced, !isPushed {
      arguments.append("--force-with-lease=\(reference):\(replaced)")
    }
    let outcome = try git.run(arguments + [remote.name, "\(commit):\(reference)"])
    guard outcome.status == 0 else {
      return try failedPush(outcome, commit, remote, reference, before: before)
    }
    if isPushed { return .done(places: ["\(remote.name)/\(branch)"], pushed: true) }
    // The local branch is a copy for the eye; another process may have moved it meanwhile.
    _ = try git.move(draft.carrier.reference, to: commit, from: draft.carrier.local, "assent")
    return .done(places: ["\(remote.name)/\(branch)"], pushed: true)
  }

  /// Somebody was faster if the remote's branch is not what the act was built on.
  private func failedPush(
    _ outcome: Program.Outcome, _ commit: ObjectID, _ remote: Remote, _ reference: String,
    before: ObjectID?
  ) throws(ActingError) -> Outcome {
    let expected = isPushed ? desk.trunk.tip : draft.carrier.tracked
    let now = try tip(of: reference, on: remote)
    if now != expected || now != before { return .overtaken }
    _ = try git.move(draft.carrier.reference, to: commit, from: draft.carrier.local, "assent")
    let rejected = outcome.text.split(separator: "\n").filter { $0.hasPrefix("!") }
    let words = rejected.map { String($0) } + [outcome.errorText]
    throw ActingError(
      "push-refused", "the remote refused \(reference): \(words.joined(separator: "; "))",
      hint: "the signed commit is kept on \(draft.carrier.branch) here; once the cause is gone: "
        + "git push \(remote.name) \(commit):\(reference); or where the trunk takes merges alone: "
        + "assent land \(draft.carrier.branch)", exitStatus: 2)
  }

  /// The commit of a reference on the remote itself; nil if it does not have it.
  private func tip(of reference: String, on remote: Remote) throws(ActingError) -> ObjectID? {
    try git.tip(of: reference, on: remote, hint: "to keep the act here: --no-push")
  }
}
