import Foundation
import TestSupport
import Testing

/// Whose signature counts, and every forged form of one that must not.
struct SignatureTests {
  struct Signing: NamedCase {
    let name: String
    let reason: String?
    let author: Persona
    let signer: Persona?
    var act = Act.approve("change-manager")
  }

  // "The key of the signature names the person. Author, committer, trailer text … never do." (4)
  static let signings = [
    Signing(name: "unsigned", reason: "unsigned", author: .bo, signer: nil),
    Signing(name: "a key nobody knows", reason: "key-unknown", author: .bo, signer: .mallory),
    Signing(
      name: "the key of one without the role", reason: "role-not-held", author: .bo, signer: .joe),
    Signing(name: "the author is a stranger", reason: nil, author: .mallory, signer: .bo),
    Signing(
      name: "a role of other people", reason: "role-not-held", author: .bo, signer: .bo,
      act: .approve("security")),
    Signing(
      name: "the owner of another system", reason: "role-not-held", author: .dee, signer: .dee,
      act: .approve("system-owner(claims-db)")),
    Signing(
      name: "a role that does not exist", reason: "role-not-held", author: .bo, signer: .bo,
      act: .approve("emperor")),
  ]

  @Test(arguments: signings)
  func `the key of the signature names the person`(_ row: Signing) throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.commit(
      try scene.message([row.act]), by: row.author, signedBy: row.signer)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    if let reason = row.reason {
      try isDropped(act, reason, in: verdict)
    } else {
      try counts(act, in: verdict)
      #expect(try verdict.act(act).person == row.signer?.id)
    }
  }

  @Test func `a cherry-picked approval has lost its signature`() throws {
    let scene = try Scene(at: .assessed)
    let picked = try scene.act(.approve("change-manager"), by: .bo, on: scene.tip)
    try scene.commit("Something else\n", by: .joe, changes: ["README": .text("hello\n")])
    let message = String(
      decoding: try scene.repository.rawBytes(of: picked), as: UTF8.self
    ).components(separatedBy: "\n\n").dropFirst().joined(separator: "\n\n")
    let act = try scene.commit(message, by: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "unsigned", in: verdict)
  }

  // `reference/attacks.md` 64: a squash drops the approval commits.
  @Test func `a squash brings no act`() throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.act(.approve("change-manager"), by: .bo, on: scene.tip)
    try scene.commit(
      "Squashed\n\n* Approve \(scene.record.id)\n\n\(try scene.message([.approve("change-manager")]))",
      by: .cto)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.acts(of: act).isEmpty)
    try isDropped(scene.tip, "unsigned", in: verdict)
  }

  // "Acts made on a pull request's branch count too, if a true merge brings them in." (3)
  @Test func `a true merge brings acts in`() throws {
    let scene = try Scene(at: .assessed)
    let act = try scene.act(.approve("change-manager"), by: .bo, on: scene.tip)
    let merge = try scene.merge(act)
    let verdict = try scene.gate()
    try counts(act, in: verdict)
    // "integration: the first spine commit … from which a commit is reachable" (1).
    #expect(try verdict.act(act).json["integrated"].string == merge)
  }

  struct Forgery: NamedCase {
    let name: String
    let reasons: [String]
    let forge: @Sendable (String) throws -> String

    init(
      _ name: String, _ reasons: String..., forge: @escaping @Sendable (String) throws -> String
    ) {
      self.name = name
      self.reasons = reasons
      self.forge = forge
    }
  }

  /// Rows change the raw bytes of a genuine approval.
  static let forgeries = [
    Forgery("another role in the message", "signature-bad") {
      try Edit.replacing("Seen and understood.", with: "Seen and understood!", in: $0)
    },
    Forgery("another date", "signature-bad") {
      $0.replacing(
        try firstLine("author", of: $0),
        with: "author Bo Chen <bo.chen@harbourline.example> 1 +0000")
    },
    Forgery("another committer", "signature-bad") {
      $0.replacing("committer Bo Chen", with: "committer Bo Chem")
    },
    // Attack A1: "signature block in the body only".
    Forgery("A1: the signature stands in the body only", "unsigned", "malformed") {
      let (header, signature, message) = try parts($0)
      return header + "\n" + signature + "\n" + message
    },
    // Attacks B2 and B3: a body line swallows the word and the block follows in the body.
    Forgery("B3: the signature is glued into the body", "unsigned", "malformed") {
      let (header, signature, message) = try parts($0)
      return header + "\n"
        + (try Edit.replacing("Seen and", with: "gpgsigSeen and", in: message)) + signature
    },
    Forgery("B2: a trailer is hidden behind the word", "unsigned", "malformed") {
      let (header, signature, message) = try parts($0)
      return header + "\n"
        + (try Edit.replacing("Change-Repository", with: "gpgsigChange-Repository", in: message))
        + signature
    },
    // Attack A3, "no NUL".
    Forgery("A3: text after a NUL", "malformed") { $0 + "\0more\n" },
    // Attack A4, "exactly one signature header".
    Forgery("A4: two signatures, the genuine one first", "malformed") {
      let (header, signature, message) = try parts($0)
      return header + signature + signature + "\n" + message
    },
    // Attack A5.
    Forgery("A5: a gpgsig-sha256 beside the signature", "malformed") {
      let (header, signature, message) = try parts($0)
      return header + signature + "gpgsig-sha256" + signature.dropFirst("gpgsig".count) + "\n"
        + message
    },
    Forgery("an encoding that hides the message", "malformed", "signature-bad") {
      let (header, signature, message) = try parts($0)
      return header + signature + "encoding UTF-7\n\n" + message
    },
    Forgery("a header of its own", "malformed", "signature-bad") {
      let (header, signature, message) = try parts($0)
      return header + "approved yes\n" + signature + "\n" + message
    },
    // Attack A7, "exactly one tree, author and committer".
    Forgery("A7: two committers", "malformed") {
      let line = try firstLine("committer", of: $0) + "\n"
      return try Edit.replacing(line, with: line + line, in: $0)
    },
    Forgery("A8: two authors", "malformed") {
      let line = try firstLine("author", of: $0) + "\n"
      return try Edit.replacing(line, with: line + line, in: $0)
    },
    // "header fields in Git's order".
    Forgery("committer before author", "malformed") {
      let author = try firstLine("author", of: $0) + "\n"
      let committer = try firstLine("committer", of: $0) + "\n"
      return try Edit.replacing(author + committer, with: committer + author, in: $0)
    },
    // "Signature armour holds nothing but header, base64 and footer."
    Forgery("text after the footer", "malformed", "signature-bad") {
      try Edit.replacing(
        "-----END SSH SIGNATURE-----\n", with: "-----END SSH SIGNATURE-----\n more\n", in: $0)
    },
    Forgery("text before the header", "malformed", "signature-bad", "signature-unsupported") {
      try Edit.replacing(
        "gpgsig -----BEGIN", with: "gpgsig more\n -----BEGIN", in: $0)
    },
    Forgery("armour without end", "malformed", "signature-bad") {
      try Edit.replacing(" -----END SSH SIGNATURE-----\n", with: "", in: $0)
    },
    Forgery(
      "an empty signature", "malformed", "signature-bad", "signature-unsupported", "unsigned"
    ) {
      let (header, _, message) = try parts($0)
      return header + "gpgsig \n\n" + message
    },
    Forgery(
      "a kind of signature that nobody knows", "malformed", "signature-unsupported", "signature-bad"
    ) {
      let (header, _, message) = try parts($0)
      return header + "gpgsig -----BEGIN WAX SEAL-----\n aGVsbG8=\n -----END WAX SEAL-----\n\n"
        + message
    },
    Forgery(
      "an OpenPGP armour of nothing", "malformed", "signature-unsupported", "signature-bad",
      "key-unknown"
    ) {
      let (header, _, message) = try parts($0)
      return header
        + "gpgsig -----BEGIN PGP SIGNATURE-----\n \n aGVsbG8=\n -----END PGP SIGNATURE-----\n\n"
        + message
    },
  ]

  private static func firstLine(_ key: String, of raw: String) throws -> String {
    try #require(raw.split(separator: "\n").first { $0.hasPrefix(key + " ") }.map(String.init))
  }

  /// The header without the signature, the signature's header with its line end, and the message.
  private static func parts(_ raw: String) throws -> (String, String, String) {
    let start = try #require(raw.range(of: "gpgsig "))
    let end = try #require(raw.range(of: " -----END SSH SIGNATURE-----\n"))
    return (
      String(raw[..<start.lowerBound]), String(raw[start.lowerBound..<end.upperBound]),
      String(raw[end.upperBound...].dropFirst())
    )
  }

  @Test(arguments: forgeries)
  func `a forged commit carries no approval`(_ row: Forgery) throws {
    let scene = try Scene(at: .assessed)
    let genuine = try scene.act(.approve("change-manager"), by: .bo, on: scene.tip)
    let raw = String(decoding: try scene.repository.rawBytes(of: genuine), as: UTF8.self)
    let forged = try row.forge(raw)
    #expect(forged != raw)
    scene.tip = try scene.repository.rawCommit(Data(forged.utf8))
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    let acts = verdict.acts(of: scene.tip)
    #expect(!acts.isEmpty, "the forged act is passed over in silence: \(verdict)")
    for act in acts {
      #expect(act.counted == false, "\(verdict)")
      #expect(row.reasons.contains(act.reason ?? ""), "\(verdict)")
    }
  }

  @Test func `a message that is not UTF-8 carries no act`() throws {
    let scene = try Scene(at: .assessed)
    let act = try signedByHand(scene, by: .bo) { unsigned in
      var bytes = unsigned
      if let place = bytes.range(of: Data("Seen".utf8)) {
        bytes.replaceSubrange(place, with: [0xff, 0xfe])
      }
      return bytes
    }
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "malformed", in: verdict)
  }

  // "SSH signatures have the namespace `git`" (4).
  @Test(arguments: ["file", "git@harbourline.example"])
  func `a signature of another namespace does not count`(_ namespace: String) throws {
    let scene = try Scene(at: .assessed)
    let act = try signedByHand(scene, by: .bo, namespace: namespace) { $0 }
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "signature-bad", "signature-unsupported", in: verdict)
  }

  // What the two tests above build counts when nothing is wrong with it.
  @Test func `a commit signed with ssh-keygen alone counts`() throws {
    let scene = try Scene(at: .assessed)
    let act = try signedByHand(scene, by: .bo) { $0 }
    try counts(act, in: try scene.gate())
  }

  /// Signs the bytes of an approval with `ssh-keygen -Y sign` and puts them on the trunk.
  private func signedByHand(
    _ scene: Scene, by person: Persona, namespace: String = "git",
    changing change: (Data) -> Data
  ) throws -> String {
    let unsigned = try scene.commit(
      try scene.message([.approve("change-manager")]), by: person, on: scene.tip)
    let payload = change(try scene.repository.rawBytes(of: unsigned))
    let signed = try Command.run(
      try Command.find("ssh-keygen"), ["-Y", "sign", "-n", namespace, "-f", try person.key],
      in: scene.repository.home, environment: [:], input: payload)
    let armour = signed.line.replacing("\n", with: "\n ")
    let end = try #require(payload.range(of: Data("\n\n".utf8)))
    var raw = payload[..<end.lowerBound]
    raw += Data("\ngpgsig \(armour)\n".utf8) + payload[(end.lowerBound + 1)...]
    scene.tip = try scene.repository.rawCommit(raw)
    return scene.tip
  }

  // "A key counts if it is active" (4).
  @Test func `a retired key no longer signs`() throws {
    var organisation = try SampleOrganisation()
    let active = try SampleOrganisation.entry(.bo)
    let retired = try SampleOrganisation.entry(.bo, status: "retired")
    try organisation.replace(active, with: retired, in: "people.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .assessed)
    let act = try scene.act(.approve("change-manager"), by: .bo)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(act, "key-not-in-force", in: verdict)
  }

  // "people count, keys do not" (1).
  @Test func `two keys of one person are one vote`() throws {
    var organisation = try SampleOrganisation()
    let key = "      - ssh: \(try Persona.bo.publicKey)\n"
    try organisation.replace(
      key, with: key + "      - ssh: \(try Persona.mallory.publicKey)\n", in: "people.yaml")
    try organisation.replace(
      "{id: change-manager, role: change-manager, count: 1}",
      with: "{id: change-manager, role: change-manager, count: 2}", in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .approved)
    let second = try scene.commit(
      try scene.message([.approve("change-manager")]), by: .bo, signedBy: .mallory)
    let verdict = try scene.gate()
    check(verdict, stage: "assessed", "awaiting")
    try isDropped(second, "duplicate", in: verdict)
    try scene.act(.approve("change-manager"), by: .cat)
    check(try scene.gate(), stage: "approved", "awaiting")
  }
}
