import Diagnostics
import Foundation
import Git
import Lint
import Primitives
import Records
import TestSupport
import Testing

@testable import Ledger

/// The sample organisation, in this checkout and as a repository holds it.
struct SampleOrganisationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: "\(root)/\(path)")))
  }

  private static func policy() throws -> Policy {
    var files: [String: [UInt8]] = [:]
    let names = try #require(FileManager.default.enumerator(atPath: "\(root)/policies"))
    for case let name as String in names where name.hasSuffix(".yaml") {
      files["policies/\(name)"] = try bytes("policies/\(name)")
    }
    let reading = Policy.read(files: files)
    return try #require(reading.policy, "\(reading.findings)")
  }

  @Test func `the sample's records lint clean for the stage they reached`() throws {
    let policy = try Self.policy()
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(Self.root)/changes/2026")
      .sorted()
    #expect(names.count == 10)
    var documents: [RecordDocument] = []
    for name in names {
      let path = "changes/2026/\(name)"
      let document = RecordDocument.read(try Self.bytes(path), path: path)
      documents.append(document)
      let evidence = EvidenceLookup { path in
        guard let bytes = try? Self.bytes("changes/\(path)") else { return .absent }
        return SHA256Digest(hex: (try? SHA256Sum.of(Data(bytes))) ?? "").map { .present($0) }
          ?? .absent
      }
      let findings = lint(document, policy: policy, stage: .approved, evidence: evidence)
      #expect(findings.filter { $0.severity == .error } == [], "\(name)")
    }
    #expect(lintTogether(documents, policy: policy) == [])
  }

  @Test func `the policy's digest is what the tools of the system compute`() throws {
    let scratch = try ScratchRepository()
    try FileManager.default.copyItem(
      atPath: "\(Self.root)/policies", toPath: "\(scratch.path)/policies")
    try scratch.git("add", "-A")
    let author = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map { ($0, "Ana") }
    let mail = ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map { ($0, "ana@harbourline.example") }
    try scratch.git(
      ["commit", "--quiet", "-m", "Sample"],
      environment: Dictionary(uniqueKeysWithValues: author + mail))
    let repository = try Repository(discoveringFrom: scratch.path)
    let tip = try repository.resolve(revision: "HEAD")
    let snapshot = try PolicyReader().snapshot(
      ofTree: try repository.commit(tip).tree, in: repository)
    #expect(snapshot.policy != nil, "\(snapshot.findings)")
    let sums = try Command.run(
      "/bin/sh", ["-c", "find policies -type f | LC_ALL=C sort | xargs sha256sum | sha256sum"],
      in: scratch.path, environment: CleanEnvironment.variables(home: scratch.home))
    #expect(snapshot.digest?.hex == String(sums.line.prefix(64)))
  }
}
