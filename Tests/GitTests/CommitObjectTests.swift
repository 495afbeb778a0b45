import Git
import Primitives
import Testing

private let tree = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
private let parent = "parent 1111111111111111111111111111111111111111\n"
private let author = "author Ana Ruiz <ana@example.org> 1700000000 +0100\n"
private let committer = "committer Bo Chen <bo@example.org> 1700000060 -0230\n"
private let armour = """
  gpgsig -----BEGIN SSH SIGNATURE-----
   U1NIU0lH
  \u{20}
   -----END SSH SIGNATURE-----

  """

/// Commits of one fault each, as tests name them.
struct FaultyCommit: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let words: String
  var testDescription: String { name }

  init(_ name: String, _ text: String, _ words: String) {
    (self.name, self.text, self.words) = (name, text, words)
  }
}

@Suite struct CommitObjectTests {
  private func parse(_ text: String) throws -> CommitObject {
    let id = try #require(ObjectID(String(repeating: "0", count: 40)))
    return try CommitObject(id: id, raw: Array(text.utf8))
  }

  @Test func `a strict commit gives everything from one parse`() throws {
    let head = tree + parent + parent + author + committer
    let commit = try parse(head + armour + "\ntitle\n\nbody\n")
    #expect(commit.strictFault == nil)
    #expect(commit.parents.count == 2)
    #expect(commit.message.elementsEqual("title\n\nbody\n".utf8))
    #expect(commit.author?.name == Array("Ana Ruiz".utf8))
    #expect(commit.author?.email == Array("ana@example.org".utf8))
    #expect(commit.committer?.time == Instant(seconds: 1_700_000_060))
    #expect(commit.committer?.offsetMinutes == -150)
    #expect(commit.raw[commit.authorLine].starts(with: "Ana Ruiz <".utf8))
    #expect(commit.header.committerSeconds == 1_700_000_060)
    let signature = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n\n-----END SSH SIGNATURE-----\n"
    #expect(commit.signature == Array(signature.utf8))
    #expect(commit.signedPayload == Array((head + "\ntitle\n\nbody\n").utf8))
  }

  @Test func `an unsigned commit has no signature and signs itself`() throws {
    let commit = try parse(tree + author + committer + "\nx")
    #expect(commit.strictFault == nil)
    #expect(commit.signature == nil)
    #expect(commit.signedPayload == commit.raw)
  }

  @Test func `names in upper case are read as git reads them, and are no evidence`() throws {
    let commit = try parse(tree.replacing("4b825dc", with: "4B825dC") + author + committer + "\nx")
    #expect(commit.tree.description == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
    #expect(commit.strictFault == "the tree or a parent is not named in lower case")
  }

  // Git does not take it for a parent, so the two would see different histories.
  @Test func `a parent that nothing follows makes no commit`() throws {
    #expect(throws: GitError.self) { try parse(tree + parent) }
    #expect(try parse(tree + parent + "\n").parents.count == 1)
  }

  @Test func `a body line that begins with gpgsig is no signature`() throws {
    let body = "\ntitle\n\ngpgsigRejected-by: alice\n" + armour
    let commit = try parse(tree + author + committer + body)
    #expect(commit.signature == nil)
    #expect(commit.strictFault == nil)
    #expect(commit.message.elementsEqual(body.dropFirst().utf8))
  }

  @Test(arguments: [
    FaultyCommit("two signatures", tree + author + committer + armour + armour + "\n", "two sign"),
    FaultyCommit(
      "both hashes", tree + author + committer + armour + "gpgsig-sha256 x\n\n", "gpgsig-sha256"),
    FaultyCommit("sha256 alone", tree + author + committer + "gpgsig-sha256 x\n\n", "gpgsig-sha"),
    FaultyCommit("glued", tree + author + committer + "gpgsigX y\n\n", "gpgsigX"),
    FaultyCommit("empty signature", tree + author + committer + "gpgsig\n\n", "empty"),
    FaultyCommit("second tree", tree + tree + author + committer + "\n", "author is missing"),
    FaultyCommit("tree after author", tree + author + tree + committer + "\n", "committer is"),
    FaultyCommit("late parent", tree + author + committer + parent + "\n", "parent line"),
    FaultyCommit("two authors", tree + author + author + committer + "\n", "committer is missing"),
    FaultyCommit("two committers", tree + author + committer + committer + "\n", "committer line"),
    FaultyCommit("other order", tree + committer + author + "\n", "author is missing"),
    FaultyCommit("encoding", tree + author + committer + "encoding latin1\n\n", "encoding"),
    FaultyCommit("mergetag", tree + author + committer + "mergetag object x\n\n", "mergetag"),
    FaultyCommit("unknown", tree + author + committer + "HG:extra a\n\n", "HG:extra"),
    FaultyCommit("stray blank line", tree + author + committer + " x\n\n", "unknown header"),
    FaultyCommit("NUL in the message", tree + author + committer + "\na\0b\n", "NUL"),
    FaultyCommit("NUL in the header", tree + author + committer + "a\0b c\n\n", "NUL"),
    FaultyCommit("no end", tree + author + committer, "no end"),
    FaultyCommit("cut signature", tree + author + committer + armour, "no end"),
    FaultyCommit("cut line", tree + author + "committer B <b@c> 1 +0000", "committer is missing"),
    FaultyCommit("no author", tree + committer + "\n", "author is missing"),
    FaultyCommit("no address", tree + "author Ana 1 +0000\n" + committer + "\n", "address"),
    FaultyCommit("no name", tree + "author <a@b> 1 +0000\n" + committer + "\n\n", "address"),
    FaultyCommit("glued name", tree + "author Ana<a@b> 1 +0000\n" + committer + "\n", "address"),
    FaultyCommit("two addresses", tree + "author A <a> <b> 1 +0000\n" + committer + "\n", "time"),
    FaultyCommit("nested", tree + "author A > <a> 1 +0000\n" + committer + "\n", "stray"),
    FaultyCommit("nested twice", tree + "author A <<a> 1 +0000\n" + committer + "\n", "stray"),
    FaultyCommit("no time", tree + "author A <a> +0000\n" + committer + "\n", "time"),
    FaultyCommit("negative", tree + "author A <a> -1 +0000\n" + committer + "\n", "time"),
    FaultyCommit("octal", tree + "author A <a> 01 +0000\n" + committer + "\n", "time"),
    FaultyCommit(
      "year 10000", tree + "author A <a> 253402300800 +0000\n" + committer + "\n", "time"),
    FaultyCommit(
      "2^63", tree + "author A <a> 9223372036854775808 +0000\n" + committer + "\n", "time"),
    FaultyCommit("no zone", tree + "author A <a> 1\n" + committer + "\n", "time"),
    FaultyCommit("short zone", tree + "author A <a> 1 +000\n" + committer + "\n", "zone"),
    FaultyCommit("minutes", tree + "author A <a> 1 +0060\n" + committer + "\n", "zone"),
    FaultyCommit("tail", tree + "author A <a> 1 +0000 x\n" + committer + "\n", "zone"),
    FaultyCommit("carriage return", tree + "author A <a> 1 +0000\r\n" + committer + "\n", "zone"),
  ])
  func `a commit that two readers see differently is no evidence`(_ commit: FaultyCommit) throws {
    let parsed = try parse(commit.text)
    let fault = try #require(parsed.strictFault)
    #expect(fault.contains(commit.words), "\(fault)")
    #expect(parsed.signature == nil)
  }

