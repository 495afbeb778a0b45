internal import Acts
internal import Decision
internal import Git
internal import Primitives
internal import Signatures

/// The one pass over the commits: the graph, and every commit that says something about changes.
struct CommitScan {
  let commits: CommitGraph
  let graph: Graph
  /// By commit, its root tree.
  let trees: Column<ObjectID>
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
  init(
    options: LedgerOptions, trunk: Trunk, index: HistoryIndex?, _ repository: borrowing Repository
  ) throws(LedgerError) {
    let tip = options.assumedTip ?? options.at ?? trunk.tip
    let tips = [tip] + (try Self.otherTips(options, repository))
    let proofs = options.assumedProofs
    let only = options.only
    let memo = options.signatures
    let verification = BackgroundMap<Candidate, Found>(threads: options.threads) {
      Self.read($0, proofs, only, memo)
    }
    let index = try Self.usable(index, below: tip, repository)
    for number in index?.messages(of: only) ?? [] {
      guard let id = index?.commits.ids[number] else { continue }
      try reading { () throws(GitError) in
        try repository.withObject(id, as: .commit) { raw throws(GitError) in
          verification.add(Candidate(id: id, raw: [UInt8](raw), number: number))
        }
      }
    }
    let commits = try reading { () throws(GitError) in
      try CommitGraph(of: repository, from: tips, after: index?.commits) {
        id, header, raw throws(GitError) in
        let message = UnsafeRawBufferPointer(rebasing: raw[header.messageStart...])
        guard MessageReading.mayConcernChanges(message) else { return }
        verification.add(Candidate(id: id, raw: [UInt8](raw)))
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
    let (proofs, only, memo) = (options.assumedProofs, options.only, options.signatures)
    let verification = BackgroundMap<Candidate, Found>(threads: options.threads) {
      Self.read($0, proofs, only, memo)
    }
    for number in index?.messages(of: only) ?? [] {
      let id = commits.ids[number]
      try reading { () throws(GitError) in
        try repository.withObject(id, as: .commit) { raw throws(GitError) in
          verification.add(Candidate(id: id, raw: [UInt8](raw), number: number))
        }
      }
    }
    return CommitScan(self, verification)
  }

  private init(_ other: CommitScan, _ verification: BackgroundMap<Candidate, Found>) {
    (commits, graph, trees, head) = (other.commits, other.graph, other.trees, other.head)
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
    var number: Graph.Index?
  }

  /// A commit that says something about changes, and its place in the graph.
  typealias Signed = (index: Graph.Index, commit: SignedCommit)

  /// Waits for the commits with acts, links or near misses; in graph order, verified.
  func signed(verifier: SignatureVerifier, threads: Int) -> (
    commits: [Signed], mentions: [Mentions]
  ) {
    var known: [Signed] = []
    var waiting: [Signed] = []
    var mentions: [Mentions] = []
    for found in verification.outputs() {
      if let each = found.mentions { mentions.append(each) }
      guard let commit = found.commit, let index = found.number ?? commits.number(of: commit.id)
      else { continue }
      if commit.isWaiting { waiting.append((index, commit)) } else { known.append((index, commit)) }
    }
    known += parallelMap(waiting, threads: threads) { index, commit in
      var commit = commit
      commit.verify(by: verifier)
      return (index, commit)
    }
    return (known.sorted { $0.index < $1.index }, mentions)
  }

  /// Parses one commit, and verifies it if it matters to the changes asked about.
  private static func read(
    _ item: Candidate, _ proofs: [ObjectID: Proof], _ only: Set<String>?, _ memo: SignatureMemo?
  ) -> Found {
    guard let commit = parsed(item.id, item.raw) else { return Found() }
    let reading = MessageReading(message: commit.message)
    guard reading.hasActs || !reading.nearMisses.isEmpty else { return Found() }
    let mentions = Mentions(reading, in: item.id)
    guard mentions.concern(only) else { return Found(mentions: mentions) }
    return Found(
      mentions: mentions,
      commit: SignedCommit(commit, reading: reading, assumed: proofs[item.id], memo: memo),
      number: item.number)
  }

  private static func otherTips(_ options: LedgerOptions, _ repository: borrowing Repository)
    throws(LedgerError) -> [ObjectID]
  {
    var tips = [options.head].compactMap { $0 } + options.furtherTips
    guard options.at == nil else { return tips }
    let carriers = try reading { () throws(GitError) in
      try repository.references(withPrefix: "refs/heads/assent/")
        + repository.references(withPrefix: "refs/remotes/") { name in
          // A remote's name may have slashes too: one carrier too many is only read.
          name.split(separator: "/").dropFirst(3).contains("assent")
        }
    }
    tips += carriers.map(\.commit)
    return tips
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
