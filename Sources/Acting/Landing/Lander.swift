internal import Acts
internal import Decision
package import Git
internal import Glibc
internal import Ledger
package import Primitives
internal import Records

/// Brings branches of acts onto the trunk: judged, merged, published, and built anew where
/// somebody was faster.
package struct Lander {
  /// What is to be landed, and how.
  package struct Request: Sendable {
    /// Names of branches; empty for all.
    package var branches: [String]
    package var isDryRun: Bool
    /// Whether branches stay after their acts have landed.
    package var keepsBranches: Bool

    package init(branches: [String] = [], isDryRun: Bool = false, keepsBranches: Bool = false) {
      self.branches = branches
      self.isDryRun = isDryRun
      self.keepsBranches = keepsBranches
    }
  }

  /// How often a landing that somebody overtook is built anew.
  private static let attempts = 10

  private let request: Request
  private let settings: Desk.Settings
  private let clock: () -> Instant

  package init(_ request: Request, settings: Desk.Settings, clock: @escaping () -> Instant) {
    self.request = request
    self.settings = settings
    self.clock = clock
  }

  /// Lands what can be landed.
  ///
  /// Throws `no-such-branch` (exit status 4) for a name that no branch has, `push-refused` (2) if
  /// the trunk does not take the landing, and whatever keeps the history from being read.
  package func land(in repository: borrowing Repository) throws(ActingError) -> LandingResult {
    var ground = try LandingGround(settings, in: repository)
    let signing = request.isDryRun ? nil : try signing(ground)
    var mayFastForward = true
    for attempt in 0..<Self.attempts {
      let plan = try LandingPlan(
        try wanted(ground), on: ground, mayFastForward: mayFastForward,
        stamp: try Stamp(of: ground.git), now: clock(), in: repository)
      guard !plan.steps.isEmpty, !request.isDryRun else {
        return try finish(plan, [], .untouched, ground)
      }
      let commits = try plan.commits(signing: signing, in: repository)
      let publication = LandingPublication(ground: ground, plan: plan)
      let arrival: LandingPublication.Arrival
      do throws(ActingError) {
        arrival = try publication.publish(commits, in: repository)
      } catch {
        // A trunk that takes nothing but merges refuses what could do without one.
        guard error.code == "push-refused", plan.steps.contains(where: \.isFastForward) else {
          throw error
        }
        mayFastForward = false
        continue
      }
      if arrival != .overtaken { return try finish(plan, commits, arrival, ground) }
      Self.pause(attempt)
      ground = try ground.refreshed(in: repository)
    }
    throw ActingError(
      "push-refused", "others were faster \(Self.attempts) times in a row",
      hint: "repeat the command; nothing is lost", exitStatus: 2)
  }

  /// Two who retry at the same moment must not do so for ever.
  private static func pause(_ attempt: Int) {
    usleep(UInt32.random(in: 10_000...(100_000 << UInt32(min(attempt, 3)))))
  }

  // MARK: What is wanted

  private func wanted(_ ground: LandingGround) throws(ActingError) -> [CarrierBranch] {
    guard !request.branches.isEmpty else { return ground.branches }
    var names: Set<String> = []
    for word in request.branches {
      guard let name = CarrierBranch.name(from: word) else {
        throw .usage(
          "`\(word)` is no branch of acts", hint: "their names begin with assent/")
      }
      guard
        (ground.branches + ground.gone).contains(where: { $0.name == name })
          || isKnown(name, ground)
      else {
        throw ActingError(
          "no-such-branch", "there is no branch \(name)",
          hint: "assent land --dry-run lists the branches; fetch it first if another has it",
          exitStatus: 4)
      }
      names.insert(name)
    }
    return ground.branches.filter { names.contains($0.name) }
  }

  /// Whether a branch was there that has landed and been deleted meanwhile.
  private func isKnown(_ name: String, _ ground: LandingGround) -> Bool {
    guard let remote = ground.remote else { return false }
    let shown = ["rev-parse", "--verify", "--quiet", remote.tracking(name)]
    do throws(ActingError) { return try ground.git.run(shown).status == 0 } catch { return false }
  }

  /// The configuration to sign with; nil if no key is given or configured.
  private func signing(_ ground: LandingGround) throws(ActingError) -> [String]? {
    if settings.key != nil {
      return try SigningKey.find(settings.key, git: ground.git, among: ground.keyHolders).settings
    }
    for name in ["user.signingkey", "gpg.ssh.defaultKeyCommand"] {
      if try ground.git.configuration(name) != nil { return [] }
    }
    return nil
  }

  // MARK: The end

  private func finish(
    _ plan: LandingPlan, _ commits: [ObjectID], _ arrival: LandingPublication.Arrival,
    _ ground: LandingGround
  ) throws(ActingError) -> LandingResult {
    let names = Set(request.branches.compactMap { CarrierBranch.name(from: $0) })
    let gone = ground.gone.filter { names.isEmpty || names.contains($0.name) }
    let landed = zip(plan.steps, commits.map { Optional($0) } + plan.steps.map { _ in nil }).map {
      LandingResult.Branch(
        branch: $0.branch, outcome: .landed($1 ?? $0.branch.tip), acts: $0.acts)
    }
    let branches =
      landed
      + plan.landedBefore.map {
        LandingResult.Branch(branch: $0, outcome: .landedBefore, acts: [])
      }
      + plan.refusals.map {
        LandingResult.Branch(branch: $0.branch, outcome: .refused($0.obstacle), acts: [])
      } + gone.map { LandingResult.Branch(branch: $0, outcome: .gone, acts: []) }
    let after = commits.last ?? ground.trunk.tip
    var result = LandingResult(
      trunk: ground.trunk.reference, before: ground.trunk.tip, after: after,
      isPushed: arrival == .pushed, isDryRun: request.isDryRun,
      publishing: arrival == .kept ? publishing(after, ground) : nil, branches: branches,
      verdicts: verdicts(plan), remarks: remarks(plan, ground))
    let mayDelete = settings.pushes && !request.isDryRun && !request.keepsBranches
    guard mayDelete else { return result }
    do throws(ActingError) {
      try LandingCleaning(ground: ground).clean(&result)
    } catch {
      // What landed has landed; a branch too many is cleared away by the next landing.
      result.remarks.append("the branches that landed could not be deleted: \(error.message)")
    }
    return result
  }

  private func publishing(_ commit: ObjectID, _ ground: LandingGround) -> String {
    guard let remote = ground.remote else { return "git merge --ff-only \(commit)" }
    return "git push \(remote.name) \(commit):refs/heads/\(remote.branch)"
  }

  /// The verdicts on the changes for which acts landed.
  private func verdicts(_ plan: LandingPlan) -> [Verdict] {
    let changes = plan.steps.flatMap(\.acts).compactMap { act -> String? in
      guard case .change(let statement) = act.kind else { return nil }
      return statement.change
    }
    return Set(changes).sorted().compactMap { evaluate($0, in: plan.history, now: clock()) }
  }

  private func remarks(_ plan: LandingPlan, _ ground: LandingGround) -> [String] {
    var remarks = plan.steps.flatMap(\.acts).compactMap { act in
      act.reason.map { "\(act.words) (\(act.commit.short)) landed without effect: \($0.rawValue)" }
    }
    let landed = Set(plan.steps.flatMap(\.acts).map(\.commit))
    for verdict in verdicts(plan) {
      remarks += verdict.flags.filter { $0.commit.map(landed.contains) ?? false }.map {
        "\(verdict.change) is flagged for ever, \($0.code.rawValue): \($0.message)"
      }
    }
    return remarks
  }
}
