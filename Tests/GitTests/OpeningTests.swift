import Foundation
import Testing

@testable import Git

@Suite struct OpeningTests {
  @Test func `a repository is found from a folder below`() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a/b/c.txt", "x")
    let repository = try Repository(discoveringFrom: scratch.path + "/a/b")
    #expect(repository.workTree == scratch.path + "/")
    #expect(repository.commonDirectory == scratch.path + "/.git/")
    #expect(repository.headReference() == "refs/heads/main")
  }

  @Test func `a bare repository has no work tree`() throws {
    let scratch = try ScratchRepository(["--bare"])
    let repository = try scratch.open()
    #expect(repository.workTree == nil)
    try repository.refuseIfIncomplete()
  }

  @Test func `a linked work tree shares the common directory`() throws {
    let scratch = try ScratchRepository()
    let commit = try scratch.commit("one")
    let linked = try ScratchRepository.temporaryFolder() + "/linked"
    try scratch.git(["worktree", "add", "-q", "-b", "side", linked])
    let repository = try Repository(discoveringFrom: linked)
    #expect(repository.commonDirectory == scratch.path + "/.git/")
    #expect(repository.headReference() == "refs/heads/side")
    #expect(try repository.commitID(ofReference: "refs/heads/main") == commit)
    try? FileManager.default.removeItem(atPath: linked)
  }

  @Test func `no repository is an error of its own`() throws {
    let folder = try ScratchRepository.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let error = failure { () throws(GitError) in _ = try Repository(discoveringFrom: folder) }
    #expect(error?.code == .notARepository)
  }

  @Test(arguments: ["worktreeConfig", "preciousObjects", "partialClone"])
  func `harmless extensions do not keep a repository from opening`(extension name: String) throws {
    let scratch = try ScratchRepository()
    try scratch.git(["config", "core.repositoryformatversion", "1"])
    try scratch.git(["config", "extensions.\(name)", "true"])
    _ = try scratch.open()
  }

  @Test func `an unknown extension is refused`() throws {
    let scratch = try ScratchRepository()
    try scratch.git(["config", "core.repositoryformatversion", "1"])
    try scratch.git(["config", "extensions.refstorage", "reftable"])
    let error = failure { () throws(GitError) in _ = try scratch.open() }
    #expect(error?.code == .unsupported)
  }

  @Test func `a SHA-256 repository is refused by name`() throws {
    let scratch = try ScratchRepository(["--object-format=sha256"])
    let error = failure { () throws(GitError) in try scratch.open().refuseIfIncomplete() }
    #expect(error?.code == .sha256)
  }

  @Test(arguments: [
    ("*", "/srv/a", true), ("/srv/a", "/srv/a", true), ("/srv/a/", "/srv/a", true),
    ("/srv/*", "/srv/a", true), ("/srv/*", "/srvx", false), ("/srv", "/srv/a", false),
    ("/*", "/srv/a", true), ("", "/srv/a", false),
  ])
  func `safe directories match as in Git`(pattern: String, directory: String, fits: Bool) {
    #expect(Ownership.matches(pattern, directory) == fits)
  }

  @Test(.enabled(if: geteuid() == 0)) func `a repository of another user is refused by name`()
    throws
  {
    let scratch = try ScratchRepository()
    try #require(chown(scratch.path, 12345, 12345) == 0)
    let error = failure { () throws(GitError) in _ = try scratch.open() }
    #expect(error?.code == .owner)
    #expect(error?.hint?.contains("safe.directory") == true)
  }

  @Test func `a shallow clone is refused by name`() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("one")
    try scratch.commit("two")
    let copy = ScratchRepository(at: try ScratchRepository.temporaryFolder())
    try copy.git(["clone", "-q", "--depth", "1", "file://" + scratch.path, copy.path])
    let repository = try copy.open()
    let error = failure { () throws(GitError) in try repository.refuseIfIncomplete() }
    #expect(error?.code == .shallow)
    #expect(error?.hint?.contains("--unshallow") == true)
  }

  @Test func `a partial clone is refused by name`() throws {
    let scratch = try ScratchRepository()
    try scratch.git(["config", "uploadpack.allowFilter", "true"])
    try scratch.commit("one", files: ["a": "x"])
    let copy = ScratchRepository(at: try ScratchRepository.temporaryFolder())
    try copy.git([
      "clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + scratch.path, copy.path,
    ])
    #expect(refusal(of: copy) == .partialClone)
  }

  @Test(arguments: [
    ("remote.origin.promisor", "true"), ("remote.origin.partialclonefilter", "blob:none"),
    ("extensions.partialClone", "origin"),
  ])
  func `every mark of a partial clone is seen`(key: String, value: String) throws {
    let scratch = try ScratchRepository()
    try scratch.git(["config", key, value])
    #expect(refusal(of: scratch) == .partialClone)
  }

  @Test func `a promisor pack is a partial clone`() throws {
    let scratch = try ScratchRepository()
    try scratch.write(".git/objects/pack/pack-00.promisor", "")
    #expect(refusal(of: scratch) == .partialClone)
  }

  @Test func `grafts are refused by name`() throws {
    let scratch = try ScratchRepository()
    let commit = try scratch.commit("one")
    try scratch.write(".git/info/grafts", "\(commit)\n")
    #expect(refusal(of: scratch) == .grafts)
  }

  @Test func `an ordinary repository is complete`() throws {
    let scratch = try ScratchRepository()
    try scratch.git(["config", "remote.origin.url", "file:///nowhere"])
    try scratch.git(["config", "remote.origin.promisor", "false"])
    try scratch.open().refuseIfIncomplete()
  }

  @Test func `configuration is read for acts`() throws {
    let scratch = try ScratchRepository()
    try scratch.git(["config", "user.signingkey", "/keys/ana"])
    let repository = try scratch.open()
    #expect(repository.configuration("user.signingkey") == "/keys/ana")
    #expect(repository.configuration("user.none") == nil)
    #expect(repository.configuration("not a key") == nil)
  }

  private func refusal(of scratch: ScratchRepository) -> GitError.Code? {
    failure { () throws(GitError) in try scratch.open().refuseIfIncomplete() }?.code
  }
}
