import Foundation
import TestSupport
import Testing

/// Our reading of signatures against `git log --format=%G?`, which verifies as `git verify-commit`.
struct SignatureDifferentialTests {
  /// The kinds of commit that Git calls well signed and we do not.
  static let stricter = [
    Difference(
      "two signature headers, or an empty one beside it",
      why: "readers differ in which one they verify", "two signature headers", "signature is empty"),
    Difference(
      "a `gpgsig-sha256` header", why: "it would be signed for another repository format",
      "is not for this repository"),
    Difference(
      "an `encoding` header", why: "the signed bytes could be shown as another text",
      "names an encoding"),
    Difference(
      "any other header behind the committer",
      why: "no reader says what it means, and some show it", "the unknown header"),
    Difference(
      "a tree or parent named in upper case", why: "one commit could be written in two ways",
      "not named in lower case"),
    Difference(
      "a repeated or misplaced tree, parent, author or committer",
      why: "readers differ in which one they take", "second or misplaced", "out of place"),
    Difference(
      "an author or committer line that is not `name <address> seconds zone`",
      why: "readers differ in the address and the time they find", "line names no address",
      "has stray angle brackets", "has no legal time", "has no legal zone"),
    Difference(
      "a NUL byte", why: "many readers stop there and show half of what is signed", "a NUL byte"),
    Difference(
      "anything in the armour but header, base64 and footer",
      why: "text that nobody signed could travel there", "its first line is not exactly",
      "its last line is not exactly", "more or less than base64"),
  ]

  /// A commit that Git and we are asked about.
  fileprivate struct Mutant {
    let name: String
    let raw: [UInt8]
  }

  @Test func `whatever signature counts is good to git, by the same key, over the same content`()
    throws
  {
    let base = try GenuineActs.get()
    let mutants = try Self.mutants(base.commits, count: Effort.signatures)
    let git = try GitReader(base.repository, allowed: base.allowedSigners)
    let ids = try git.write(mutants.map(\.raw))
    let readings = try git.readSignatures(ids)
    var met: [String: Int] = [:]
    var good = 0
    var failures = Failures()
    for (mutant, id) in zip(mutants, ids) {
      let reading = readings[id]
      let edges = OurReading.edges(of: mutant.raw, id: id)
      if edges?.tree != reading?.tree || edges?.parents ?? [] != reading?.parents ?? [] {
        failures.add(
          "another graph than git's: \(mutant.name)", "\(String(describing: edges))\n\(mutant.text)"
        )
      }
      switch OurReading.signature(of: mutant.raw, id: id) {
      case .good(let fingerprint, let commit):
        good += 1
        let isSame =
          reading?.letter == (base.names[fingerprint] == nil ? "U" : "G")
          && reading?.fingerprint == fingerprint
          && reading?.tree == commit.tree.description
          && reading?.parents == commit.parents.map(\.description)
          && reading?.committed == commit.header.committerSeconds.map(String.init)
          && reading?.signer == base.names[fingerprint, default: ""]
        if !isSame {
          failures.add(
            "laxer than git: \(mutant.name)", "\(String(describing: reading))\n\(mutant.text)")
        }
      case .none(let reason) where reading?.letter == "G":
        if let kind = Self.stricter.kind(of: reason) {
          met[kind.what, default: 0] += 1
        } else {
          failures.add("stricter than git, unlisted: \(reason)", "\(mutant.name)\n\(mutant.text)")
        }
      case .none: continue
      }
    }
    failures.record()
    #expect(good > mutants.count / 50)
    try Difference.check(Self.stricter, met: met)
  }

  /// Each way to spoil a commit in turn; two times of three signed anew, sometimes spoilt twice.
  private static func mutants(_ commits: [RawCommit], count: Int) throws -> [Mutant] {
    var random = SeededGenerator(seed: 2026)
    let all = SignatureMutation.content + SignatureMutation.armour
    return try (0..<count).map { index in
      var commit = random.pick(commits)
      let mutation = all[index % all.count]
      var name = mutation.name
      let isContent = index % all.count < SignatureMutation.content.count
      if isContent {
        mutation.spoil(&commit, &random)
        if random.place(5) == 0 {
          let other = random.pick(SignatureMutation.content)
          other.spoil(&commit, &random)
          name += ", \(other.name)"
        }
      }
      if !isContent || (index / all.count) % 3 != 2 {
        (commit, name) = try signed(commit, name, &random)
      }
      if !isContent, !commit.armour.isEmpty { mutation.spoil(&commit, &random) }
      return Mutant(name: name, raw: commit.bytes)
    }
  }

  private static func signed(
    _ commit: RawCommit, _ name: String, _ random: inout SeededGenerator
  ) throws -> (RawCommit, String) {
    let signer = random.place(20) == 0 ? .stranger : random.pick([Signer.ed25519, .ecdsa])
    var manner = Signer.Manner()
    switch random.place(24) {
    case 0: manner.namespace = "file"
    case 1: manner.reserved = Array("x".utf8)
    case 2: manner.rest = [0]
    case 3: manner.hash = "sha256"
    case 4: manner.version = 2
    case 5: manner.namespace = "Git"
    default: break
    }
    return (try signer.sign(commit, manner), "\(name), signed by \(signer.name) \(manner)")
  }
}

extension SignatureDifferentialTests.Mutant {
  fileprivate var text: String { String(decoding: raw, as: UTF8.self) }
}
