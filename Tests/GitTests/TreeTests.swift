import Git
import Primitives
import Testing

@Suite struct TreeTests {
  private static func entry(_ mode: String, _ name: String, _ fill: UInt8 = 1) -> [UInt8] {
    Array("\(mode) \(name)".utf8) + [0] + [UInt8](repeating: fill, count: 20)
  }

  private func refusal(of bytes: [UInt8]) throws -> GitError? {
    let scratch = try ScratchRepository()
    let id = try scratch.store("tree", bytes)
    let repository = try scratch.open()
    return failure { () throws(GitError) in _ = try repository.tree(id) }
  }

  @Test(arguments: [
    ("unsorted", entry("100644", "b") + entry("100644", "a"), "not sorted"),
    ("a directory sorted as a file", entry("40000", "a") + entry("100644", "a.b"), "not sorted"),
    ("duplicate files", entry("100644", "a") + entry("100644", "a", 2), "two entries"),
    (
      "a file and a directory apart",
      entry("100644", "a") + entry("100644", "a.b") + entry("40000", "a"), "two entries"
    ),
    ("an empty name", entry("100644", ""), "without a name"),
    ("a path", entry("100644", "a/b"), "a path"), ("dot", entry("40000", "."), "reserved"),
    ("dot dot", entry("40000", ".."), "reserved"), ("git", entry("40000", ".git"), "reserved"),
    ("GIT", entry("40000", ".GIT"), "reserved"),
    ("cut off", Array(entry("100644", "a").dropLast()), "cannot be read"),
    ("no mode", entry("", "a"), "cannot be read"),
    ("a decimal mode", entry("100649", "a"), "cannot be read"),
  ])
  func `a tree that readers see differently is refused`(
    name: String, bytes: [UInt8], words: String
  ) throws {
    let error = try #require(try refusal(of: bytes))
    #expect(error.code == .corrupt)
    #expect(error.message.contains(words), "\(error.message)")
  }

  @Test func `names that only begin alike are no duplicates`() throws {
    let bytes =
      Self.entry("100644", "a") + Self.entry("100644", "a.b") + Self.entry("40000", "a.c")
      + Self.entry("40000", "ab")
    #expect(try refusal(of: bytes) == nil)
  }

  @Test func `a real tree reads as git lists it`() throws {
    let scratch = try ScratchRepository()
    let commit = try scratch.commit(
      "one", files: ["a": "1", "a.b": "2", "a0": "3", "ab/c": "4", "a-/x": "5", "é": "6"])
    let repository = try scratch.open()
    let entries = try repository.tree(try repository.commit(commit).tree)
    let listed = try scratch.git(["-c", "core.quotePath=false", "ls-tree", "HEAD"])
    let expected = listed.split(separator: "\n").map(String.init)
    let found = entries.map { entry in
      let mode = String(entry.mode, radix: 8)
      let kind = entry.kind == .directory ? "tree" : "blob"
      return (mode.count < 6 ? "0" + mode : mode) + " \(kind) \(entry.id)\t\(entry.name ?? "?")"
    }
    #expect(found == expected)
  }

  @Test func `a path is found without its neighbours`() throws {
    let scratch = try ScratchRepository()
    let commit = try scratch.commit(
      "one", files: ["changes/2026/CHG-2026-7F3K.yaml": "x", "changes/2026/b": "y"])
    let repository = try scratch.open()
    let tree = try repository.commit(commit).tree
    for _ in 0..<2 {
      let entry = try repository.entry(atPath: "changes/2026/CHG-2026-7F3K.yaml", inTree: tree)
      #expect(try entry.map { try repository.blob($0.id, limit: 9) } == Array("x".utf8))
      #expect(try repository.entry(atPath: "changes/2026", inTree: tree)?.kind == .directory)
    }
    for path in ["changes/2025/a", "changes/2026/b/c", "", "/changes", "changes/", "c"] {
      #expect(try repository.entry(atPath: path, inTree: tree) == nil, "\(path)")
    }
  }

