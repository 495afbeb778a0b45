internal import Acts
package import Decision
internal import Diagnostics
package import Git
internal import Lint
package import Primitives
internal import Records
internal import Signatures

/// Reads a repository into the history that the decision judges: one pass over the commits,
/// verification spread over the cores, no subprocess.
package struct HistoryReader {
  let options: LedgerOptions

  package init(options: LedgerOptions) { self.options = options }

  /// Reads everything that the trunk, the carrier branches and a previewed head reach.
  ///
  /// Throws if the repository is incomplete, has no trunk or no readable policy at the trust
  /// root, or holds objects that cannot be read.
  ///
  /// - Parameter index: what is known of the history already; what does not fit it is not used.
  package func read(
    _ repository: borrowing Repository, index: HistoryIndex? = nil
  ) throws(LedgerError) -> Reading {
    try reading { () throws(GitError) in try repository.refuseIfIncomplete() }
    let policies = PolicyReader()
    let tips = try StandingTips(options, reader: policies, repository)
    let scan = try CommitScan(
      options: options, trunk: tips.trunk, carriers: tips.carriers, index: index, repository)
    return try assemble(scan, tips.trunk, policies, repository).reading
  }

  /// A history and what the reader has to say about how it was read.
  package struct Reading: Sendable {
    package let history: History
    package let trunk: Trunk
    /// The reference that the policy's own trunk means here.
    package let ownTrunk: String?
    /// The trust root that was used.
    package let trustRoot: ObjectID
    /// Near misses that name no change.
    package let strayNearMisses: [LocatedNearMiss]
    /// What the next reader need not read again; nil if none was asked for or nothing is new.
    package let index: HistoryIndex?
    /// How many commits were read that no index held.
    package let newCommits: Int
    /// How the policy stands; nil where one is assumed.
    package let policy: PolicyStanding?
    /// Whom the policy in force at the tip names for a key.
    package let keyHolders: KeyHolders
    /// The keys of all policies that were in force.
    package let keys: PolicyKeys
    /// How each of the history's policies came into force, in their order.
    package let policyArrivals: [PolicyArrival]
  }

  // MARK: Assembly

  func assemble(
    _ scan: CommitScan, _ trunk: Trunk, _ policies: PolicyReader,
    _ repository: borrowing Repository
  ) throws(LedgerError) -> (reading: Reading, ground: Ground) {
    let graph = scan.graph
    let folders = try Folders(scan, scan.index, repository)
    let changesTrees = folders.changes
    let root = try rootPosition(scan, folders, policies, repository)
    let snapshots = try folders.snapshots(from: root, scan, policies, repository)
    let store = RecordStore(threads: options.threads, charged: scan.index?.textSize ?? 0)
    let tracker = RecordTracker(
      commits: scan.commits, graph: graph, store: store, changesTrees: changesTrees,
      index: scan.index, only: options.only)
    let tracked = try tracker.track(repository)
    // Nothing above asks who signed, so that signatures are verified in the meantime.
    let verifier = SignatureVerifier(
      snapshots: snapshots.values.compactMap(\.self) + [options.assumedPolicy].compactMap { $0 })
    let (signed, mentions) = scan.signed(verifier: verifier, threads: options.threads)
    let account = try self.policies(
      scan, signed, root, snapshots, policies, verifier, repository)
    let chain = account.chain
    let aliases = chain.sharedKeys.aliases
    let actReader = actReader(scan, chain, store, changesTrees, root, aliases)
    let acts = try readActs(scan, signed, actReader, repository)
    let judgedTip = scan.head ?? graph.spine[graph.spine.count - 1]
    var changes = try histories(
      scan, signed, chain, store, tracked, acts, aliases, actReader, verifier, repository)
    try complete(
      &changes, scan, store, tracked, TemplateEvidence(chain), changesTrees, judgedTip,
      repository)
    var stray: [LocatedNearMiss] = []
    attachNearMisses(&changes, &stray, signed)
    let isUnread = isUnread(scan.index, tracked, mentions)
    let sight = try TreeSight(
      scan.trees[judgedTip], changes: changesTrees[judgedTip], known: scan.index?.tidy,
      findings: options.treeFindings, repository)
    let history = History(
      graph: graph, policies: chain.links.map(\.version), inForce: chain.inForce,
      problems: chain.problems + (try mixedHead(scan, repository))
        + (try policyTwins(scan, repository)),
      changes: ChangeHistories(changes, isUnread: isUnread),
      plans: Plans(tracked.plans.map(\.plan), beside: scan.index?.plans),
      treeFindings: sight.findings,
      trunkReference: trunk.reference, mode: mode, judgedTip: judgedTip, head: scan.head,
      flags: flags(scan, chain, changesTrees, snapshots, root), aliases: aliases,
      zones: zones(chain), delegations: delegations(scan, signed, actReader),
      recordings: chain.records.filter {
        !actReader.isCompromised($0.key, at: graph.spine[$0.position])
      }
      .map { History.Recording(position: $0.position, time: $0.time) })
    let named = history.policy(at: history.tipPosition)?.policy.charter.trunk
    let ownTrunk = try named.flatMap { name throws(LedgerError) in
      try TrunkFinder(options: options).trunk(named: name, in: repository)?.reference
    }
    let ground = Ground(
      scan: scan, folders: folders, root: root, verifier: verifier, chain: chain, history: history,
      isUnread: isUnread)
    let reading = Reading(
      history: history, trunk: trunk, ownTrunk: ownTrunk, trustRoot: graph.ids[graph.spine[root]],
      strayNearMisses: stray,
      index: newIndex(
        scan, folders, tracked, mentions, store, judgedTip == scan.tipIndex ? sight.tidy : nil),
      newCommits: graph.ids.count - (scan.index?.count ?? 0), policy: account.standing,
      keyHolders: KeyHolders(chain.links[chain.links.count - 1]), keys: PolicyKeys(chain, verifier),
      policyArrivals: chain.arrivals)
    return (reading, ground)
  }

  private var mode: Verdict.Mode {
    if options.head != nil { return .preview }
    return options.isReplay || options.at != nil ? .replay : .live
  }

  /// The spine position of the trust root.
  private func rootPosition(
    _ scan: CommitScan, _ folders: Folders, _ policies: PolicyReader,
    _ repository: borrowing Repository
  ) throws(LedgerError) -> Int {
    let graph = scan.graph
    switch options.trustRoot {
    case .commit(let id):
      guard let position = scan.commits.number(of: id).flatMap({ graph.position(onSpine: $0) })
      else {
        throw LedgerError(
          "trust-root-missing", "the trust root \(id) is not on the trunk's first-parent chain",
          hint: "give the full id of a commit of the trunk")
      }
      return position
    case .first:
      // Where it is not what it was at the commit before, it may be there for the first time.
      for position in folders.policySteps {
        let tree = scan.trees[graph.spine[position]]
        if try policies.hasPolicy(tree: tree, in: repository) { return position }
      }
      throw LedgerError(
        "policy-missing", "no commit of the trunk has `policies/assent.yaml`",
        hint: "run assent init and commit what it writes")
    }
  }

  // MARK: Acts

  func actReader(
    _ scan: CommitScan, _ chain: PolicyChain, _ store: RecordStore, _ changesTrees: TreeColumn,
    _ root: Int, _ aliases: [String: String]
  ) -> ActReader {
    var compromised: [Credential: [Graph.Index]] = [:]
    for link in chain.links {
      for (key, commits) in link.keys.compromised {
        for commit in commits {
          // A mark on a commit that is not there voids everything: it cannot be dated.
          compromised[key, default: []].append(scan.commits.number(of: commit) ?? 0)
        }
      }
    }
    return ActReader(
      graph: scan.graph, chain: chain, store: store, trees: scan.trees,
      changesTrees: changesTrees, root: root, compromised: compromised, aliases: aliases)
  }

  func readActs(
    _ scan: CommitScan, _ signed: [CommitScan.Signed], _ reader: ActReader,
    _ repository: borrowing Repository
  ) throws(LedgerError) -> [String: [Act]] {
    var acts: [String: [Act]] = [:]
    for (index, commit) in signed {
      for act in try reader.acts(of: commit, at: index, repository)
      where options.only?.contains(act.statement.change) ?? true {
        acts[act.statement.change, default: []].append(act)
      }
    }
    return acts.mapValues { ActOrder(graph: scan.graph).sorted($0) }
  }

  private func zones(_ chain: PolicyChain) -> [String: TimeZoneRules] {
    var zones: [String: TimeZoneRules] = [:]
    for link in chain.links {
      let name = link.version.policy.calendar.timeZone
      if zones[name] == nil { zones[name] = ZoneReader.rules(of: name) }
    }
    return zones
  }

  /// Delegations and recalls that are sound as evidence; who may delegate what is the
  /// decision's business.
  private func delegations(
    _ scan: CommitScan, _ signed: [CommitScan.Signed], _ reader: ActReader
  ) -> [DelegationAct] {
    signed.flatMap { index, commit -> [DelegationAct] in
      guard !commit.reading.delegations.isEmpty,
        let (signer, validity) = reader.soundSigner(of: commit, at: index)
      else { return [] }
      return commit.reading.delegations.map { delegation in
        DelegationAct(
          commit: index, integration: scan.graph.integrations[index], signer: signer,
          delegation: delegation, keyValidity: validity)
      }
    }
  }

  // MARK: Changes

  func histories(
    _ scan: CommitScan, _ signed: [CommitScan.Signed], _ chain: PolicyChain,
    _ store: RecordStore, _ tracked: RecordTracker.Result, _ acts: [String: [Act]],
    _ aliases: [String: String], _ keys: ActReader,
    _ verifier: SignatureVerifier, _ repository: borrowing Repository
  ) throws(LedgerError) -> [String: ChangeHistory] {
    let hands = HandReader(
      chain: chain, aliases: aliases, keys: keys, verifier: verifier, now: options.now)
    var verified: [Graph.Index: SignatureState] = [:]
    for (index, commit) in signed where commit.isVerified { verified[index] = commit.signature }
    var changes: [String: ChangeHistory] = [:]
    for id in Set(acts.keys).union(tracked.edits.keys) {
      var change = ChangeHistory(id: id)
      change.acts = acts[id] ?? []
      change.versions = store.versions[id] ?? []
      change.spineVersions = tracked.spineVersions[id] ?? []
      for draft in tracked.edits[id] ?? [] {
        let commit = try reading { () throws(GitError) in
          try repository.commit(scan.commits.ids[draft.commit])
        }
        let behind = hands.hands(
          in: commit, at: draft.commit, signature: verified[draft.commit])
        change.edits.append(
          Edit(
            commit: draft.commit, fields: draft.fields, sections: draft.sections,
            people: behind.people, signedByHuman: behind.signedByHuman, version: draft.version))
      }
      changes[id] = change
    }
    return changes
  }

  /// Adds what stands at the judged tip, and the evidence of every tree that is judged.
  func complete(
    _ changes: inout [String: ChangeHistory], _ scan: CommitScan, _ store: RecordStore,
    _ tracked: RecordTracker.Result, _ templates: TemplateEvidence,
    _ changesTrees: TreeColumn, _ tip: Graph.Index,
    _ repository: borrowing Repository
  ) throws(LedgerError) {
    let graph = scan.graph
    for id in changes.keys.sorted() {
      guard var change = changes[id] else { continue }
      if let place = try store.place(of: id, inChanges: changesTrees[tip], repository) {
        change.current = try store.version(of: id, at: place, repository)
      }
      change.versions = store.versions[id] ?? []
      let last = change.spineVersions.last { $0.version == change.current }
      change.currentCommit = last.map { graph.ids[graph.spine[$0.position]] } ?? graph.ids[tip]
      if let current = change.current {
        change.evidence[tip] = try store.evidence(
          namedBy: change.versions[current].document, templates, inChanges: changesTrees[tip],
          repository)
      }
      for act in change.acts where act.statement.verb == .start {
        guard let version = act.version else { continue }
        change.evidence[act.commit] = try store.evidence(
          namedBy: change.versions[version].document, templates,
          inChanges: changesTrees[act.commit], repository)
      }
      if let head = scan.head {
        change.headBehind = try isBehind(id, head, scan, store, changesTrees, repository)
      }
      changes[id] = change
    }
  }

  /// Whether the trunk changed a record since a head left it.
  private func isBehind(
    _ id: String, _ head: Graph.Index, _ scan: CommitScan, _ store: RecordStore,
    _ changesTrees: TreeColumn, _ repository: borrowing Repository
  ) throws(LedgerError) -> Bool {
    let tip = scan.graph.spine[scan.graph.spine.count - 1]
    let now = try store.place(of: id, inChanges: changesTrees[tip], repository)
    let bases = scan.graph.mergeBases(tip, head)
    // A head that shares nothing with the trunk has seen nothing of it.
    if bases.isEmpty { return now != nil }
    for base in bases {
      if try store.place(of: id, inChanges: changesTrees[base], repository) != now { return true }
    }
    return false
  }

  func attachNearMisses(
    _ changes: inout [String: ChangeHistory], _ stray: inout [LocatedNearMiss],
    _ signed: [CommitScan.Signed]
  ) {
    for (_, commit) in signed {
      for nearMiss in commit.reading.nearMisses {
        let located = LocatedNearMiss(commit: commit.id, nearMiss: nearMiss)
        if let id = nearMiss.change, changes[id] != nil {
          changes[id]?.nearMisses.append(located)
        } else {
          stray.append(located)
        }
      }
    }
  }

  // MARK: The tree as a whole

  /// A previewed head that edits policy and records at once is refused: its records would be
  /// judged by a policy that it is about to change.
  private func mixedHead(_ scan: CommitScan, _ repository: borrowing Repository)
    throws(LedgerError) -> [History.Problem]
  {
    guard let head = scan.head, let tip = scan.graph.spine.last else { return [] }
    let bases: [ObjectID?] = scan.graph.mergeBases(tip, head).map { scan.trees[$0] }
    for base in bases.isEmpty ? [nil] : bases {
      let files = try reading { () throws(GitError) in
        try repository.differences(from: base, to: scan.trees[head])
      }
      let editsPolicy = files.contains { $0.path.hasPrefix("policies/") }
      if editsPolicy, files.contains(where: { $0.path.hasPrefix("changes/") }) {
        return [
          History.Problem(
            code: .mixed,
            message: "the head edits both `policies/` and `changes/`; make two of it",
            commit: scan.graph.ids[head], positions: 0..<Int.max)
        ]
      }
    }
    return []
  }

  private func flags(
    _ scan: CommitScan, _ chain: PolicyChain, _ changesTrees: TreeColumn,
    _ snapshots: Steps<PolicySnapshot?>, _ root: Int
  ) -> [Flag] {
    let graph = scan.graph
    var flags: [Flag] = []
    for position in snapshots.starts where position > root {
      let (before, now) = (graph.spine[position - 1], graph.spine[position])
      if changesTrees[before] != changesTrees[now],
        snapshots[position - 1]?.tree != snapshots[position]?.tree
      {
        flags.append(
          Flag(
            code: .mixed, message: "one commit of the trunk edits policy and records",
            commit: graph.ids[now]))
      }
    }
    for gap in chain.gaps {
      flags.append(
        Flag(
          code: .policyGap, message: "the trunk held a policy that was not in force",
          commit: graph.ids[graph.spine[gap.lowerBound]]))
    }
    return flags
  }
}
