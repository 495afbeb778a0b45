import Git
import Primitives
import Testing

@Suite struct ReferenceTests {
  @Test func `tags are peeled and symbolic references followed`() throws {
    let scratch = try ScratchRepository()
    let commit = try scratch.commit("one")
    try scratch.git(["tag", "-a", "-m", "x", "inner"])
    try scratch.git(["tag", "-a", "-m", "x", "outer", "inner"])
    try scratch.git(["symbolic-ref", "refs/remotes/origin/HEAD", "refs/heads/main"])
    let repository = try scratch.open()
    for name in ["refs/tags/inner", "refs/tags/outer", "refs/remotes/origin/HEAD", "HEAD"] {
      #expect(try repository.commitID(ofReference: name) == commit)
    }
    #expect(try repository.commitID(ofReference: "refs/heads/none") == nil)
  }

  @Test func `an unborn branch has no commit`() throws {
    let repository = try ScratchRepository().open()
    #expect(try repository.commitID(ofReference: "HEAD") == nil)
  }

  @Test func `a reference to a blob is an error`() throws {
    let scratch = try ScratchRepository()
    let blob = try scratch.store("blob", [1])
    try scratch.git(["update-ref", "refs/tags/blob", blob.description])
    let repository = try scratch.open()
    let error = failure { () throws(GitError) in
      _ = try repository.commitID(ofReference: "refs/tags/blob")
    }
    #expect(error?.code == .wrongType)
  }

  @Test func `references come sorted, dangling ones left out`() throws {
    let scratch = try ScratchRepository()
    let commit = try scratch.commit("one")
    for name in ["assent/b/x", "assent/a/y", "assentless"] { try scratch.git(["branch", name]) }
    try scratch.git(["pack-refs", "--all"])
    try scratch.git(["branch", "assent/a.b"])
    try scratch.git(["symbolic-ref", "refs/heads/assent/gone", "refs/heads/nowhere"])
    let found = try scratch.open().references(withPrefix: "refs/heads/assent/")
    #expect(
      found.map(\.name)
        == ["refs/heads/assent/a.b", "refs/heads/assent/a/y", "refs/heads/assent/b/x"])
    #expect(found.allSatisfy { $0.commit == commit })
  }

  @Test func `revisions are resolved as people write them`() throws {
    let scratch = try ScratchRepository()
    let one = try scratch.commit("one")
    let two = try scratch.commit("two")
    try scratch.git(["tag", "-a", "-m", "x", "v1", one.description])
    let repository = try scratch.open()
    #expect(try repository.resolve(revision: "main") == two)
    #expect(try repository.resolve(revision: "HEAD~1") == one)
    #expect(try repository.resolve(revision: "v1") == one)
    #expect(try repository.resolve(revision: two.short) == two)
    #expect(try repository.resolve(revision: one.description) == one)
  }

  @Test(arguments: [
    "nowhere", "", "HEAD:", "-x", "HEAD~5", "0123456789012345678901234567890123456789", "^^",
    "@{u}",
    "refs/heads/\u{1}", ":/", "main\0x",
  ])
  func `what names no commit is an error`(revision: String) throws {
    let scratch = try ScratchRepository()
    try scratch.commit("one", files: ["a": "b"])
    let repository = try scratch.open()
    let error = failure { () throws(GitError) in _ = try repository.resolve(revision: revision) }
    #expect(error != nil)
  }
}
