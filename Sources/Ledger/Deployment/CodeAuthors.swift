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
      var known: [Int: [String]] = [:]
      var result: [ObjectID: [String]] = [:]
      for artifact in tips {
        guard let number = graph.number(of: artifact) else { continue }
        let reached = graph.reachable(from: [number])
        let before = (artifacts[artifact] ?? []).compactMap { graph.number(of: $0) }
          .filter { reached[$0] && $0 != number }
        guard !before.isEmpty else { continue }
        let ran = before.map { graph.reachable(from: [$0]) }
        var people: Set<String> = []
        for commit in reached.indices where reached[commit] {
          if ran.allSatisfy({ $0[commit] }) { continue }
          if known[commit] == nil { known[commit] = try authors(of: graph.ids[commit], repository) }
          people.formUnion(known[commit] ?? [])
        }
        result[artifact] = people.sorted()
      }
      return result
    }
  }

  private static func authors(
    of id: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [String] {
    let commit = try repository.commit(id)
    let author = commit.author.map { String(decoding: $0.email, as: UTF8.self) }
    let all = [author].compactMap { $0 } + CoAuthor.all(in: commit.message).map(\.email)
    return all.map { $0.lowercased() }.filter { !$0.isEmpty }
  }
}
