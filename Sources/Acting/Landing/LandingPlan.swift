internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Records

/// What would be put on the trunk: one step for each branch, each judged on top of the one before.
struct LandingPlan {
  /// One branch's way onto the trunk.
  struct Step {
    let branch: CarrierBranch
    let acts: [LandedAct]
    /// The tree of the trunk afterwards.
    let tree: ObjectID
    /// Whether the branch's own commits become the trunk's, without a merge.
    let isFastForward: Bool
    /// Files that the step changes.
    let paths: [String]
  }

  private(set) var steps: [Step] = []
  private(set) var refusals: [(branch: CarrierBranch, obstacle: LandingObstacle)] = []
  private(set) var landedBefore: [CarrierBranch] = []
  /// The trunk after all steps, by unsigned merges.
  private(set) var history: History
  private var tip: ObjectID

  private let ground: LandingGround
  private let mayFastForward: Bool
  private let stamp: Stamp
  private let now: Instant

  /// Tries every branch, and those that were refused again once another has landed.
  ///
  /// - Parameter mayFastForward: whether acts may become the trunk's own commits where the policy
  ///   lets them be pushed there.
  init(
    _ branches: [CarrierBranch], on ground: LandingGround, mayFastForward: Bool, stamp: Stamp,
    now: Instant, in repository: borrowing Repository
  ) throws(ActingError) {
    self.ground = ground
    self.mayFastForward = mayFastForward && ground.policy.charter.carrier == .push
    self.stamp = stamp
    self.now = now
    history = ground.history
    tip = ground.trunk.tip
    var waiting = try takeTogether(branches, in: repository)
    while !waiting.isEmpty {
      let before = steps.count
      refusals = []
      for branch in waiting { try take(branch, in: repository) }
      waiting = refusals.map(\.branch)
      if steps.count == before { break }
    }
  }

  // MARK: All at once

  /// A merge that was made to be judged with others.
  private struct Candidate {
    let branch: CarrierBranch
    let chain: CarrierChain
    let merged: LandingTree
  }

  /// Takes what can land together, judged after all of it: one reading of the history for many
  /// branches. Returns those that are to be tried one by one.
  private mutating func takeTogether(
    _ branches: [CarrierBranch], in repository: borrowing Repository
  ) throws(ActingError) -> [CarrierBranch] {
    // What becomes the trunk's own commits stands in no merge.
    guard !mayFastForward else { return branches }
    var hopeful = branches
    for _ in 0..<2 {
      let (candidates, last) = try candidates(hopeful, in: repository)
      guard candidates.count > 1 else { break }
      let after = try ground.history(assuming: last, in: repository)
      // A policy that is unsettled on the way leaves a gap, which order may avoid.
      guard after.problems == history.problems else { break }
      var found: [Step] = []
      for candidate in candidates {
        let judgement = LandingJudgement(
          branch: candidate.branch, chain: candidate.chain, before: history, after: after,
          remote: ground.remote, now: now)
        guard case .success(let outcome) = try judgement.outcome(in: repository),
          outcome.ended.isEmpty
        else { continue }
        found.append(
          Step(
            branch: candidate.branch, acts: outcome.acts, tree: candidate.merged.tree,
            isFastForward: false, paths: candidate.merged.paths))
      }
      hopeful = found.map(\.branch)
      guard found.count == candidates.count else { continue }
      (steps, history, tip) = (found, after, last)
      return branches.filter { !hopeful.contains($0) }
    }
    return branches
  }

  /// The merges of branches one upon the other, without those that cannot be merged.
  private func candidates(
    _ branches: [CarrierBranch], in repository: borrowing Repository
  ) throws(ActingError) -> (candidates: [Candidate], last: ObjectID) {
    var last = tip
    var candidates: [Candidate] = []
    for branch in branches {
      guard let chain = found(branch), !isHeld(branch, by: branches),
        !candidates.contains(where: { $0.branch.tip == branch.tip })
      else { continue }
      guard
        case .success(let merged) = tree(chain, branch, upTo: branch.tip, on: last, in: repository)
      else { continue }
      last = try Self.merge(merged.tree, [last, branch.tip], branch, [], stamp, in: repository)
      candidates.append(Candidate(branch: branch, chain: chain, merged: merged))
    }
    return (candidates, last)
  }