  @Test func `files below a directory are listed with their problems`() throws {
    let scratch = try ScratchRepository()
    let blob = try scratch.store("blob", Array("x".utf8))
    let repository = try scratch.open()
    let names: [(String, UInt32)] = [
      ("a.yaml", 0o100644), ("A.yaml", 0o100644), ("\u{E9}.txt", 0o100644),
      ("e\u{301}.txt", 0o100644), ("link", 0o120000), ("module", 0o160000), ("run", 0o100755),
      ("old", 0o100664),
    ]
    let inner = try repository.writeTree(
      names.map { TreeEntry(name: $0.0, mode: $0.1, id: blob) }
        + [TreeEntry(nameBytes: [0xFF], mode: 0o100644, id: blob)])
    let root = try repository.writeTree([
      TreeEntry(name: "changes", mode: 0o40000, id: inner),
      TreeEntry(name: "Changes", mode: 0o40000, id: inner),
    ])
    let listing = try repository.files(under: "changes", inTree: root)
    #expect(listing.files.count == 9)
    let expected: Set<TreeProblem> = [
      TreeProblem(path: "Changes", reason: .collides(with: "changes")),
      TreeProblem(path: "changes/a.yaml", reason: .collides(with: "changes/A.yaml")),
      TreeProblem(
        path: "changes/\u{E9}.txt", reason: .collides(with: "changes/e\u{301}.txt")),
      TreeProblem(path: "changes/link", reason: .symlink),
      TreeProblem(path: "changes/module", reason: .submodule),
      TreeProblem(path: "changes/run", reason: .executable),
      TreeProblem(path: "changes/old", reason: .unusualMode),
      TreeProblem(path: "changes/\u{FFFD}", reason: .notUTF8),
    ]
    #expect(Set(listing.problems) == expected)
    #expect(try repository.files(under: "changes", inTree: root) == listing)
  }

  @Test func `an absent directory has no files and a file in its place is a problem`() throws {
    let scratch = try ScratchRepository()
    let commit = try scratch.commit("one", files: ["policies": "x"])
    let repository = try scratch.open()
    let tree = try repository.commit(commit).tree
    #expect(try repository.files(under: "changes", inTree: tree) == TreeListing())
    #expect(try repository.files(under: "policies", inTree: tree).problems.count == 1)
    #expect(try repository.files(under: "policies/x", inTree: tree).problems.count == 1)
  }

  @Test func `differences are what git says`() throws {
    let scratch = try ScratchRepository()
    let one = try scratch.commit(
      "one", files: ["a": "1", "d/x": "2", "d/y": "3", "same/z": "4", "swap": "5"])
    try scratch.git(["rm", "-q", "swap", "d/x"])
    let two = try scratch.commit("two", files: ["a": "6", "swap/in": "7", "new/deep/f": "8"])
    let repository = try scratch.open()
    let (old, new) = (try repository.commit(one).tree, try repository.commit(two).tree)
    let found = try repository.differences(from: old, to: new)
    let names = try scratch.git(["diff-tree", "-r", "--name-only", "\(old)", "\(new)"])
    #expect(found.map(\.path) == names.split(separator: "\n").map(String.init))
    #expect(found.filter { $0.old == nil }.map(\.path) == ["new/deep/f", "swap/in"])
    #expect(found.filter { $0.new == nil }.map(\.path) == ["d/x", "swap"])
    #expect(try repository.differences(from: nil, to: old).count == 5)
    let error = failure { () throws(GitError) in
      _ = try repository.differences(from: old, to: new, limit: 3)
    }
    #expect(error?.code == .tooLarge)
  }

  @Test func `a tree that folds onto itself a billion times is refused`() throws {
    let scratch = try ScratchRepository()
    let repository = try scratch.open()
    var (id, mode) = (try repository.writeBlob([]), UInt32(0o100644))
    for _ in 0..<9 {
      let level = (0..<10).map { TreeEntry(name: "d\($0)", mode: mode, id: id) }
      (id, mode) = (try repository.writeTree(level), 0o40000)
    }
    let error = failure { () throws(GitError) in
      _ = try repository.differences(from: nil, to: id, limit: 10_000)
    }
    #expect(error?.code == .tooLarge)
  }
}
