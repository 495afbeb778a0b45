import Foundation
import TestSupport
import Testing

/// Acts signed by X.509 certificates, and the ways in which one must not count.
struct X509Tests {
  private struct Corporation {
    let lab: CertificateLab
    let root: CertificateLab.Holder
    let bo: CertificateLab.Holder

    init() throws {
      lab = try CertificateLab()
      root = try lab.issue(.authority())
      bo = try lab.issue(.person(), by: root)
    }
  }

  private static let named =
    "- x509: {ca: keys/corp.pem, subject: \"CN=Bo Chen,O=Harbourline,C=DE\"}"

  private func story(
    _ corporation: Corporation, _ entry: String = named,
    through milestone: Scene.Milestone = .assessed,
    edit: (inout SampleOrganisation) throws -> Void = { _ in }
  ) throws -> CertificateScene {
    try CertificateScene(
      entry, files: ["keys/corp.pem": try corporation.root.pem], through: milestone, edit: edit)
  }

  @Test func `what git signs by way of gpgsm counts`() throws {
    let corporation = try Corporation()
    let gpgsm = try GPGSM(trusting: [corporation.root], in: corporation.lab)
    let holder = try corporation.lab.issue(.person().with(.rsa2048), by: corporation.root)
    let name = try gpgsm.take(holder, from: corporation.lab)
    let story = try story(corporation)
    // The test has no terminal on which anybody could be asked for a passphrase.
    let program = "\(gpgsm.home)/sign"
    try Data(
      "#!/bin/sh\nexec gpgsm --batch --pinentry-mode loopback --passphrase-fd 3 \"$@\" 3<\(gpgsm.home)/passphrase\n"
        .utf8
    )
    .write(to: URL(filePath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
    let scene = story.scene
    let message = try scene.message([.approve("change-manager")])
    scene.tip = try scene.repository.git(
      ["-c", "gpg.format=x509", "-c", "gpg.x509.program=\(program)", "commit-tree", "-S\(name)"]
        + ["\(scene.tip)^{tree}", "-p", scene.tip, "-F", "-"],
      input: Data(message.utf8),
      environment: [
        "GNUPGHOME": gpgsm.home, "GIT_AUTHOR_NAME": "Bo", "GIT_AUTHOR_EMAIL": "bo@h.example",
        "GIT_COMMITTER_NAME": "Bo", "GIT_COMMITTER_EMAIL": "bo@h.example",
        "GIT_AUTHOR_DATE": "\(scene.clock.seconds) +0000",
        "GIT_COMMITTER_DATE": "\(scene.clock.seconds) +0000",
      ])
    scene.clock = scene.clock + 1.minutes
    try counts(scene.tip, in: try scene.gate())
    #expect(try scene.gate().act(scene.tip).person == Persona.bo.id)
    #expect(try story.gitAccepts(scene.tip, allowed: "", at: gpgsm.home))
  }

  @Test func `a chain through an intermediate authority counts, and an address may name`() throws {
    let corporation = try Corporation()
    let branch = try corporation.lab.issue(.authority("/CN=Branch"), by: corporation.root)
    let holder = try corporation.lab.issue(
      .person("/CN=B", "subjectAltName=email:bo.chen@harbourline.example"), by: branch)
    let story = try story(
      corporation, "- x509: {ca: keys/corp.pem, subject: \"email:bo.chen@harbourline.example\"}")
    let act = try story.approve { try corporation.lab.sign($0, by: holder, with: [branch]) }
    try counts(act, in: try story.scene.gate())
    let alone = try story.approve { try corporation.lab.sign($0, by: holder) }
    try isDropped(alone, "key-unknown", in: try story.scene.gate())
  }

  private struct Refused: NamedCase {
    let name: String
    let reason: String
    let sign: @Sendable (Corporation, Data) throws -> Data
  }

  private static let refused = [
    Refused(name: "another subject", reason: "key-unknown") {
      try $0.lab.sign($1, by: $0.lab.issue(.person("/CN=Bo Chen"), by: $0.root))
    },
    Refused(name: "another authority of the same name", reason: "key-unknown") {
      let other = try $0.lab.issue(.authority())
      return try $0.lab.sign($1, by: $0.lab.issue(.person(), by: other), with: [other])
    },
    Refused(name: "a certificate made by a person", reason: "key-unknown") {
      let mallory = try $0.lab.issue(.person("/CN=Mallory"), by: $0.root)
      return try $0.lab.sign($1, by: $0.lab.issue(.person(), by: mallory), with: [mallory])
    },
    Refused(name: "the authority itself", reason: "key-unknown") {
      try $0.lab.sign($1, by: $0.root)
    },
    Refused(name: "another commit", reason: "signature-bad") {
      try $0.lab.sign($1 + Data("x".utf8), by: $0.bo)
    },
    Refused(name: "attached content", reason: "signature-bad") {
      try $0.lab.sign($1, by: $0.bo, ["-nodetach"])
    },
    Refused(name: "SHA-1", reason: "signature-bad") {
      try $0.lab.sign($1, by: $0.bo, ["-md", "sha1"])
    },
    Refused(name: "expired", reason: "key-not-in-force") {
      let old = try $0.lab.issue(
        .person().valid(from: "20250101000000Z", until: "20260201000000Z"), by: $0.root)
      return try $0.lab.sign($1, by: old)
    },
    Refused(name: "not yet valid", reason: "key-not-in-force") {
      let young = try $0.lab.issue(
        .person().valid(from: "20270101000000Z", until: "20280201000000Z"), by: $0.root)
      return try $0.lab.sign($1, by: young)
    },
    Refused(name: "a key of a kind that is not read", reason: "signature-unsupported") {
      let holder = try $0.lab.issue(.person().with(.rsa2048), by: $0.root)
      return try $0.lab.sign($1, by: holder, ["-keyopt", "rsa_padding_mode:pss"])
    },
  ]

  @Test func `a signature that does not name the person now does not count`() throws {
    let corporation = try Corporation()
    let story = try story(corporation)
    let acts = try Self.refused.map { row in
      (row, try story.approve { try row.sign(corporation, $0) })
    }
    let verdict = try story.scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    for (row, act) in acts {
      #expect(try verdict.act(act).reason == row.reason, "\(row.name): \(verdict)")
    }
  }

  // Sigstore's certificates live for ten minutes, and there is no log here that would tell the time.
  @Test func `a certificate of ten minutes counts where a recorder saw it alive`() throws {
    let corporation = try Corporation()
    let holder = try corporation.lab.issue(
      CertificateLab.Order(
        "/",
        extensions: [
          "keyUsage=critical,digitalSignature", "extendedKeyUsage=codeSigning",
          "subjectAltName=critical,email:bo.chen@harbourline.example",
          "1.3.6.1.4.1.57264.1.8=ASN1:UTF8String:https://accounts.example",
        ]
      ).valid(from: "20260302090000Z", until: "20260302091000Z"), by: corporation.root)
    let story = try story(
      corporation, "- x509: {ca: keys/corp.pem, subject: \"email:bo.chen@harbourline.example\"}")
    let act = try story.approve { try corporation.lab.sign($0, by: holder) }
    try isDropped(act, "key-not-in-force", in: try story.scene.gate(at: .beginning + 1.hours))
    try story.record()
    try counts(act, in: try story.scene.gate(at: .beginning + 1.hours))
  }

  struct Unloadable: NamedCase {
    let name: String
    let words: String
    let edit: @Sendable (inout SampleOrganisation) throws -> Void
  }

  static let unloadable = [
    Unloadable(name: "no file", words: "the file does not exist") {
      $0.files["keys/corp.pem"] = nil
    },
    Unloadable(name: "no certificate in the file", words: "is no authority's certificate") {
      $0.files["keys/corp.pem"] = "hello\n"
    },
    Unloadable(name: "two certificates in the file", words: "is no authority's certificate") {
      let once = $0.files["keys/corp.pem"] ?? ""
      $0.files["keys/corp.pem"] = once + once
    },
    Unloadable(name: "a wildcard as subject", words: "is not one exact name") {
      try $0.replace("CN=Bo Chen,O=Harbourline,C=DE", with: "email:*@h.example", in: "people.yaml")
    },
    Unloadable(name: "one subject under two people", words: "are `bo.chen`'s too") {
      // Another file with the same authority changes nothing.
      $0.files["keys/same.pem"] = $0.files["keys/corp.pem"]
      try $0.replace(
        "- ssh: \(try Persona.cat.publicKey)",
        with: named.replacing("corp.pem", with: "same.pem"), in: "people.yaml")
    },
  ]

  @Test(arguments: unloadable)
  func `a policy whose authority names nobody for sure does not load`(row: Unloadable) throws {
    let story = try story(Corporation(), through: .drafted) { try row.edit(&$0) }
    let verdict = try story.scene.gate()
    isUndecided(verdict)
    #expect("\(verdict)".contains(row.words), "\(verdict)")
  }

  @Test func `another certificate in an authority's file is a key that its people gain`() throws {
    let corporation = try Corporation()
    let own = try corporation.lab.issue(.authority("/CN=Mine"))
    // Owner cfo is certified by the file that cfo and ciso replace: cfo's vote is a gain.
    let story = try CertificateScene(
      "- ssh: \(try Persona.bo.publicKey)", files: ["keys/corp.pem": try corporation.root.pem],
      through: .drafted
    ) {
      try $0.replace(
        "- ssh: \(try Persona.cfo.publicKey)",
        with: "- ssh: \(try Persona.cfo.publicKey)\n      "
          + Self.named.replacing("Bo Chen", with: "Cfo"), in: "people.yaml")
    }
    let scene = story.scene
    let old = try scene.organisation.digest
    scene.organisation.files["keys/corp.pem"] = try own.pem
    try scene.organisation.replace("version: 1", with: "version: 2", in: "assent.yaml")
    let message = """
      Another authority

      Policy-Approve: sha256:\(try scene.organisation.digest); from=sha256:\(old)
      Change-Repository: harbourline/changes

      """
    try scene.commit(message, by: .cfo, changes: scene.organisation.entries, signedBy: .cfo)
    try scene.commit(message, by: .ciso, signedBy: .ciso)
    let pending = try scene.gate()
    #expect(pending.reasons.contains("policy-pending"), "\(pending)")
    try scene.commit(message, by: .cto, signedBy: .cto)
    #expect(try !scene.gate().reasons.contains("policy-pending"))
  }
}
