import Decision
import Git
import Primitives
import Records
import TestSupport
import Testing

@testable import Ledger

/// What a step from one policy to the next asks of whom, where no repository is needed for it.
struct PolicySuccessionTests {
  private static let owners = """
      - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}
      - {files: [people.yaml, "keys/**"], people: [bo.chen, cat.diaz], threshold: 2}

    """

  /// The files of a policy in which a chief has a certificate beside her key.
  private func files(_ certificate: String, version: Int = 1) throws -> [String: [UInt8]] {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "  - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}\n", with: Self.owners,
      in: "assent.yaml")
    try organisation.replace("version: 1\n", with: "version: \(version)\n", in: "assent.yaml")
    let entry = try SampleOrganisation.entry(.cfo)
    try organisation.replace(
      entry, with: entry + "      - openpgp: keys/cfo.asc\n", in: "people.yaml")
    var files: [String: [UInt8]] = ["policies/keys/cfo.asc": Array(certificate.utf8)]
    for (name, text) in organisation.files { files["policies/\(name)"] = Array(text.utf8) }
    return files
  }

  private func snapshot(_ files: [String: [UInt8]]) throws -> PolicySnapshot {
    let reading = Policy.read(files: files)
    return PolicyReader.snapshot(
      of: files, policy: try #require(reading.policy, "\(reading.findings)"))
  }

  private func outlook(_ old: [String: [UInt8]], _ new: [String: [UInt8]]) throws -> PolicyOutlook {
    let before = try snapshot(old)
    let policy = try #require(before.policy)
    let id = try #require(ObjectID(String(repeating: "1", count: 40)))
    let link = PolicyChain.Link(
      snapshot: before,
      version: History.PolicyVersion(
        policy: policy, digest: try #require(before.digest), commit: id),
      keys: KeyRing(snapshot: before, policy: policy))
    return PolicySuccession(current: link, next: try snapshot(new), keys: SharedKeys())
      .outlook(votes: [])
  }

  // "A key added to an owner of another entry needs that entry's threshold too."
  @Test func `an exchanged certificate is a new key of its owner`() throws {
    let outlook = try outlook(files("one\n"), files("two\n", version: 2))
    #expect(outlook.demands.map(\.people.first) == ["cfo.lane", "bo.chen"], "\(outlook)")
    #expect(outlook.demands.first?.could == ["ciso.rey", "cto.fin"], "\(outlook)")
  }

  @Test func `a certificate that stays asks nothing of the chiefs`() throws {
    var new = try files("one\n", version: 2)
    new["policies/keys/other.asc"] = Array("other\n".utf8)
    let outlook = try outlook(files("one\n"), new)
    #expect(outlook.demands.map(\.people.first) == ["bo.chen"], "\(outlook)")
  }

  @Test(arguments: [
    ("version: 2 # later\n", false), ("version:   12\n", true), ("version: 1\nversion: 2\n", false),
    ("version: two\n", false), ("{version: 2}\n", false),
  ])
  func `the line of the version is all that may differ`(_ line: String, _ isAlone: Bool) throws {
    let before = PolicyReader.besidesVersion(Array("a: 1\nversion:   1\nb: 2\n".utf8))
    let after = PolicyReader.besidesVersion(Array("a: 1\n\(line)b: 2\n".utf8))
    #expect((after != nil && before == after) == isAlone)
  }
}
