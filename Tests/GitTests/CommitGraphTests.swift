import Git
import Primitives
import Testing

@Suite struct CommitGraphTests {
  private func raw(_ tree: ObjectID, _ parents: [ObjectID], _ message: String) -> [UInt8] {
    let lines = parents.map { "parent \($0)\n" }.joined()
    let text =
      "tree \(tree)\n\(lines)author A <a@b> 1 +0000\ncommitter A <a@b> 2 +0000\n\n\(message)"
    return Array(text.utf8)
  }

  @Test func `criss-cross, octopus and unrelated roots come parents first`() throws {
    let scratch = try ScratchRepository()
    let repository = try scratch.open()
    let tree = try repository.writeTree([])
    func commit(_ name: String, _ parents: ObjectID...) throws -> ObjectID {
      try repository.writeCommit(raw(tree, parents, name))
    }
    let root = try commit("root")
    let (a, b) = (try commit("a", root), try commit("b", root))
    let (x, y) = (try commit("x", a, b), try commit("y", b, a))
    let other = try commit("other")
    let tip = try commit("tip", x, y, other)
    var visited: [ObjectID: Int] = [:]
    let graph = try CommitGraph(of: repository, from: [tip, a]) {
      id, header, raw throws(GitError) in
      visited[id, default: 0] += 1
      #expect(header.messageStart < raw.count)
    }
    #expect(graph.count == 7)
    #expect(visited.count == 7 && visited.values.allSatisfy { $0 == 1 })
    for commit in 0..<graph.count {
      #expect(graph.parents(of: commit).allSatisfy { $0 < commit })
      #expect(graph.number(of: graph.ids[commit]) == commit)
      #expect(graph.trees[commit] == tree)
      #expect(graph.times[commit] == Instant(seconds: 2))
    }
    let number = try #require(graph.number(of: tip))
    let spine = graph.spine(to: number)
    #expect(spine.map { graph.ids[$0] } == [root, a, x, tip])
    #expect(graph.parents(of: number).map { graph.ids[Int($0)] } == [x, y, other])
    let integrations = graph.integrations(into: spine)
    func integration(_ id: ObjectID) -> Int32? { graph.number(of: id).map { integrations[$0] } }
    #expect(integration(b) == 2)
    #expect(integration(y) == 3)
    #expect(integration(other) == 3)
    let reached = graph.reachable(from: [try #require(graph.number(of: x))])
    #expect(Set(graph.ids.indices.filter { reached[$0] }.map { graph.ids[$0] }) == [root, a, b, x])
    #expect(graph.number(of: tree) == nil)
  }

  @Test func `the walk agrees with git and ignores grafts, replacements and a commit-graph`() throws
  {
    let scratch = try ScratchRepository()
    let first = try scratch.commit("one")
    for number in 0..<5 { try scratch.commit("\(number)") }
    try scratch.git(["checkout", "-q", "-b", "side", "HEAD~3"])
    try scratch.commit("side")
    try scratch.git(["merge", "-q", "--no-ff", "-m", "merge", "main"])
    let tip = try scratch.id(["rev-parse", "HEAD"])
    let expected = Set(
      try scratch.git(["rev-list", "HEAD"]).split(separator: "\n").map(String.init))
    try scratch.git(["commit-graph", "write", "--reachable"])
    try scratch.write(".git/info/grafts", "\(tip)\n")
    try scratch.git(["replace", tip.description, first.description])
    let graph = try CommitGraph(of: try scratch.open(), from: [tip])
    #expect(Set(graph.ids.map(\.description)) == expected)
  }

  @Test func `a missing parent is an error that names it`() throws {
    let scratch = try ScratchRepository()
    let repository = try scratch.open()
    let absent = try #require(ObjectID(String(repeating: "12", count: 20)))
    let tip = try repository.writeCommit(raw(try repository.writeTree([]), [absent], "x"))
    let error = failure { () throws(GitError) in
      _ = try CommitGraph(of: repository, from: [tip])
    }
    #expect(error?.code == .notFound)
    #expect(error?.message.contains(absent.description) == true)
  }

  @Test func `a parent that is no commit is an error`() throws {
    let scratch = try ScratchRepository()
    let repository = try scratch.open()
    let tree = try repository.writeTree([])
    let tip = try scratch.store("commit", raw(tree, [tree], "x"))
    let error = failure { () throws(GitError) in
      _ = try CommitGraph(of: repository, from: [tip])
    }
    #expect(error?.code == .wrongType)
  }

  @Test func `twenty thousand commits in a row need no deep stack`() throws {
    let scratch = try ScratchRepository()
    var stream = ""
    for number in 1...20_000 {
      stream += "commit refs/heads/main\nmark :\(number)\ncommitter A <a@b> \(number) +0000\n"
      stream += "data 2\nx\n" + (number > 1 ? "from :\(number - 1)\n" : "") + "\n"
    }
    try scratch.git(["fast-import", "--quiet"], input: Array(stream.utf8))
    let repository = try scratch.open()
    let tip = try #require(try repository.commitID(ofReference: "refs/heads/main"))
    let graph = try CommitGraph(of: repository, from: [tip, tip])
    #expect(graph.count == 20_000)
    #expect(graph.spine(to: graph.count - 1) == Array(0..<20_000))
    #expect(graph.integrations(into: graph.spine(to: graph.count - 1)) == (0..<20_000).map { $0 })
  }

  @Test(.timeLimit(.minutes(1)))
  func `twenty thousand roots merged into two lines that cross each time take no square of time`()
    throws
  {
    let rows = 20_000
    let scratch = try ScratchRepository()
    var stream = ""
    func commit(_ branch: String, _ mark: Int, _ parents: [Int]) {
      if parents.isEmpty { stream += "reset refs/heads/\(branch)\n\n" }
      stream += "commit refs/heads/\(branch)\nmark :\(mark)\ncommitter A <a@b> \(mark) +0000\n"
      stream += "data 2\nx\n"
      for (place, parent) in parents.enumerated() {
        stream += (place == 0 ? "from" : "merge") + " :\(parent)\n"
      }
      stream += "\n"
    }
    commit("left", 1, [])
    commit("right", 2, [])
    for row in 1..<rows {
      let (root, left, right) = (row * 3, row * 3 - 2, row * 3 - 1)
      commit("root", root, [])
      commit("left", root + 1, [left, right, root])
      commit("right", root + 2, [right, left])
    }
    try scratch.git(["fast-import", "--quiet"], input: Array(stream.utf8))
    let repository = try scratch.open()
    let tips = try ["left", "right"].compactMap {
      try repository.commitID(ofReference: "refs/heads/\($0)")
    }
    let graph = try CommitGraph(of: repository, from: tips)
    #expect(graph.count == rows * 3 - 1)
    #expect(
      (0..<graph.count).allSatisfy { child in graph.parents(of: child).allSatisfy { $0 < child } })
    let tip = try #require(graph.number(of: tips[0]))
    let spine = graph.spine(to: tip)
    #expect(spine.count == rows)
    // All but the last of the other line are merged.
    #expect(graph.integrations(into: spine).count { $0 < 0 } == 1)
    #expect(graph.reachable(from: [tip]).count { $0 } == graph.count - 1)
  }

  @Test func `no tips give an empty graph`() throws {
    let graph = try CommitGraph(of: try ScratchRepository().open(), from: [])
    #expect(graph.count == 0)
    #expect(graph.reachable(from: []).isEmpty)
  }
}
