import Foundation
import TestSupport
import Testing

/// Acts signed by OpenSSH certificates, and the ways in which one must not count.
struct SSHCertificateTests {
  private static let march = "20260301000000Z:20260401000000Z"

  @Test func `an approval by a certificate counts for the person of the principal`() throws {
    let authority = try SSHAuthority()
    let story = try CertificateScene(authority.entry("bo"))
    let act = try story.approve(by: authority.certify(.bo, as: "bo", interval: Self.march))
    let verdict = try story.scene.gate()
    try counts(act, in: verdict)
    #expect(try verdict.act(act).person == Persona.bo.id)
    let allowed = "bo cert-authority \(try authority.publicKey)"
    #expect(try story.gitAccepts(act, allowed: allowed))
  }

  struct Refused: NamedCase {
    let name: String
    let reason: String
    let words: String
    let key: @Sendable (SSHAuthority) throws -> String
  }

  static let refused = [
    Refused(name: "another principal", reason: "key-unknown", words: "the principal cat") {
      try $0.certify(.bo, as: "cat")
    },
    Refused(name: "two principals", reason: "signature-bad", words: "more than one principal") {
      try $0.certify(.bo, as: "bo,cat")
    },
    Refused(name: "another authority", reason: "key-unknown", words: "under the authority SHA256:")
    { _ in
      try SSHAuthority.other.get().certify(.bo, as: "bo")
    },
    Refused(name: "the certified key alone", reason: "key-unknown", words: "knows the key") { _ in
      try Persona.bo.key
    },
    Refused(name: "somebody else's key", reason: "key-unknown", words: "principal bo") {
      // The authority certifies a key of Cat's under Bo's name: it proves neither.
      try $0.certify(.cat, as: "bo")
    },
    Refused(name: "it has not begun", reason: "key-not-in-force", words: "valid from 2027") {
      try $0.certify(.bo, as: "bo", interval: "20270101000000Z:forever")
    },
    Refused(name: "it has ended", reason: "key-not-in-force", words: "until 2026-02-01") {
      try $0.certify(.bo, as: "bo", interval: "20260101000000Z:20260201000000Z")
    },
  ]

  @Test(arguments: refused)
  func `a certificate that does not name the person now does not count`(row: Refused) throws {
    let authority = try SSHAuthority()
    let story = try CertificateScene(authority.entry("bo"))
    let act = try story.approve(by: row.key(authority))
    let verdict = try story.scene.gate()
    try isDropped(act, row.reason, in: verdict)
    let outcome = try story.scene.assent(
      ["explain", story.scene.record.id, "--trust-root", story.scene.root, "--now"]
        + [story.scene.clock.text])
    let shown = outcome.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(shown.contains(row.words), "\(outcome.text)")
  }

  // `reference/attacks.md` 15: git takes the committer's date for the time of verification.
  @Test func `a backdated commit does not revive an expired certificate, unlike for git`() throws {
    let authority = try SSHAuthority()
    let story = try CertificateScene(authority.entry("bo"))
    let key = try authority.certify(.bo, as: "bo", interval: "20260101000000Z:20260201000000Z")
    let act = try story.approve(by: key, at: story.scene.clock - 40.days)
    #expect(
      try story.gitAccepts(act, allowed: "bo cert-authority \(try authority.publicKey)"))
    try isDropped(act, "key-not-in-force", in: try story.scene.gate())
  }

  @Test func `a recorder keeps an act alive whose certificate ends`() throws {
    let authority = try SSHAuthority()
    let story = try CertificateScene(authority.entry("bo"))
    // Valid for ten minutes from the time of the act.
    let key = try authority.certify(.bo, as: "bo", interval: "20260302090000Z:20260302091500Z")
    let act = try story.approve(by: key)
    let tip = story.scene.tip
    try isDropped(act, "key-not-in-force", in: try story.scene.gate(at: .beginning + 1.hours))
    try story.record()
    try counts(act, in: try story.scene.gate(at: .beginning + 1.hours))
    // Recorded too late, it was recorded as lapsed.
    story.scene.tip = tip
    story.scene.clock = .beginning + 2.hours
    try story.record()
    try isDropped(act, "key-not-in-force", in: try story.scene.gate())
  }

  @Test func `a retired or compromised entry covers every certificate of the authority`() throws {
    let authority = try SSHAuthority()
    let retired = try CertificateScene(authority.entry("bo") + "\n        status: retired")
    let old = try retired.approve(by: authority.certify(.bo, as: "bo"))
    try isDropped(old, "key-not-in-force", in: try retired.scene.gate())

    let since = String(repeating: "a1", count: 20)
    let marked = try CertificateScene(
      authority.entry("bo") + "\n        compromised: {since: \(since)}")
    for person in [Persona.bo, .mallory] {
      let act = try marked.approve(by: authority.certify(person, as: "bo"))
      try isDropped(act, "key-compromised", in: try marked.scene.gate())
    }
  }

  struct Unloadable: NamedCase {
    let name: String
    let code: String
    let edit: @Sendable (SSHAuthority, inout SampleOrganisation) throws -> Void
  }

  static let unloadable = [
    Unloadable(name: "one principal under two people", code: "`cat.diaz` is `bo.chen`'s too") {
      authority, organisation in
      try organisation.replace(
        "- ssh: \(try Persona.cat.publicKey)", with: try authority.entry("bo"), in: "people.yaml")
    },
    Unloadable(name: "a wildcard as principal", code: "not one exact principal") {
      try $1.replace("principal: bo", with: "principal: \"b*\"", in: "people.yaml")
      _ = $0
    },
    Unloadable(name: "the authority's key is a person's", code: "signs as") {
      authority, organisation in
      try organisation.replace(
        "- ssh: \(try Persona.cat.publicKey)", with: "- ssh: \(try authority.publicKey)",
        in: "people.yaml")
    },
    Unloadable(name: "no principal", code: "principal") {
      try $1.replace(", principal: bo", with: "", in: "people.yaml")
      _ = $0
    },
  ]

  @Test(arguments: unloadable)
  func `a policy in which an authority names nobody for sure does not load`(row: Unloadable) throws
  {
    let authority = try SSHAuthority()
    let story = try CertificateScene(authority.entry("bo"), through: .drafted) {
      try row.edit(authority, &$0)
    }
    let verdict = try story.scene.gate()
    isUndecided(verdict)
    #expect("\(verdict)".contains(row.code), "\(verdict)")
  }
}
