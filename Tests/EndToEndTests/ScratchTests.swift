import Foundation
import TestSupport
import Testing

/// The tools of the tests do what the tests believe; needs no program under test.
struct ScratchTests {
  @Test func `git itself accepts the acts that the scenes build`() throws {
    let scene = try Scene(at: .closed)
    try scene.settle()
    let allowed = "\(scene.repository.home)/allowed"
    let lines = try Persona.employees.map { "\($0.email) \(try $0.publicKey)\n" }
    try lines.joined().write(toFile: allowed, atomically: true, encoding: .utf8)
    let log = try scene.repository.git(
      "-c", "gpg.ssh.allowedSignersFile=\(allowed)", "log", "--first-parent", "--reverse",
      "--format=%G? %GS %(trailers:key=Change-Repository,valueonly,separator=%x2C)", "main")
    let seen = log.split(separator: "\n").dropFirst(2).map(String.init)
    let signers: [Persona] = [.ana, .rae, .bo, .dan, .ivy, .cat, .fay, .fay, .rob, .cat]
    #expect(seen == signers.map { "G \($0.email) harbourline/changes" })
  }

  @Test func `a digest is that of git show and sha256sum`() throws {
    let scene = try Scene(at: .approved)
    let shown = try scene.repository.git("show", "\(scene.tip):\(scene.record.path)")
    #expect(try SHA256Sum.of(shown + "\n") == scene.record.digest)
    let message = try scene.repository.git("log", "-1", "--format=%B", scene.tip)
    #expect(message.contains("digest=sha256:\(try scene.record.digest)\n"))
  }

  @Test func `the objects that scenes build are whole`() throws {
    let scene = try Scene(at: .closed)
    try scene.settle()
    try scene.repository.git("fsck", "--strict", "--no-dangling")
  }

  @Test func `JSON keeps the order of keys and refuses what is none`() throws {
    let value = try JSON(parsing: Data(#"{"b": [1, "é\n", null], "a": {}} "#.utf8))
    #expect(value.keys == ["b", "a"])
    #expect(value["b"].elements.map(\.string) == [nil, "é\n", nil])
    for bad in ["", "{", "{\"a\": 1, \"a\": 2}", "[1] 2", "[1,]"] {
      #expect(throws: TestFailure.self) { try JSON(parsing: Data(bad.utf8)) }
    }
  }

  @Test func `a program that does not end is ended`() throws {
    let folder = try ScratchFolder()
    #expect(throws: TestFailure.self) {
      try Command.run(
        try Command.find("sleep"), ["5"], in: folder.path, environment: [:], timeout: 0.05)
    }
  }
}
