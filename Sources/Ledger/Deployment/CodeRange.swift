internal import Acts
package import Decision
package import Git
package import Primitives

/// What lies between two commits of governed code.
package struct CodeRange: Sendable {
  /// The commits that touch protected paths, parents first.
  package let commits: [CodeCommit]
  /// Every change that a commit between links.
  package let linked: Set<String>
  /// Protected paths in which both ends differ although no commit between touches them, sorted.
  package let unexplained: [String]
  private let graph: CommitGraph

  /// What reading a range comes to.
  package enum Reading: Sendable {
    case range(CodeRange)
    /// Both ends are the same commit.
    case empty
    /// What runs now is no ancestor of what is about to run.
    case unrelated
  }

  /// Reads what `commit` reaches and `since` does not.
  ///
  /// Throws if the repository is incomplete, or if one of the two is no commit of it.
  package static func read(
    from since: ObjectID, to commit: ObjectID, protecting patterns: [String],
    in repository: borrowing Repository
  ) throws(LedgerError) -> Reading {
    try reading { () throws(GitError) in
      try repository.refuseIfIncomplete()
      // Named one by one, so that the error says which of them is missing.
      for id in [since, commit] { _ = try repository.commitHeader(id) }
    }
    if since == commit { return .empty }
    let graph = try reading { () throws(GitError) in
      try CommitGraph(of: repository, from: [commit, since])
    }
    guard let end = graph.number(of: commit), let start = graph.number(of: since) else {
      throw LedgerError("corrupt", "\(commit) or \(since) could not be read")
    }
    let reached = graph.reachable(from: [end])
    guard reached[start] else { return .unrelated }
    let known = graph.reachable(from: [start])
    let between = reached.indices.filter { reached[$0] && !known[$0] }
    let paths = ProtectedPaths(patterns: patterns)
    return .range(
      try reading { () throws(GitError) in
        var scan = try RangeScan(graph, paths, from: start, to: end, repository)
        for number in between { try scan.add(number, repository) }
        return scan.range
      })
  }

  fileprivate init(
    commits: [CodeCommit], linked: Set<String>, unexplained: [String], graph: CommitGraph
  ) {
    self.commits = commits
    self.linked = linked
    self.unexplained = unexplained
    self.graph = graph
  }

  /// The commits, each with those of the artifacts that are or descend from it.
  ///
  /// An artifact that is no commit of the repository reaches nothing.
  package func commits(
    reachedBy artifacts: Set<ObjectID>, in repository: borrowing Repository
  ) throws(LedgerError) -> [CodeCommit] {
    var result = commits
    let near = artifacts.filter { graph.number(of: $0) != nil }
    mark(&result, near, in: graph)
    var far: [ObjectID] = []
    for artifact in artifacts.subtracting(near).sorted() {
      let header = try reading { () throws(GitError) in try repository.header(of: artifact) }
      if header?.kind == .commit { far.append(artifact) }
    }
    guard !far.isEmpty else { return result }
    // Artifacts beside what is deployed may descend from a commit all the same.
    let beside = try reading { () throws(GitError) in
      try CommitGraph(of: repository, from: far)
    }
    mark(&result, Set(far), in: beside)
    return result
  }

  private func mark(
    _ commits: inout [CodeCommit], _ artifacts: Set<ObjectID>, in graph: CommitGraph
  ) {
    let numbers = commits.map { graph.number(of: $0.id) }
    for artifact in artifacts {
      guard let own = graph.number(of: artifact) else { continue }
      let reached = graph.reachable(from: [own])
      for (index, number) in numbers.enumerated() {
        if let number, reached[number] { commits[index].reachedBy.insert(artifact) }
      }
    }
  }
}

/// The paths that may only change by a change request.
struct ProtectedPaths {
  private let globs: [Glob]

  init(patterns: [String]) { globs = patterns.map(Glob.init) }

  /// Whether a file is protected: by its path, by that of a directory above it, or because it
  /// stands in the way of a protected path and leads elsewhere.
  func cover(_ path: TouchedPath) -> Bool {
    globs.contains {
      $0.covers(path.bytes) || path.leadsElsewhere && $0.mayCover(below: path.bytes)
    }
  }

  /// Whether a directory may hold something protected.
  func mayLie(below directory: [UInt8]) -> Bool {
    globs.contains { $0.mayCover(below: directory) }
  }
}

/// Collects the commits of a range.
private struct RangeScan {
  private let graph: CommitGraph
  private let paths: ProtectedPaths
  private var commits: [CodeCommit] = []
  private var linked: Set<String> = []
  /// Protected paths in which both ends differ, less those that a commit touches.
  private var unexplained: Set<[UInt8]>

  /// More paths of a commit than this are only counted.
  private static let mostPaths = 3

  init(
    _ graph: CommitGraph, _ paths: ProtectedPaths, from start: Int, to end: Int,
    _ repository: borrowing Repository
  ) throws(GitError) {
    self.graph = graph
    self.paths = paths
    let different = try repository.touchedPaths(
      in: graph.trees[end], unlike: [graph.trees[start]], entering: paths.mayLie)
    unexplained = Set(different.filter(paths.cover).map(\.bytes))
  }

  var range: CodeRange {
    let left = unexplained.sorted { $0.lexicographicallyPrecedes($1) }
    return CodeRange(
      commits: commits, linked: linked, unexplained: left.map(Self.text), graph: graph)
  }

  mutating func add(_ number: Int, _ repository: borrowing Repository) throws(GitError) {
    let id = graph.ids[number]
    let said = try repository.withObject(id, as: .commit) { raw throws(GitError) in
      guard let header = CommitHeader(raw) else {
        throw GitError(.corrupt, "commit \(id) cannot be read", hint: "run git fsck")
      }
      return CodeMessage(UnsafeRawBufferPointer(rebasing: raw[header.messageStart...]))
    }
    linked.formUnion(said.links)
    let touched = try repository.touchedPaths(
      in: graph.trees[number], unlike: graph.parents(of: number).map { graph.trees[Int($0)] },
      entering: paths.mayLie
    ).filter(paths.cover)
    guard !touched.isEmpty else { return }
    for path in touched { unexplained.remove(path.bytes) }
    commits.append(
      CodeCommit(
        id: id, subject: said.subject, links: said.links,
        paths: touched.prefix(Self.mostPaths).map { Self.text($0.bytes) },
        pathCount: touched.count))
  }

  private static func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }
}

/// What the message of a commit of governed code says.
struct CodeMessage {
  let subject: String
  let links: [String]

  init(_ message: UnsafeRawBufferPointer) {
    links =
      MessageReading.mayConcernChanges(message) ? MessageReading(message: message).links : []
    let lines = message.split(separator: UInt8(ascii: "\n"), maxSplits: 20)
    let first = lines.first { line in line.contains { $0 > UInt8(ascii: " ") } }
    subject = first.map { String(decoding: $0.prefix(100), as: UTF8.self) } ?? "no message"
  }
}
