internal import Acts
internal import Decision
package import Git
package import Primitives
internal import Records

/// Judges a push before it happens: what would cost evidence, or mislead, is refused by name.
///
/// Only the trunk and the branches for acts are looked at; everything else passes unread.
package struct PushCheck {
  /// Where the check runs.
  package enum Side: Hashable, Sendable {
    /// In the repository that is pushed to.
    case server
    /// In a clone, against a remote of that name or address.
    case client(remote: String)
  }

  /// What the check is told beside the repository.
  package struct Settings: Sendable {
    package var side: Side
    package var trustRoot: LedgerOptions.TrustRoot
    /// Whether the trunk may get a policy that its owners have not approved yet.
    package var permitsPending: Bool
    package var now: Instant
    package var threads: Int

    package init(
      side: Side, trustRoot: LedgerOptions.TrustRoot, permitsPending: Bool = false, now: Instant,
      threads: Int = 2
    ) {
      self.side = side
      self.trustRoot = trustRoot
      self.permitsPending = permitsPending
      self.now = now
      self.threads = threads
    }
  }

  private let settings: Settings

  package init(_ settings: Settings) { self.settings = settings }

  /// What speaks against moving these references together.
  ///
  /// Throws where that cannot be told: no readable policy at the trust root, an incomplete
  /// history, objects that cannot be read.
  package func report(
    on references: [PushedReference], in repository: borrowing Repository
  ) throws(LedgerError) -> PushReport {
    var report = PushReport()
    let trunk: String
    do throws(LedgerError) { trunk = try trunkName(repository) } catch {
      // Before there is a policy a clone has nothing to lose; a server always knows its root.
      guard settings.side != .server, settings.trustRoot == .first,
        ["policy-missing", "trunk-missing"].contains(error.code)
      else { throw error }
      report.remarks.append(
        "nothing was looked at: \(error.message); where trust begins is told by "
          + "git config assent.trustRoot COMMIT")
      return report
    }
    let carriers = references.filter { $0.name.hasPrefix(CarrierRule.prefix) }
    report.refusals += references.compactMap { shadowing($0, trunk) ?? blocking($0) }
    var trunkPush = references.first { $0.name == "refs/heads/\(trunk)" }
    if let push = trunkPush,
      let refusal = try TrunkShape(push: push).refusal(repository)
    {
      report.refusals.append(refusal)
      trunkPush = nil
    }
    guard trunkPush != nil || !carriers.isEmpty else { return report }
    let (sound, broken) = try sorted(carriers, repository)
    report.refusals += broken
    let history = try history(trunk, trunkPush, sound, repository)
    let evidence = EvidenceRule(history: history.history)
    var commits = PushedCommits(history)
    if let trunkPush {
      try judge(trunkPush, history, evidence, &commits, &report, repository)
    }
    try judge(sound, history.history, evidence, &commits, &report, repository)
    return report
  }

  // MARK: The trunk

  /// The short name of the policy's trunk.
  private func trunkName(_ repository: borrowing Repository) throws(LedgerError) -> String {
    var options = LedgerOptions(trustRoot: settings.trustRoot)
    guard case .commit(let root) = settings.trustRoot else {
      options.threads = settings.threads
      let reference = try TrunkFinder(options: options).find(in: repository).reference
      let depth = reference.hasPrefix("refs/remotes/") ? 3 : 2
      return reference.split(separator: "/").dropFirst(depth).joined(separator: "/")
    }
    let commit = try reading { () throws(GitError) in try repository.commitHeader(root) }
    let snapshot = try PolicyReader().snapshot(ofTree: commit.tree, in: repository)
    guard let policy = snapshot.policy else {
      throw LedgerError(
        "policy-unreadable",
        "the trust root \(root.short) has no readable policy: \(snapshot.fault)",
        hint: "give a commit whose `policies/` are in order")
    }
    let name = policy.charter.trunk
    return name.hasPrefix("refs/heads/") ? String(name.dropFirst("refs/heads/".count)) : name
  }

  /// On the server a tracking reference of this name would be taken for the trunk.
  private func shadowing(_ push: PushedReference, _ trunk: String) -> PushRefusal? {
    guard settings.side == .server, push.new != nil, push.name == "refs/remotes/origin/\(trunk)"
    else { return nil }
    return PushRefusal(
      .trunkShadowed, push.name, "here it would be taken for the trunk",
      advice: "push to refs/heads/\(trunk)")
  }

  /// Where a branch has this name, Git lets none stand below it, so that nobody could object.
  private func blocking(_ push: PushedReference) -> PushRefusal? {
    guard push.new != nil, push.name + "/" == CarrierRule.prefix else { return nil }
    return PushRefusal(
      .carrierName, push.name, "beside it no branch for acts could stand",
      advice: "push it under another name")
  }

  private func judge(
    _ push: PushedReference, _ reading: HistoryReader.Reading, _ evidence: EvidenceRule,
    _ commits: inout PushedCommits, _ report: inout PushReport, _ repository: borrowing Repository
  ) throws(LedgerError) {
    let history = reading.history
    let graph = history.graph
    let root = graph.spine.firstIndex { graph.ids[$0] == reading.trustRoot } ?? 0
    let old = push.old.flatMap { id in graph.spine.firstIndex { graph.ids[$0] == id } } ?? root
    let position = max(old, root)
    let content = try TrunkContent(
      history: history, oldPosition: position, permitsPending: settings.permitsPending,
      reference: push.name
    ).report(repository)
    report.refusals += content.refusals
    report.remarks += content.remarks
    for index in graph.ids.indices {
      guard let integration = graph.integrations[index], integration > position else { continue }
      let pushed = try commits.commit(at: index, repository)
      report.refusals += try evidence.refusals(of: pushed, on: push.name, repository)
      report.remarks += evidence.remarks(on: pushed)
    }
  }

  // MARK: Branches for acts

  private func sorted(
    _ carriers: [PushedReference], _ repository: borrowing Repository
  ) throws(LedgerError) -> (sound: [PushedReference], refusals: [PushRefusal]) {
    var sound: [PushedReference] = []
    var refusals: [PushRefusal] = []
    for push in carriers {
      if let new = push.new,
        let refusal = try TrunkShape.refusalUnlessCommit(new, push.name, repository)
      {
        refusals.append(refusal)
      } else {
        sound.append(push)
      }
    }
    return (sound, refusals)
  }

  private func judge(
    _ carriers: [PushedReference], _ history: History, _ evidence: EvidenceRule,
    _ commits: inout PushedCommits, _ report: inout PushReport, _ repository: borrowing Repository
  ) throws(LedgerError) {
    guard !carriers.isEmpty else { return }
    let places = Dictionary(
      zip(history.graph.ids, history.graph.ids.indices), uniquingKeysWith: { first, _ in first })
    let rule = CarrierRule(
      history: history, evidence: evidence, places: places, now: settings.now)
    let kept = try unmoved(carriers, repository)
    for push in carriers {
      report.refusals += try rule.refusals(of: push, &commits, repository)
      report.refusals += rule.dropped(by: push, kept: kept + carriers.compactMap(\.new))
    }
  }

  /// The tips of the branches for acts that the push leaves alone.
  private func unmoved(
    _ carriers: [PushedReference], _ repository: borrowing Repository
  ) throws(LedgerError) -> [ObjectID] {
    var prefix = CarrierRule.prefix
    if case .client(let remote) = settings.side { prefix = "refs/remotes/\(remote)/assent/" }
    let moved = Set(carriers.map { prefix + $0.name.dropFirst(CarrierRule.prefix.count) })
    return try reading { () throws(GitError) in
      try repository.references(withPrefix: prefix)
    }.filter { !moved.contains($0.name) }.map(\.commit)
  }

  // MARK: Reading

  /// The history as it will be after the push.
  private func history(
    _ trunk: String, _ push: PushedReference?, _ carriers: [PushedReference],
    _ repository: borrowing Repository
  ) throws(LedgerError) -> HistoryReader.Reading {
    var options = LedgerOptions(trustRoot: settings.trustRoot, threads: settings.threads)
    if let push, let tip = push.new {
      options.assumedTrunk = Trunk(reference: push.name, tip: tip)
    } else {
      options.assumedTrunk = try standing(trunk, repository)
    }
    for id in carriers.flatMap({ [$0.old, $0.new] }).compactMap({ $0 }) {
      let isHere = try reading { () throws(GitError) in try repository.header(of: id) != nil }
      if isHere { options.furtherTips.append(id) }
    }
    return try HistoryReader(options: options).read(repository)
  }

  /// The trunk as it stands where the push goes.
  private func standing(
    _ trunk: String, _ repository: borrowing Repository
  ) throws(LedgerError) -> Trunk {
    var names = ["refs/heads/\(trunk)"]
    if case .client(let remote) = settings.side {
      names = ["refs/remotes/\(remote)/\(trunk)", "refs/remotes/origin/\(trunk)"] + names
    }
    for name in names {
      let tip = try reading { () throws(GitError) in try repository.commitID(ofReference: name) }
      if let tip { return Trunk(reference: name, tip: tip) }
    }
    throw LedgerError(
      "trunk-missing", "the policy's trunk `\(trunk)` does not exist here",
      hint: "push or fetch the trunk first")
  }
}
