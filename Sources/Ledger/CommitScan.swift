internal import Acts
internal import Decision
internal import Git
internal import Primitives
internal import Signatures

/// The one pass over the commits: the graph, and every commit that says something about changes.
///
/// A class, since it holds much and is asked for every commit.
final class CommitScan: Sendable {
  let commits: CommitGraph
  let graph: Graph
  /// By commit, its root tree.
  let trees: Column<ObjectID>
  /// What stands in the trees beyond the index, by the visits of the graph.
  let sights: SightList
  /// Whether the commits beyond the index may be signed, by the visits of the graph.
  private let signatureLines: [Bool]
  /// The commits with acts, links or near misses, being read and verified in the background.
  private let verification: BackgroundMap<Candidate, Found>
  /// The previewed head.
  let head: Graph.Index?
  /// What was known of the history before; nil if nothing was, or nothing that still holds.
  let index: HistoryIndex?
  /// Whether the tip is the trunk's own, rather than an earlier or an assumed one.
  let isOfTrunk: Bool
  /// The tip.
  let tipIndex: Graph.Index

  /// Reads what the index does not know, and of what it knows the messages that matter.
  ///
  /// An index whose tip is not among the trunk's first parents is not used.
  ///
  /// - Parameter carriers: the tips of branches with acts that have not landed.
  init(
    options: LedgerOptions, trunk: Trunk, carriers: [ObjectID] = [], index: HistoryIndex?,
    _ repository: borrowing Repository
  ) throws(LedgerError) {
    let tip = options.assumedTip ?? options.at ?? trunk.tip
    let tips = [tip] + [options.head].compactMap { $0 } + options.furtherTips + carriers
    let verification = Self.verification(options)
    let index = try Self.usable(index, below: tip, repository)
    for number in index?.messages(of: options.only) ?? [] {
      guard let id = index?.commits.ids[number] else { continue }
      try reading { () throws(GitError) in
        try repository.withObject(id, as: .commit) { raw throws(GitError) in
          verification.add(
            Candidate(id: id, raw: [UInt8](raw), number: number), bytes: raw.count)
        }
      }
    }
    let sights = RootSights(repository.scout, threads: options.threads)
    var signatureLines: [Bool] = []
    let commits = try reading { () throws(GitError) in
      try CommitGraph(of: repository, from: tips, after: index?.commits) {
        id, header, raw throws(GitError) in
        sights.add(header.tree)
        signatureLines.append(header.hasSignatureLine)
        let message = UnsafeRawBufferPointer(rebasing: raw[header.messageStart...])
        guard MessageReading.mayConcernChanges(message) else { return }
        verification.add(Candidate(id: id, raw: [UInt8](raw)), bytes: raw.count)
      }
    }
    guard let tipNumber = commits.number(of: tip) else {
      throw LedgerError("corrupt", "the trunk's tip \(tip) could not be read")
    }
    if let at = options.at { try Self.check(at, isOn: trunk, repository) }
    let graph = try Self.graph(commits, tip: tipNumber, after: index)
    if let earlier = options.descendsFrom,
      commits.number(of: earlier).flatMap({ graph.position(onSpine: $0) }) == nil
    {
      throw LedgerError(
        "history-rewritten", "\(earlier) no longer lies on the first-parent chain of the trunk",
        hint: "find out who rewrote \(trunk.reference); nothing is decided until then")
    }
    self.commits = commits
    self.graph = graph
    trees = commits.trees
    self.sights = sights.all()
    self.signatureLines = signatureLines
    head = options.head.flatMap { commits.number(of: $0) }
    self.verification = verification
    self.index = index
    isOfTrunk = tip == trunk.tip
    tipIndex = tipNumber
  }

  /// The same commits, all of them known, with the messages that matter to other changes.
  func narrowed(_ options: LedgerOptions, _ repository: borrowing Repository)
    throws(LedgerError) -> CommitScan
  {
    let verification = Self.verification(options)
    for number in index?.messages(of: options.only) ?? [] {
      let id = commits.ids[number]
      try reading { () throws(GitError) in
        try repository.withObject(id, as: .commit) { raw throws(GitError) in
          verification.add(
            Candidate(id: id, raw: [UInt8](raw), number: number), bytes: raw.count)
        }
      }
    }
    return CommitScan(self, verification)
  }

  private init(_ other: CommitScan, _ verification: BackgroundMap<Candidate, Found>) {
    (commits, graph, trees, head) = (other.commits, other.graph, other.trees, other.head)
    (sights, signatureLines) = (other.sights, other.signatureLines)
    (index, isOfTrunk, tipIndex) = (other.index, other.isOfTrunk, other.tipIndex)
    self.verification = verification
  }

  /// How far back an index may lie: beyond that reading anew is hardly slower.
  private static let longestGap = 20_000

  private static func usable(
    _ index: HistoryIndex?, below tip: ObjectID, _ repository: borrowing Repository
  ) throws(LedgerError) -> HistoryIndex? {
    guard let index else { return nil }
    let isBelow = try reading { () throws(GitError) in
      try index.commits.isBelow(tip, steps: longestGap, in: repository)
    }
    return isBelow ? index : nil
  }

