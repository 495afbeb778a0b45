import Decision
import Foundation
import Git
import Ledger
import Primitives
import TestSupport
import Testing

/// The histories that the benchmarks measure, small: nothing but the sizes may be made up.
struct GeneratedHistoryTests {
  /// A history of two changes, signed with one kind of key, and of commits that only change code.
  private struct Generated {
    let folder: ScratchFolder
    private let gpg: GPG

    init(keys: String) throws {
      folder = try ScratchFolder("generated")
      gpg = try GPG()
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let fixtures = (tests as NSString).deletingLastPathComponent + "/benchmark-fixtures"
      try run(
        fixtures,
        [
          "history", "--commits", "400", "--acts", "20", "--changes", "2", "--keys", keys,
          folder.path,
        ])
      try run(Command.find("git"), ["init", "-q", "--bare", "-b", "main", "repository.git"])
      let pack = try Data(contentsOf: URL(filePath: folder.path + "/history.pack"))
      try git("index-pack", "--strict", "--stdin", input: pack)
      let tip = try String(contentsOf: URL(filePath: folder.path + "/tip"), encoding: .utf8)
      try git("update-ref", "refs/heads/main", String(tip.dropLast()))
      try git("config", "gpg.ssh.allowedSignersFile", folder.path + "/allowed_signers")
      try trustCertificates()
    }

    private func trustCertificates() throws {
      let certificates = try Data(
        contentsOf: URL(filePath: folder.path + "/certificates.asc"))
      guard !certificates.isEmpty else { return }
      try "trust-model always\n"
        .write(toFile: gpg.home + "/gpg.conf", atomically: true, encoding: .utf8)
      try gpg.run(["--import"], input: certificates)
    }

    @discardableResult
    func git(_ words: String..., input: Data = Data()) throws -> String {
      try run(Command.find("git"), ["-C", "repository.git"] + words, input: input)
    }

    @discardableResult
    private func run(_ program: String, _ words: [String], input: Data = Data()) throws -> String {
      let outcome = try Command.run(
        program, words, in: folder.path, environment: gpg.environment, input: input)
      guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
      return outcome.line
    }
  }

  // Making two dozen keys of RSA takes a debug build a minute; among mixed ones there are six.
  @Test(arguments: ["ed25519", "ecdsa", "openpgp", "mixed"])
  func `Git calls every act good, and the gate opens within the window`(_ keys: String) throws {
    let generated = try Generated(keys: keys)
    #expect(try generated.git("fsck", "--full", "--strict") == "")
    let signatures = try generated.git("log", "--format=%G?", "main").split(separator: "\n")
    #expect(signatures.filter { $0 == "G" }.count == 20)
    #expect(Set(signatures) == ["G", "N"])
    // Twice the same object in a pack would be no pack that Git writes.
    let objects = try generated.git(
      "cat-file", "--batch-all-objects", "--batch-check", "--unordered"
    ).split(separator: "\n")
    let packed = try generated.git("count-objects", "-v").split(separator: "\n")
    #expect(packed.contains("in-pack: \(objects.count)"))
    #expect(try !generated.git("rev-list", "--merges", "--grep=^Merge branch", "main").isEmpty)
    try expectTimesToRise(generated)
    try expectOpenGate(generated)
  }

  /// A Start that is older than its parent would not be authorised.
  private func expectTimesToRise(_ generated: Generated) throws {
    var times: [Substring: Int] = [:]
    let lines = try generated.git("log", "--reverse", "--topo-order", "--format=%H %ct %P", "main")
    for line in lines.split(separator: "\n") {
      let words = line.split(separator: " ")
      let time = try #require(Int(words[1]))
      times[words[0]] = time
      for parent in words.dropFirst(2) { #expect(try #require(times[parent]) <= time, "\(line)") }
    }
  }

  private func expectOpenGate(_ generated: Generated) throws {
    let start = try generated.git(
      "log", "--format=%P", "--grep=^Change-Start: CHG-2016-00001", "main")
    let before = try #require(ObjectID(String(start.prefix(40))))
    let now = try #require(Instant(rfc3339: "2016-01-16T22:30:00Z"))
    var options = LedgerOptions(isReplay: false)
    options.at = before
    options.now = now
    let repository = try Repository(discoveringFrom: generated.folder.path + "/repository.git")
    let history = try HistoryReader(options: options).read(repository).history
    let verdict = try #require(evaluate("CHG-2016-00001", in: history, now: now))
    #expect(verdict.gate.decision == .allowed, "\(verdict.gate.reasons)")
  }
}
