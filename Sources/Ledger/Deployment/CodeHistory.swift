internal import Acts
package import Decision
package import Git
package import Primitives

/// Reads the protected commits that a branch of governed code took up during a period.
package struct CodeHistory {
  /// The name in `code:` of `policies/assent.yaml`.
  let name: String
  let branch: String
  /// What is protected, as patterns.
  let patterns: [String]
  /// The first instant of the period.
  let start: Instant
  /// The instant after its last.
  let end: Instant
  /// Today, after which no commit can have come.
  let now: Instant

  package init(
    repository name: String, branch: String, protecting patterns: [String], from start: Instant,
    until end: Instant, now: Instant = Instant(seconds: .max)
  ) {
    self.name = name
    self.branch = branch
    self.patterns = patterns
    self.start = start
    self.end = end
    self.now = now
  }

  /// A commit belongs to the period if the first-parent commit that brought it says so, or if one
  /// below that one does, since a date set back takes nothing out of the period.
  /// One dated after today is taken to be as old as the one below it.
  ///
  /// Throws if the clone is incomplete, lacks the branch or cannot be read.
  ///
  /// - Parameter artifacts: commits that records name; what of them the clone has is looked at too.
  package func read(
    artifacts: Set<ObjectID>, in repository: borrowing Repository
  ) throws(LedgerError) -> GovernedCode {
    try reading { () throws(GitError) in try repository.refuseIfIncomplete() }
    let finder = TrunkFinder(options: LedgerOptions())
    guard let found = try finder.trunk(named: branch, in: repository) else {
      throw LedgerError(
        "not-found", "the clone of \(name) has no branch `\(branch)`",
        hint: "fetch it, or name another clone with --code")
    }
    return try reading { () throws(GitError) in
      var tips = [found.tip]
      for artifact in artifacts.sorted() {
        if try repository.header(of: artifact)?.kind == .commit { tips.append(artifact) }
      }
      let commits = try CommitGraph(of: repository, from: tips)
      guard let tip = commits.number(of: found.tip) else {
        throw CommitGraph.unreadable(found.tip)
      }
      return try code(commits, spine: commits.spine(to: tip), repository)
    }
  }

  private func code(
    _ commits: CommitGraph, spine: [Int], _ repository: borrowing Repository
  ) throws(GitError) -> GovernedCode {
    let graph = Graph(
      ids: commits.ids, times: commits.times, ancestry: commits.ancestry, spine: spine)
    let arrivals = arrivals(of: spine.map { commits.times[$0] })
    let paths = ProtectedPaths(patterns: patterns)
    var found: [(number: Int, commit: GovernedCommit)] = []
    var explained: [Int: Set<[UInt8]>] = [:]
    for number in 0..<commits.count {
      guard let position = graph.integrations[number] else { continue }
      let dates = arrivals[position]
      guard isInPeriod(dates.arrived) || isInPeriod(dates.highest) else { continue }
      let touched = try touched(
        number, unlike: commits.parents(of: number).map { Int($0) }, commits, paths, repository)
      explained[position, default: []].formUnion(touched)
      if !touched.isEmpty {
        found.append((number, try commit(number, commits, touched, dates, repository)))
      }
    }
    let own = Set(found.map(\.number))
    for (position, known) in explained where position > 0 {
      let number = spine[position]
      guard commits.parents(of: number).count > 1 else { continue }
      // A merge that takes up an older state changes what no commit behind it did.
      let all = try touched(number, unlike: [spine[position - 1]], commits, paths, repository)
      let rest = all.filter { !known.contains($0) }
      guard !rest.isEmpty, !own.contains(number) else { continue }
      found.append((number, try commit(number, commits, rest, arrivals[position], repository)))
    }
    found.sort { $0.number < $1.number }
    var numbers: [ObjectID: Graph.Index] = [:]
    numbers.reserveCapacity(commits.count)
    for (number, id) in commits.ids.enumerated() { numbers[id] = number }
    return GovernedCode(
      repository: name, branch: branch, commits: found.map(\.commit), graph: graph, numbers: numbers
    )
  }

  private func isInPeriod(_ time: Instant) -> Bool { start <= time && time < end }

  /// More paths of a commit than this are only counted.
  private static let mostPaths = 20

  /// When a commit reached the branch.
  private struct Dates {
    let arrived: Instant
    /// The highest date on the first-parent chain up to there.
    let highest: Instant
  }

  private func arrivals(of times: [Instant]) -> [Dates] {
    var dates: [Dates] = []
    for time in times {
      let arrived = time <= now ? time : dates.last?.arrived ?? min(time, now)
      dates.append(Dates(arrived: arrived, highest: max(arrived, dates.last?.highest ?? arrived)))
    }
    return dates
  }

  /// The protected paths in which a commit is unlike all of some others, sorted.
  private func touched(
    _ number: Int, unlike others: [Int], _ commits: CommitGraph, _ paths: ProtectedPaths,
    _ repository: borrowing Repository
  ) throws(GitError) -> [[UInt8]] {
    try repository.touchedPaths(
      in: commits.trees[number], unlike: others.map { commits.trees[$0] },
      entering: paths.mayLie
    ).filter(paths.cover).map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func commit(
    _ number: Int, _ commits: CommitGraph, _ touched: [[UInt8]], _ dates: Dates,
    _ repository: borrowing Repository
  ) throws(GitError) -> GovernedCommit {
    let object = try repository.commit(commits.ids[number])
    let said = object.raw.withUnsafeBytes { raw in
      CodeMessage(UnsafeRawBufferPointer(rebasing: raw[object.messageRange]))
    }
    return GovernedCommit(
      commit: CodeCommit(
        id: object.id, subject: said.subject, links: said.links,
        paths: touched.prefix(Self.mostPaths).map { String(decoding: $0, as: UTF8.self) },
        pathCount: touched.count),
      author: Self.words(object.author),
      made: object.committer?.time ?? dates.arrived, arrived: dates.arrived,
      isBackdated: dates.arrived < dates.highest)
  }

  private static func words(_ author: Identity?) -> String {
    guard let author else { return "unknown" }
    return String(decoding: author.name, as: UTF8.self) + " <"
      + String(decoding: author.email, as: UTF8.self) + ">"
  }
}