  private static func verification(_ options: LedgerOptions) -> BackgroundMap<Candidate, Found> {
    let proofs = KnownProofs()
    return BackgroundMap(threads: options.threads) { Self.read($0, options, proofs) }
  }

  /// A commit that may say something about changes.
  private struct Candidate: Sendable {
    let id: ObjectID
    let raw: [UInt8]
    /// Its place in the graph, where an index knows it.
    var number: Graph.Index?
  }

  /// What a message was found to say.
  private struct Found: Sendable {
    var mentions: Mentions?
    var commit: SignedCommit?
    var waiting: Waiting?
    /// Its place in the graph, where an index knows it.
    var number: Graph.Index?
  }

  /// A commit whose signature takes the certificates of policies.
  private final class Waiting: Sendable {
    let commit: CommitObject
    let reading: MessageReading

    init(_ commit: CommitObject, _ reading: MessageReading) {
      self.commit = commit
      self.reading = reading
    }
  }

  /// Whether a commit may be signed; of those in the index that is not known.
  func mayBeSigned(_ commit: Graph.Index) -> Bool {
    let place = commit - commits.prefixCount
    return place < 0 || signatureLines[Int(commits.visits[place])]
  }

  /// A commit that says something about changes, and its place in the graph.
  typealias Signed = (index: Graph.Index, commit: SignedCommit)

  /// Waits for the commits with acts, links or near misses; in graph order, verified.
  func signed(verifier: SignatureVerifier, threads: Int) -> (
    commits: [Signed], mentions: [Mentions]
  ) {
    var known: [Signed] = []
    var waiting: [(index: Graph.Index, commit: Waiting)] = []
    var mentions: [Mentions] = []
    for found in verification.outputs().joined() {
      guard let said = found.mentions else { continue }
      mentions.append(said)
      guard found.commit != nil || found.waiting != nil,
        let index = found.number ?? commits.number(of: said.commit)
      else { continue }
      if let commit = found.commit { known.append((index, commit)) }
      if let commit = found.waiting { waiting.append((index, commit)) }
    }
    known += parallelMap(waiting, threads: threads) { index, waiting in
      let commit = SignedCommit(
        waiting.commit, reading: waiting.reading, signature: verifier.state(of: waiting.commit),
        isVerified: true)
      return (index, commit)
    }
    return (known.sorted { $0.index < $1.index }, mentions)
  }

  /// Parses one commit, and verifies it if it matters to the changes asked about.
  private static func read(
    _ item: Candidate, _ options: LedgerOptions, _ proofs: KnownProofs
  ) -> Found {
    guard let commit = parsed(item.id, item.raw) else { return Found() }
    let reading = MessageReading(message: commit.message)
    guard reading.hasActs || !reading.nearMisses.isEmpty else { return Found() }
    let mentions = Mentions(reading, in: item.id)
    guard mentions.concern(options.only) else { return Found(mentions: mentions) }
    func found(_ signature: SignatureState, isVerified: Bool) -> Found {
      let commit = SignedCommit(
        commit, reading: reading, signature: signature, isVerified: isVerified)
      return Found(mentions: mentions, commit: commit, number: item.number)
    }
    if let assumed = options.assumedProofs[item.id] {
      return found(.good(assumed), isVerified: false)
    }
    guard reading.hasActs else { return found(.unsigned, isVerified: false) }
    guard let state = state(of: commit, options.signatures, proofs) else {
      return Found(
        mentions: mentions, waiting: Waiting(commit, reading), number: item.number)
    }
    return found(state, isVerified: true)
  }

  /// What a signature proves by itself; nil if it takes the certificates of policies.
  private static func state(
    of commit: CommitObject, _ memo: SignatureMemo?, _ proofs: KnownProofs
  ) -> SignatureState? {
    if let proof = memo?.proof(of: commit.id) { return .good(proof) }
    let state = SignatureState(alone: commit, proofs)
    if let memo, case .good(let proof)? = state { memo.keep(proof, of: commit.id) }
    return state
  }

  /// A replay judges a commit of the trunk's first-parent chain and no other.
  private static func check(_ at: ObjectID, isOn trunk: Trunk, _ repository: borrowing Repository)
    throws(LedgerError)
  {
    var next: ObjectID? = trunk.tip
    while let id = next {
      if id == at { return }
      next = try reading { () throws(GitError) in try repository.commit(id) }.parents.first
    }
    throw LedgerError(
      "not-on-spine", "\(at) is not on the first-parent chain of \(trunk.reference)",
      hint: "--at takes a commit that the trunk's first parents reach", exitStatus: 2)
  }

  private static func graph(
    _ commits: CommitGraph, tip: Int, after index: HistoryIndex?
  ) throws(LedgerError) -> Graph {
    let spine = commits.spine(to: tip, after: commits.prefixCount)
    let below = spine.first.flatMap { commits.firstParent(of: $0) } ?? tip
    guard index == nil || below == commits.prefixCount - 1 else {
      throw LedgerError("corrupt", "the trunk does not lead to where it was read before")
    }
    return Graph(
      ids: commits.ids, times: commits.times, ancestry: commits.ancestry, spine: spine,
      after: index?.shape)
  }

  private static func parsed(_ id: ObjectID, _ raw: [UInt8]) -> CommitObject? {
    do throws(GitError) { return try CommitObject(id: id, raw: raw) } catch { return nil }
  }
}
