internal import Decision
internal import Git
internal import Primitives

extension HistoryReader {
  /// All of a reading that is the same whichever changes are asked about.
  struct Ground: Sendable {
    let scan: CommitScan
    let folders: Folders
    /// The spine position of the trust root.
    let root: Int
    let verifier: SignatureVerifier
    let chain: PolicyChain
    let history: History
    /// Whether a change exists, of those that were not read.
    let isUnread: @Sendable (String) -> Bool
  }

  /// What all readings of some changes share; the index has to hold everything up to the tip.
  func ground(_ index: HistoryIndex, _ trunk: Trunk, _ repository: borrowing Repository)
    throws(LedgerError) -> Ground
  {
    let scan = try CommitScan(options: options, trunk: trunk, index: index, repository)
    return try assemble(scan, trunk, PolicyReader(), repository).ground
  }

  /// The history with the changes of the options, upon what was read before: the same as a reading
  /// with those options.
  func read(upon ground: Ground, _ repository: borrowing Repository) throws(LedgerError) -> History
  {
    let scan = try ground.scan.narrowed(options, repository)
    let (chain, changesTrees) = (ground.chain, ground.folders.changes)
    let store = RecordStore(threads: options.threads, charged: scan.index?.textSize ?? 0)
    let tracked = try RecordTracker(
      commits: scan.commits, graph: scan.graph, store: store, changesTrees: changesTrees,
      index: scan.index, only: options.only
    ).track(repository)
    let (signed, _) = scan.signed(verifier: ground.verifier, threads: options.threads)
    let aliases = chain.sharedKeys.aliases
    let keys = actReader(scan, chain, store, changesTrees, ground.root, aliases)
    let acts = try readActs(scan, signed, keys, repository)
    var changes = try histories(
      scan, signed, chain, store, tracked, acts, aliases, keys, ground.verifier, repository)
    try complete(
      &changes, scan, store, tracked, TemplateEvidence(chain), changesTrees,
      ground.history.judgedTip, repository)
    var stray: [LocatedNearMiss] = []
    attachNearMisses(&changes, &stray, signed)
    return ground.history.holding(
      options.only == nil
        ? ChangeHistories(changes) : ChangeHistories(changes, isUnread: ground.isUnread))
  }
}
