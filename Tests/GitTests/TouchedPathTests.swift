import Foundation
import Git
import Primitives
import Testing

@Suite struct TouchedPathTests {
  private func touched(
    _ scratch: ScratchRepository, _ commit: ObjectID, entering: ([UInt8]) -> Bool = { _ in true }
  ) throws -> [String] {
    let repository = try scratch.open()
    let header = try repository.commitHeader(commit)
    var others: [ObjectID] = []
    for parent in header.parents { others.append(try repository.commitHeader(parent).tree) }
    return try repository.touchedPaths(in: header.tree, unlike: others, entering: entering)
      .map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test func `what differs from all parents is what git's combined difference lists`() throws {
    let scratch = try ScratchRepository()
    var generator = SeededGenerator(seed: 7)
    let names = ["a", "b/x", "b/y", "b/z/deep", "b.c", "c/x", "d"]
    var commits: [ObjectID] = []
    for number in 0..<8 {
      try scratch.git(["rm", "-rfq", "--ignore-unmatch", "."])
      var files: [String: String] = ["kept": "kept"]
      for name in names where Int.random(in: 0..<3, using: &generator) > 0 {
        files[name] = String(Int.random(in: 0..<2, using: &generator))
      }
      // A directory in one tree is a file in another.
      if number % 3 == 0 {
        files = files.filter { !$0.key.hasPrefix("c/") }
        files["c"] = "a file"
      }
      commits.append(try scratch.commit("\(number)", files: files))
    }
    for round in 0..<24 {
      let tree = "\(try #require(commits.randomElement(using: &generator)))^{tree}"
      let parents = commits.shuffled(using: &generator).prefix(1 + round % 3)
      let merge = try scratch.id(
        ["commit-tree", tree, "-m", "merge"] + parents.flatMap { ["-p", "\($0)"] })
      let kind = parents.count == 1 ? [] : ["-c"]
      let listed = try scratch.git(
        ["diff-tree"] + kind + ["-r", "--no-renames", "--no-commit-id", "--name-only", "\(merge)"])
      let expected = Set(listed.split(separator: "\n").map(String.init)).sorted()
      #expect(try touched(scratch, merge) == expected, "round \(round)")
    }
  }

  @Test func `a root touches all its files, and directories may be left out`() throws {
    let scratch = try ScratchRepository()
    let root = try scratch.commit("one", files: ["a": "1", "b/c": "2"])
    #expect(try touched(scratch, root) == ["a", "b/c"])
    #expect(try touched(scratch, root, entering: { _ in false }) == ["a"])
  }

  @Test func `a mode is a difference and a link leads elsewhere`() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("one", files: ["a": "1", "b": "2"])
    try FileManager.default.removeItem(atPath: scratch.path + "/b")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/b", withDestinationPath: "a")
    try scratch.git(["update-index", "--chmod=+x", "a"])
    try scratch.git(["add", "b"])
    try scratch.git(["commit", "-q", "-m", "two"])
    let repository = try scratch.open()
    let new = try repository.commitHeader(scratch.id(["rev-parse", "HEAD"])).tree
    let old = try repository.commitHeader(scratch.id(["rev-parse", "HEAD~"])).tree
    let found = try repository.touchedPaths(in: new, unlike: [old]) { _ in true }
    #expect(
      found == [
        TouchedPath(bytes: Array("a".utf8), leadsElsewhere: false),
        TouchedPath(bytes: Array("b".utf8), leadsElsewhere: true),
      ])
  }
}