  @Test(arguments: [
    "", "tree", tree.uppercased(), "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "tree 4b825dc642cb6eb9a060e54bf8d69288fbee490\n", tree + "parent 12\n", author + tree,
    tree + "parent 1111111111111111111111111111111111111111",
    "tree  b825dc642cb6eb9a060e54bf8d69288fbee4904\n",
  ])
  func `unreadable trees and parents are errors`(text: String) {
    let error = failure { () throws(GitError) in
      guard let id = ObjectID(String(repeating: "a", count: 40)) else { return }
      _ = try CommitObject(id: id, raw: Array(text.utf8))
    }
    #expect(error?.code == .corrupt)
  }

  @Test func `old untidy commits still tell what they can`() throws {
    let commit = try parse(
      tree + "author Ana <ana@x> 99999999999999999999 zz\nencoding latin1\n"
        + "committer  b@y  12 +0000\n\nmessage")
    #expect(commit.strictFault != nil)
    #expect(commit.author?.email == Array("ana@x".utf8))
    #expect(commit.author?.time == nil)
    #expect(commit.author?.offsetMinutes == nil)
    #expect(commit.committer?.email == [])
    #expect(commit.committer?.name == Array("b@y  12 +0000".utf8))
    #expect(commit.message.elementsEqual("message".utf8))
    let bare = try parse(tree)
    #expect(bare.author == nil)
    #expect(bare.message.isEmpty)
  }

  @Test func `what was signed is what git hands to the verifier`() throws {
    let scratch = try ScratchRepository()
    let key = scratch.path + "/.git/key"
    _ = try Tool.run(
      "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "ana", "-f", key])
    try scratch.git(["config", "gpg.format", "ssh"])
    try scratch.git(["config", "user.signingkey", key])
    try scratch.commit("first")
    try scratch.git(["commit", "-q", "--allow-empty", "-S", "-m", "second\n\nbody"])
    let head = try scratch.id(["rev-parse", "HEAD"])
    let commit = try scratch.open().commit(head)
    #expect(commit.strictFault == nil)
    let signature = try #require(commit.signature)
    try scratch.write(".git/sig", String(decoding: signature, as: UTF8.self))
    _ = try Tool.run(
      "/usr/bin/ssh-keygen",
      ["-Y", "check-novalidate", "-n", "git", "-s", scratch.path + "/.git/sig"],
      input: commit.signedPayload)
    #expect(throws: Tool.Failure.self) {
      try Tool.run(
        "/usr/bin/ssh-keygen",
        ["-Y", "check-novalidate", "-n", "git", "-s", scratch.path + "/.git/sig"],
        input: commit.raw)
    }
  }

  @Test func `mutated commits never trap and never hide a fault`() throws {
    let seed = Array((tree + parent + author + committer + armour + "\ntitle\n\nbody\n").utf8)
    let id = try #require(ObjectID(String(repeating: "0", count: 40)))
    var random = SeededGenerator(seed: 7)
    for _ in 0..<4000 {
      let raw = random.mutation(of: seed)
      guard let commit = try? CommitObject(id: id, raw: raw) else { continue }
      #expect(commit.messageRange.upperBound == raw.count)
      guard commit.strictFault == nil else { continue }
      let bare = try CommitObject(id: id, raw: commit.signedPayload)
      #expect(bare.strictFault == nil && bare.signatureHeader == nil)
      #expect(bare.message.elementsEqual(commit.message))
      #expect(bare.tree == commit.tree && bare.parents == commit.parents)
      #expect(bare.author == commit.author && bare.committer == commit.committer)
    }
  }
}
