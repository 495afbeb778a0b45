internal import Git
internal import Ledger
internal import Primitives

/// Moves the trunk to what a landing made, if it still is what the landing was built on.
struct LandingPublication {
  /// How it went.
  enum Arrival {
    /// Nothing was to be published.
    case untouched
    /// The remote has it.
    case pushed
    /// The local trunk has it.
    case advanced
    /// It was only kept.
    case kept
    /// Somebody was faster: build it anew.
    case overtaken
  }

  /// Where a landing is kept that was not to be published.
  static let keptReference = "refs/assent/landing"

  let ground: LandingGround
  let plan: LandingPlan

  private var git: GitCommand { ground.git }

  /// Publishes the last of the commits, and so all.
  ///
  /// Throws `push-refused` if the trunk does not take it for another reason than its age.
  func publish(
    _ commits: [ObjectID], in repository: borrowing Repository
  ) throws(ActingError) -> Arrival {
    guard let tip = commits.last else { return .untouched }
    guard ground.settings.pushes else {
      let kept = ["update-ref", "-m", "assent land", Self.keptReference, tip.description]
      _ = try git.text(kept)
      return .kept
    }
    guard let remote = ground.remote else { return try advance(to: tip, in: repository) }
    let reference = "refs/heads/\(remote.branch)"
    let outcome = try git.run([
      "push", "--porcelain", "--no-recurse-submodules", remote.name, "\(tip):\(reference)",
    ])
    if outcome.status == 0 { return .pushed }
    if try git.tip(of: reference, on: remote) != ground.trunk.tip { return .overtaken }
    throw refusal(outcome, reference, remote)
  }

  /// The remote's own words, and the ways that are left.
  private func refusal(
    _ outcome: Program.Outcome, _ reference: String, _ remote: Remote
  ) -> ActingError {
    let rejected = outcome.text.split(separator: "\n").filter { $0.hasPrefix("!") }
      .map { $0.split(separator: "\t").joined(separator: " ") }
    let words = (rejected + [outcome.errorText]).joined(separator: "; ")
    return ActingError(
      "push-refused", "\(remote.name) refused the landing on \(reference): \(words)",
      hint: "nothing has landed and nothing is lost: the branches are as they were. Let an account "
        + "push that may; or open a pull request for each branch and press the button that makes "
        + "a merge commit, never squash or rebase; where \(remote.branch) takes no merge commits, "
        + "the trunk has to be a branch of its own", exitStatus: 2)
  }

  // MARK: A local trunk

  private func advance(
    to tip: ObjectID, in repository: borrowing Repository
  ) throws(ActingError) -> Arrival {
    let trunk = ground.trunk
    let holders = try git.workTrees(on: trunk.reference)
    if holders == 0 || plan.steps.allSatisfy(\.paths.isEmpty) {
      return try git.move(trunk.reference, to: tip, from: trunk.tip, "assent land")
        ? .advanced : .overtaken
    }
    guard holders == 1, repository.headReference() == trunk.reference,
      let tree = repository.workTree
    else {
      throw .usage(
        "\(trunk.reference) is checked out elsewhere, and the landing edits files that stand there",
        hint: "land from that work tree, or check out another branch there")
    }
    // Files follow as in any fast-forward; Git refuses where it would overwrite work.
    let arguments = ["--work-tree=\(tree)", "merge", "--ff-only", "--quiet", tip.description]
    let outcome = try git.run(arguments)
    if outcome.status == 0 { return .advanced }
    let now = try git.run(["rev-parse", "--verify", "--quiet", trunk.reference]).text
    if now != trunk.tip.description { return .overtaken }
    throw GitCommand.failure(
      ["merge"], outcome, hint: "put the work on these files aside, or check out another branch")
  }
}

/// Deletes branches whose acts the trunk has, unless somebody has added to them meanwhile.
struct LandingCleaning {
  let ground: LandingGround

  private var git: GitCommand { ground.git }

  /// Deletes, and notes for each branch whether that went well.
  func clean(_ result: inout LandingResult) throws(ActingError) {
    let places = result.branches.indices.filter { place in
      switch result.branches[place].outcome {
      case .landed, .landedBefore: true
      case .refused, .gone: false
      }
    }
    let landed = places.map { result.branches[$0].branch }
    try deleteOnRemote(landed.filter(\.isOnRemote))
    let left = try landed.isEmpty ? [] : ground.remote?.carriers(git) ?? []
    for place in places {
      let branch = result.branches[place].branch
      // A copy of the same name goes with it, if it holds nothing else.
      let isCopyGone = try removeCopy(of: branch)
      guard branch.isOnRemote else {
        result.branches[place].isDeleted = isCopyGone
        continue
      }
      let isGone = !left.contains(branch.name)
      if isGone { _ = try git.remove(branch.reference, at: branch.tip) }
      result.branches[place].isDeleted = isGone
    }
  }

  /// Deletes the local branch of the name if the landed tip holds all of it.
  private func removeCopy(of branch: CarrierBranch) throws(ActingError) -> Bool {
    let reference = "refs/heads/\(branch.name)"
    let found = try git.run(["rev-parse", "--verify", "--quiet", reference])
    guard found.status == 0, let copy = ObjectID(found.text) else { return !branch.isOnRemote }
    let held = try git.run([
      "merge-base", "--is-ancestor", copy.description, branch.tip.description,
    ])
    return held.status == 0 ? try git.remove(reference, at: copy) : false
  }

  /// One push for all; each goes only if it still has the tip that landed.
  private func deleteOnRemote(_ branches: [CarrierBranch]) throws(ActingError) {
    guard let remote = ground.remote, !branches.isEmpty else { return }
    let leases = branches.map { "--force-with-lease=refs/heads/\($0.name):\($0.tip)" }
    // A refusal leaves the branch, which costs nothing but a look.
    _ = try git.run(
      ["push", "--porcelain", "--no-recurse-submodules"] + leases + [remote.name]
        + branches.map { ":refs/heads/\($0.name)" })
  }
}