  private func found(_ branch: CarrierBranch) -> CarrierChain? {
    do throws(LandingObstacle) {
      return try CarrierChain(of: branch, in: history.graph)
    } catch {
      return nil
    }
  }

  /// Whether another branch brings all of this one along.
  private func isHeld(_ branch: CarrierBranch, by others: [CarrierBranch]) -> Bool {
    others.contains { other in
      other.tip != branch.tip && history.graph.reaches(other.tip, branch.tip)
    }
  }

  // MARK: One by one

  private mutating func take(
    _ branch: CarrierBranch, in repository: borrowing Repository
  ) throws(ActingError) {
    let chain: CarrierChain
    do throws(LandingObstacle) {
      guard let found = try CarrierChain(of: branch, in: history.graph) else {
        landedBefore.append(branch)
        return
      }
      chain = found
    } catch {
      refusals.append((branch, error))
      return
    }
    switch try trial(branch, chain, upTo: branch.tip, in: repository) {
    case .failure(let obstacle): refusals.append((branch, obstacle))
    case .success(let trial):
      if let obstacle = try ended(trial, branch, chain, in: repository) {
        refusals.append((branch, obstacle))
        return
      }
      steps.append(
        Step(
          branch: branch, acts: trial.outcome.acts, tree: trial.tree,
          isFastForward: trial.isFastForward, paths: trial.paths))
      (history, tip) = (trial.history, trial.tip)
    }
  }

  // MARK: Trying

  /// A landing that was judged and may still be given up.
  private struct Trial {
    let outcome: LandingJudgement.Outcome
    let judgement: LandingJudgement
    let history: History
    let tip: ObjectID
    let tree: ObjectID
    let isFastForward: Bool
    let paths: [String]
  }

  private func trial(
    _ branch: CarrierBranch, _ chain: CarrierChain, upTo side: ObjectID,
    in repository: borrowing Repository
  ) throws(ActingError) -> Result<Trial, LandingObstacle> {
    let merged: LandingTree
    switch tree(chain, branch, upTo: side, on: tip, in: repository) {
    case .failure(let obstacle): return .failure(obstacle)
    case .success(let tree): merged = tree
    }
    let fork = history.graph.ids[chain.fork]
    let isFastForward = mayFastForward && fork == tip
    let landed =
      isFastForward
      ? side : try Self.merge(merged.tree, [tip, side], branch, [], stamp, in: repository)
    let after = try ground.history(assuming: landed, in: repository)
    let judgement = LandingJudgement(
      branch: branch, chain: chain, before: history, after: after, remote: ground.remote, now: now)
    switch try judgement.outcome(in: repository) {
    case .failure(let obstacle): return .failure(obstacle)
    case .success(let outcome):
      return .success(
        Trial(
          outcome: outcome, judgement: judgement, history: after, tip: landed, tree: merged.tree,
          isFastForward: isFastForward, paths: merged.paths))
    }
  }

  /// The trunk's tree with what a branch changes, unless something is in the way of that.
  private func tree(
    _ chain: CarrierChain, _ branch: CarrierBranch, upTo side: ObjectID, on trunk: ObjectID,
    in repository: borrowing Repository
  ) -> Result<LandingTree, LandingObstacle> {
    func root(_ commit: ObjectID) throws(ActingError) -> ObjectID {
      try inGit { () throws(GitError) in try repository.commitHeader(commit).tree }
    }
    do throws(ActingError) {
      let merged = try LandingTree(
        fork: root(history.graph.ids[chain.fork]), side: root(side), trunk: root(trunk),
        in: repository)
      return obstacle(in: merged, branch).map { .failure($0) } ?? .success(merged)
    } catch {
      // One branch of nonsense must not keep the others from landing.
      return .failure(.stranger(branch.tip, "cannot be read (\(error.message))", on: branch))
    }
  }

  private func obstacle(in merged: LandingTree, _ branch: CarrierBranch) -> LandingObstacle? {
    if !merged.conflicts.isEmpty {
      return LandingObstacle(
        .editedOnTrunk, branch.tip,
        "the trunk has changed since what the branch edits as well: "
          + merged.conflicts.prefix(5).joined(separator: ", "),
        hint: "make the acts again on what stands there now; "
          + LandingAdvice(branch: branch, remote: ground.remote).deletion)
    }
    let editsPolicy = merged.paths.contains { $0.hasPrefix("policies/") }
    if editsPolicy, merged.paths.contains(where: { !$0.hasPrefix("policies/") }) {
      return LandingObstacle(
        .mixed, branch.tip, "it would edit `policies/` and other files at once",
        hint: "make two branches of it")
    }
    return nil
  }

