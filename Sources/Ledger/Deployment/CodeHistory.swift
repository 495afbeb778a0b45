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

  package init(
    repository name: String, branch: String, protecting patterns: [String], from start: Instant,
    until end: Instant
  ) {
    self.name = name
    self.branch = branch
    self.patterns = patterns
    self.start = start
    self.end = end
  }

  /// A commit belongs to the period if the first-parent commit that brought it says so, or if one
  /// below that one does, since a date set back takes nothing out of the period.
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
    let times = (0..<commits.count).map { commits.committerTime(of: $0) ?? Instant(seconds: .max) }
    let graph = Graph(
      ids: commits.ids, times: times, parentStarts: commits.parentStarts.map { Int($0) },
      parents: commits.parentNumbers.map { Int($0) }, spine: spine)
    var latest: [Instant] = []
    for number in spine { latest.append(max(times[number], latest.last ?? times[number])) }
    let paths = ProtectedPaths(patterns: patterns)
    var found: [GovernedCommit] = []
    for number in 0..<commits.count {
      guard let position = graph.integrations[number] else { continue }
      let (arrived, highest) = (times[spine[position]], latest[position])
      guard isInPeriod(arrived) || isInPeriod(highest) else { continue }
      let dates = (arrived: arrived, isBackdated: arrived < highest)
      if let commit = try commit(number, commits, paths, dates, repository) { found.append(commit) }
    }
    var numbers: [ObjectID: Graph.Index] = [:]
    numbers.reserveCapacity(commits.count)
    for (number, id) in commits.ids.enumerated() { numbers[id] = number }
    return GovernedCode(
      repository: name, branch: branch, commits: found, graph: graph, numbers: numbers)
  }

  private func isInPeriod(_ time: Instant) -> Bool { start <= time && time < end }

  /// More paths of a commit than this are only counted.
  private static let mostPaths = 20

  private func commit(
    _ number: Int, _ commits: CommitGraph, _ paths: ProtectedPaths,
    _ dates: (arrived: Instant, isBackdated: Bool), _ repository: borrowing Repository
  ) throws(GitError) -> GovernedCommit? {
    let touched = try repository.touchedPaths(
      in: commits.trees[number], unlike: commits.parents(of: number).map { commits.trees[Int($0)] },
      entering: paths.mayLie
    ).filter(paths.cover)
    guard !touched.isEmpty else { return nil }
    let object = try repository.commit(commits.ids[number])
    let said = object.raw.withUnsafeBytes { raw in
      CodeMessage(UnsafeRawBufferPointer(rebasing: raw[object.messageRange]))
    }
    let shown = touched.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }
    return GovernedCommit(
      commit: CodeCommit(
        id: object.id, subject: said.subject, links: said.links,
        paths: shown.prefix(Self.mostPaths).map { String(decoding: $0, as: UTF8.self) },
        pathCount: touched.count),
      author: Self.words(object.author),
      made: object.committer?.time ?? dates.arrived, arrived: dates.arrived,
      isBackdated: dates.isBackdated)
  }

  private static func words(_ author: Identity?) -> String {
    guard let author else { return "unknown" }
    return String(decoding: author.name, as: UTF8.self) + " <"
      + String(decoding: author.email, as: UTF8.self) + ">"
  }
}
