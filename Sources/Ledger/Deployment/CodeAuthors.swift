internal import Acts
package import Git
package import Primitives

/// Who wrote the code that an artifact brings, by the claims of its commits.
package enum CodeAuthors {
  /// The e-mail addresses of authors and co-authors between what ran before and an artifact.
  ///
  /// An artifact that the clone does not have, or of which none of what ran before is an ancestor,
  /// is left out: nobody knows then what it brings. Of several the range is the longest.
  ///
  /// - Parameter artifacts: by artifact, the commits that ran before it.
  /// - Returns: by artifact, the addresses in lower case, sorted.
  package static func read(
    _ artifacts: [ObjectID: Set<ObjectID>], in repository: borrowing Repository
  ) throws(LedgerError) -> [ObjectID: [String]] {
    try reading { () throws(GitError) in
      try repository.refuseIfIncomplete()
      var tips: [ObjectID] = []
      for artifact in artifacts.keys.sorted() {
        if try repository.header(of: artifact)?.kind == .commit { tips.append(artifact) }
      }
      guard !tips.isEmpty else { return [:] }
      let graph = try CommitGraph(of: repository, from: tips)
      var walk = RangeWalk(graph)
      var known: [Int: [String]] = [:]
      var result: [ObjectID: [String]] = [:]
      for artifact in tips {
        guard let number = graph.number(of: artifact) else { continue }
        let ranges = (artifacts[artifact] ?? []).compactMap { graph.number(of: $0) }
          .compactMap { walk.commits(from: $0, to: number) }
        guard !ranges.isEmpty else { continue }
        var people: Set<String> = []
        for commit in Set(ranges.joined()) {
          if known[commit] == nil { known[commit] = try authors(of: graph.ids[commit], repository) }
          people.formUnion(known[commit] ?? [])
        }
        result[artifact] = people.sorted()
      }
      return result
    }
  }

  /// Stands for an author without an address, who is nobody that a policy knows.
  private static let nobody = "(no address)"

  private static func authors(
    of id: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [String] {
    let commit = try repository.commit(id)
    let author = commit.author.map { String(decoding: $0.email, as: UTF8.self) }
    let all = [author ?? ""] + CoAuthor.all(in: commit.message).map(\.email)
    return all.map { $0.isEmpty ? nobody : $0.lowercased() }
  }
}

/// Finds what lies between two commits without looking at what lies below both.
private struct RangeWalk {
  private enum Mark: UInt8 {
    case unseen, wanted, below
  }

  private let graph: CommitGraph
  /// By commit; all unseen between two walks.
  private var marks: [Mark]

  init(_ graph: CommitGraph) {
    self.graph = graph
    marks = Array(repeating: .unseen, count: graph.count)
  }

  /// The commits that `tip` reaches and `base` does not; nil if `base` is no other one below `tip`.
  mutating func commits(from base: Int, to tip: Int) -> [Int]? {
    guard base < tip else { return nil }
    var (seen, found) = ([tip], [Int]())
    defer { for commit in seen { marks[commit] = .unseen } }
    marks[tip] = .wanted
    var waiting = 1
    // Parents stand before their children: what is reached has been told by the time it is looked at.
    for commit in stride(from: tip, through: 0, by: -1) {
      if commit == base {
        guard marks[commit] == .wanted else { return nil }
        marks[commit] = .below
        waiting -= 1
      }
      guard marks[commit] != .unseen else { continue }
      let isWanted = marks[commit] == .wanted
      if isWanted {
        found.append(commit)
        waiting -= 1
      }
      for parent in graph.parents(of: commit).map({ Int($0) }) {
        if marks[parent] == .unseen { seen.append(parent) }
        if isWanted, marks[parent] == .unseen {
          marks[parent] = .wanted
          waiting += 1
        } else if !isWanted, marks[parent] != .below {
          if marks[parent] == .wanted { waiting -= 1 }
          marks[parent] = .below
        }
      }
      if waiting == 0 { break }
    }
    return marks[base] == .below ? found : nil
  }
}