  /// The obstacle that an act is which has no effect at the end, and had none on the way either.
  private func ended(
    _ trial: Trial, _ branch: CarrierBranch, _ chain: CarrierChain,
    in repository: borrowing Repository
  ) throws(ActingError) -> LandingObstacle? {
    for (place, obstacle) in trial.outcome.ended {
      let commit = history.graph.ids[chain.commits[place]]
      guard place < chain.commits.count - 1 else { return obstacle }
      guard case .success(let merged) = tree(chain, branch, upTo: commit, on: tip, in: repository)
      else { return obstacle }
      let landed = try Self.merge(merged.tree, [tip, commit], branch, [], stamp, in: repository)
      let judgement = LandingJudgement(
        branch: branch, chain: chain, before: history,
        after: try ground.history(assuming: landed, isAlone: true, in: repository),
        remote: ground.remote,
        now: now)
      guard judgement.counts(commit) else { return obstacle }
    }
    return nil
  }

  // MARK: Making

  /// Makes the commits of all steps, each signed if a key is given, and returns the last.
  ///
  /// - Parameter signing: configuration for the signing run; nil leaves the merges unsigned.
  func commits(
    signing: [String]?, in repository: borrowing Repository
  ) throws(ActingError) -> [ObjectID] {
    var tip = ground.trunk.tip
    var made: [ObjectID] = []
    for step in steps {
      if step.isFastForward {
        tip = step.branch.tip
      } else if let signing {
        tip = try signed(step, on: tip, signing, in: repository)
      } else {
        tip = try Self.merge(
          step.tree, [tip, step.branch.tip], step.branch, step.acts, stamp, in: repository)
      }
      made.append(tip)
    }
    return made
  }

  private func signed(
    _ step: Step, on tip: ObjectID, _ settings: [String], in repository: borrowing Repository
  ) throws(ActingError) -> ObjectID {
    let message = Self.message(step.branch, step.acts)
    let printed = try ground.git.text(
      [
        "commit-tree", step.tree.description, "-p", tip.description, "-p",
        step.branch.tip.description, "-S", "-F", "-",
      ], input: Array(message.utf8), settings: settings + ["i18n.commitEncoding=UTF-8"],
      variables: stamp.variables, hint: "see that the key is at hand: ssh-add -L, or --key FILE")
    guard let id = ObjectID(printed) else {
      throw ActingError("git-failed", "git commit-tree printed no commit id", exitStatus: 3)
    }
    let commit = try inGit { () throws(GitError) in try repository.commit(id) }
    guard commit.tree == step.tree, commit.parents == [tip, step.branch.tip] else {
      throw ActingError("git-failed", "git made another commit than was asked for", exitStatus: 3)
    }
    return id
  }

  private static func merge(
    _ tree: ObjectID, _ parents: [ObjectID], _ branch: CarrierBranch, _ acts: [LandedAct],
    _ stamp: Stamp, in repository: borrowing Repository
  ) throws(ActingError) -> ObjectID {
    let raw = stamp.merge(tree: tree, parents: parents, message: message(branch, acts))
    return try inGit { () throws(GitError) in try repository.writeCommit(raw) }
  }

  /// What the merge says to people; nothing in it looks like an act.
  static func message(_ branch: CarrierBranch, _ acts: [LandedAct]) -> String {
    let isPlain = branch.name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    let subject = "Land \(isPlain ? branch.name : "acts at \(branch.tip.short)")\n"
    let lines = acts.prefix(200).map { "* \($0.words) (\($0.commit.short))\n" }
    return subject + (lines.isEmpty ? "" : "\n" + lines.joined())
  }
}

extension Stamp {
  /// The raw bytes of a merge.
  fileprivate func merge(tree: ObjectID, parents: [ObjectID], message: String) -> [UInt8] {
    let lines = parents.map { "parent \($0)\n" }.joined()
    return Array(
      "tree \(tree)\n\(lines)author \(author)\ncommitter \(committer)\n\n\(message)".utf8)
  }
}
