internal import Acts
package import Decision
package import Git
package import Primitives
internal import Records

/// What a head would bring to the trunk: commits, edits, acts and links.
package struct PullRequestRange: Sendable {
  /// A signed statement in one of the commits, or what was meant to be one.
  package struct Statement: Hashable, Sendable {
    package let commit: ObjectID
    /// Such as `approve CHG-2026-7F3K as security`, or `policy-approve`.
    package let words: String
    /// Whom the key names; nil if nobody is proven.
    package let person: String?
    /// What is wrong with it as evidence; nil if nothing is.
    package let fault: ActReason?
  }

  /// The commits that the trunk lacks, oldest first.
  package let commits: [ObjectID]
  /// The changes whose record or evidence differs from that of the trunk where the head left it.
  package let edited: [String]
  /// The changes that an act or a link of the commits names.
  package let named: [String]
  /// The files below `policies/` that differ.
  package let policyFiles: [String]
  package let statements: [Statement]

  /// Whether nothing of it concerns a change or the policy.
  package var isForeign: Bool {
    edited.isEmpty && named.isEmpty && policyFiles.isEmpty && statements.isEmpty
  }

  /// Reads what the previewed head of a history brings; nil if nothing is previewed, or the trunk
  /// has it all.
  package static func read(
    _ reading: HistoryReader.Reading, in repository: borrowing Repository
  ) throws(LedgerError) -> PullRequestRange? {
    let graph = reading.history.graph
    guard let head = reading.history.head, let tip = graph.spine.last,
      graph.integrations[head] == nil
    else { return nil }
    let indices = brought(by: head, graph)
    var statements: [Statement] = []
    var named: Set<String> = []
    var commits = PushedCommits(reading)
    for index in indices {
      let commit = try commits.commit(at: index, repository)
      named.formUnion(commit.reading.links)
      named.formUnion(commit.reading.statements.map(\.change))
      named.formUnion(commit.reading.malformed.map(\.change))
      statements += Self.statements(of: commit)
    }
    let paths = try Self.paths(
      from: graph.mergeBases(tip, head).map { graph.ids[$0] }, to: graph.ids[head], repository)
    return PullRequestRange(
      commits: indices.map { graph.ids[$0] },
      edited: Set(paths.compactMap(Self.change)).sorted(), named: named.sorted(),
      policyFiles: paths.filter { $0.utf8.starts(with: "policies/".utf8) },
      statements: statements)
  }

  /// The commits that a head reaches and the trunk does not, parents before children.
  private static func brought(by head: Graph.Index, _ graph: Graph) -> [Graph.Index] {
    var seen: Set<Graph.Index> = [head]
    var pending = [head]
    while let index = pending.popLast() {
      for parent in graph.parents(of: index) where graph.integrations[parent] == nil {
        if seen.insert(parent).inserted { pending.append(parent) }
      }
    }
    return seen.sorted()
  }

  // MARK: Statements

  private static func statements(of commit: PushedCommit) -> [Statement] {
    let reading = commit.reading
    let words =
      reading.statements.map { act in
        "\(act.verb.name) \(act.change)" + (act.role.map { " as \($0)" } ?? "")
      } + reading.malformed.map { "\($0.verb.name) \($0.change)" }
      + reading.policyApprovals.map { _ in "policy-approve" }
      + reading.delegations.map { "\($0.days == nil ? "role-recall" : "role-delegate") \($0.role)" }
    return words.map {
      Statement(
        commit: commit.commit.id, words: $0, person: commit.person, fault: commit.fault)
    }
  }

  // MARK: Paths

  /// The files of policies and changes in which a head differs from where it left the trunk.
  private static func paths(
    from bases: [ObjectID], to head: ObjectID, _ repository: borrowing Repository
  ) throws(LedgerError) -> [String] {
    let touched = try Ledger.reading { () throws(GitError) in
      var trees: [ObjectID] = []
      for base in bases { trees.append(try repository.commitHeader(base).tree) }
      return try repository.touchedPaths(
        in: try repository.commitHeader(head).tree, unlike: trees
      ) { folder in
        ["policies", "changes"].contains { Self.lies(folder, below: $0) }
      }
    }
    return touched.map { String(decoding: $0.bytes, as: UTF8.self) }
      .filter { path in ["policies/", "changes/"].contains { path.utf8.starts(with: $0.utf8) } }
  }

  private static func lies(_ folder: [UInt8], below root: String) -> Bool {
    folder.elementsEqual(root.utf8) || folder.starts(with: (root + "/").utf8)
  }

  /// The change to which a path below `changes/` belongs.
  private static func change(ofPath path: String) -> String? {
    let parts = path.split(separator: "/")
    guard parts.first == "changes", let file = parts.last else { return nil }
    let name = parts.count > 3 && parts[1] == "evidence" ? parts[2] : file.dropLast(5)
    let isRecord = file.utf8.suffix(5).elementsEqual(".yaml".utf8)
    guard isRecord || parts[1] == "evidence", ChangeID.isLegal(String(name)) else { return nil }
    return String(name)
  }
}
