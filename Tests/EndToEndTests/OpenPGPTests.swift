import Foundation
import TestSupport
import Testing

/// Approvals signed with OpenPGP, and what must not pass for one.
struct OpenPGPTests {
  private let keys: OpenPGPKeys

  init() throws { keys = try OpenPGPKeys.shared.get() }

  /// The story up to the assessment, the change manager Bo having a certificate instead of a key.
  private func scene(
    _ certificate: String? = nil, more: (inout SampleOrganisation) throws -> Void = { _ in }
  ) throws -> Scene {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "- ssh: \(try Persona.bo.publicKey)", with: "- openpgp: keys/bo.asc", in: "people.yaml")
    organisation.files["keys/bo.asc"] = try certificate ?? keys.certificate(keys.primary)
    try more(&organisation)
    return try Scene(organisation, SampleRecord(), through: .assessed)
  }

  /// An approval on the trunk, signed as Git does it; nil: with Bo's subkey.
  @discardableResult
  private func approve(
    _ scene: Scene, with key: String? = nil, options: [String] = [], signed: Moment? = nil,
    onTrunk: Bool = true
  ) throws -> String {
    let message = try scene.message([.approve("change-manager")])
    return try commit(
      message, scene, with: key, options: options, signed: signed, onTrunk: onTrunk)
  }

  private func commit(
    _ message: String, _ scene: Scene, with key: String? = nil, options: [String] = [],
    signed: Moment? = nil, onTrunk: Bool = true
  ) throws -> String {
    let date = "\(scene.clock.seconds) +0000"
    let environment = keys.gpg.environment.merging([
      "GIT_AUTHOR_NAME": Persona.bo.name, "GIT_AUTHOR_EMAIL": Persona.bo.email,
      "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_NAME": Persona.bo.name,
      "GIT_COMMITTER_EMAIL": Persona.bo.email, "GIT_COMMITTER_DATE": date,
      "ASSENT_TEST_TIME": GPG.stamp(signed ?? scene.clock),
      "ASSENT_TEST_OPTIONS": options.joined(separator: " "),
    ]) { $1 }
    let id = try scene.repository.git(
      [
        "-c", "gpg.format=openpgp", "-c", "gpg.program=\(keys.gpg.programAtTime())", "commit-tree",
        "-S\(key ?? keys.subkey)!", "\(scene.tip)^{tree}", "-p", scene.tip, "-F", "-",
      ], input: Data(message.utf8), environment: environment)
    scene.clock = scene.clock + 1.minutes
    if onTrunk { scene.tip = id }
    return id
  }

  @Test func `an approval by the subkey of a certificate counts`() throws {
    let scene = try scene()
    let act = try approve(scene)
    let verdict = try scene.gate()
    try counts(act, in: verdict)
    #expect(try verdict.act(act).person == "bo.chen")
    #expect(try verdict.act(act).json["key"].string == keys.subkey)
  }

  @Test func `a primary key that only certifies signs for nobody`() throws {
    // Its owner lets it sign for once; the certificate of the policy does not.
    let scene = try scene(keys.certificate(keys.mutePrimary, "mute"))
    let act = try approve(scene, with: keys.mutePrimary)
    try isDropped(act, "key-not-in-force", in: try scene.gate())
  }

  @Test func `a certificate that no policy has is unknown`() throws {
    let scene = try scene()
    let act = try approve(scene, with: keys.stranger)
    let verdict = try scene.gate()
    try isDropped(act, "key-unknown", in: verdict)
    #expect(try verdict.act(act).json["key"].string == keys.stranger)
  }

  @Test func `a digest of SHA-1 is a bad signature`() throws {
    let scene = try scene()
    let act = try approve(scene, options: ["--digest-algo", "SHA1"])
    try isDropped(act, "signature-bad", in: try scene.gate())
  }

  @Test func `two signatures in one armour are none`() throws {
    let scene = try scene()
    let act = try approve(scene, options: ["--local-user", keys.stranger])
    try isDropped(act, "signature-bad", in: try scene.gate())
  }

  // `reference/attacks.md` 0.3: "Backdating beats every expiry that git offers".
  @Test func `an expired key counts at no date that the commit claims`() throws {
    let scene = try scene(keys.certificate(keys.expiring))
    let act = try approve(scene, with: keys.expiring)
    // The key runs out an hour after the story begins.
    try counts(act, in: try scene.gate())
    let later = keys.expiry + 1.hours
    let verdict = try scene.gate(at: later)
    try isDropped(act, "key-not-in-force", in: verdict)
    // Signed and dated back to when the key was good, and brought in later.
    scene.clock = scene.clock - 30.minutes
    let backdated = try approve(scene, with: keys.expiring)
    try isDropped(backdated, "key-not-in-force", in: try scene.gate(at: later))
  }

  @Test func `an act that was recorded before its key ran out stands`() throws {
    let scene = try scene(keys.certificate(keys.expiring)) {
      try $0.replace("roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
    }
    let act = try approve(scene, with: keys.expiring)
    try scene.commit("Record\n", by: .bot, signedBy: .bot)
    try counts(act, in: try scene.gate(at: keys.expiry + 1.hours))
  }

  @Test func `a certificate that is revoked later leaves older acts alone`() throws {
    let scene = try scene(keys.certificate(keys.doomed))
    let older = try approve(scene, with: keys.doomed)
    try change(scene) { $0.files["keys/bo.asc"] = try keys.revoked() }
    let younger = try approve(scene, with: keys.doomed)
    let verdict = try scene.gate()
    try counts(older, in: verdict)
    try isDropped(younger, "key-not-in-force", in: verdict)
  }

  @Test func `a mark of compromise covers every key of the certificate`() throws {
    let scene = try scene()
    let act = try approve(scene)
    try counts(act, in: try scene.gate())
    try change(scene) {
      try $0.replace(
        "- openpgp: keys/bo.asc",
        with: "- openpgp: keys/bo.asc\n        compromised: {since: \(scene.root)}",
        in: "people.yaml")
      // Without the subkey that signed: the mark reaches it by way of its primary key.
      $0.files["keys/bo.asc"] = try keys.certificate(keys.primary, "old")
    }
    try isDropped(act, "key-compromised", in: try scene.gate())
  }

  // "Nobody's signature counts for a key … added to themselves" (6).
  @Test func `an owner adds no subkey to the certificate of an owner on their own say`() throws {
    let scene = try ownedScene()
    check(try scene.gate(), stage: "approved", "awaiting")
    // Two of three owners are enough, but the one who gains a key is not one of the two.
    try change(scene, by: [.ciso], also: keys.oldSubkey) {
      $0.files["keys/cto.asc"] = try keys.certificate(keys.primary)
    }
    let verdict = try scene.gate()
    check(verdict, "invalid")
    #expect(verdict.reasons.contains("policy-pending"), "\(verdict)")
  }

  // "People who ever shared a key count as one" (4): here in two forms, one after the other.
  @Test func `a key that wanders from one person to another makes them one`() throws {
    let scene = try scene(keys.certificate(keys.doomed)) {
      try $0.replace(
        "{id: change-manager, role: change-manager, count: 1}",
        with: "{id: change-manager, role: change-manager, count: 2}", in: "workflow.yaml")
    }
    let first = try approve(scene, with: keys.doomed)
    try change(scene) {
      try $0.replace(
        "- openpgp: keys/bo.asc", with: "- ssh: \(try Persona.bo.publicKey)", in: "people.yaml")
      try $0.replace(
        "- ssh: \(try Persona.cat.publicKey)", with: "- openpgp: keys/bo.asc", in: "people.yaml")
    }
    let second = try approve(scene, with: keys.doomed)
    let verdict = try scene.gate()
    try counts(first, in: verdict)
    try isDropped(second, "duplicate", in: verdict)
  }

  @Test func `an owner approves a policy with an OpenPGP key`() throws {
    let scene = try ownedScene()
    try change(scene, by: [.ciso], also: keys.oldSubkey) {
      try $0.replace("valid-for: 14d", with: "valid-for: 13d", in: "workflow.yaml")
    }
    check(try scene.gate(), stage: "approved", "awaiting")
  }

  @Test func `a fork whose next owner has a certificate that the trunk never saw is seen`() throws {
    let story = try PolicyStory()
    let first = try story.next {
      try $0.replace(
        "[cfo.lane, ciso.rey, cto.fin]", with: "[dan.holt, mal.lory]", in: "assent.yaml")
      let entry = try SampleOrganisation.entry(.mallory).replacing(
        "- ssh: \(try Persona.mallory.publicKey)", with: "- openpgp: keys/mallory.asc")
      try $0.replace("roles:\n", with: entry + "roles:\n", in: "people.yaml")
      $0.files["keys/mallory.asc"] = try keys.certificate(keys.stranger)
    }
    let side = try story.branch(first, by: [.cfo, .cto])
    let second = try story.next(after: first) {
      try $0.replace("holidays: []", with: "holidays: [2026-12-25]", in: "calendar.yaml")
    }
    let end = try story.branch(second, from: first, by: [.dan], on: side)
    let trunk = story.scene.tip
    story.scene.tip = end
    let vote = try commit(
      try story.ballot(second, from: first), story.scene, with: keys.stranger, onTrunk: false)
    story.scene.tip = trunk
    // The trunk has a second version of its own, so that only the third is ahead of it.
    try story.adopt(
      try story.next {
        try $0.replace("valid-for: 14d", with: "valid-for: 13d", in: "workflow.yaml")
      },
      by: [.cfo, .ciso])
    try story.scene.merge(vote)
    let verdict = try story.scene.gate()
    check(verdict, "invalid")
    #expect(verdict.reasons.contains("policy-fork"), "\(verdict)")
  }

  /// The story up to the approval, one of three owners of the policy having a certificate.
  private func ownedScene() throws -> Scene {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "- ssh: \(try Persona.cto.publicKey)", with: "- openpgp: keys/cto.asc", in: "people.yaml")
    organisation.files["keys/cto.asc"] = try keys.certificate(keys.primary, "old")
    return try Scene(organisation, SampleRecord(), through: .approved)
  }

  struct Broken: NamedCase {
    let name: String
    let words: String
    let certificate: @Sendable (OpenPGPKeys) throws -> String?
  }

  static let broken = [
    Broken(name: "missing", words: "there is no") { _ in nil },
    Broken(name: "no certificate", words: "not one OpenPGP certificate") { _ in "hello\n" },
    Broken(name: "secret", words: "secret key") { try $0.secret($0.primary) },
    Broken(name: "two certificates", words: "more than one certificate") {
      try $0.certificates([$0.primary, $0.stranger])
    },
    Broken(name: "too weak", words: "1024 bits is too short") { try $0.certificate($0.weak) },
    Broken(name: "somebody else's key", words: "of `dan.holt` is `bo.chen`'s too") {
      try $0.certificate($0.stranger)
    },
  ]

  @Test(arguments: broken)
  func `a policy with a bad certificate does not load`(_ row: Broken) throws {
    let text = try row.certificate(keys)
    let scene = try scene(text ?? "") {
      if text == nil { $0.files["keys/bo.asc"] = nil }
      if row.words.contains("dan.holt") {
        try $0.replace(
          "- ssh: \(try Persona.dan.publicKey)", with: "- openpgp: keys/dan.asc",
          in: "people.yaml")
        $0.files["keys/dan.asc"] = try keys.certificate(keys.stranger)
      }
    }
    let outcome = try scene.assent(["status", "--format", "json", "--trust-root", scene.root])
    #expect(outcome.status == 3)
    #expect(outcome.text.contains("policy-unreadable"))
    #expect(outcome.text.contains(row.words), "\(outcome.text)")
  }

  /// Lets a policy come into force by two owners' approval.
  private func change(
    _ scene: Scene, by owners: [Persona] = [.ciso, .cfo], also key: String? = nil,
    _ edit: (inout SampleOrganisation) throws -> Void
  ) throws {
    let old = scene.organisation
    var new = old
    try edit(&new)
    try new.replace("version: 1", with: "version: 2", in: "assent.yaml")
    let message = """
      Approve the policy

      Policy-Approve: sha256:\(try new.digest); from=sha256:\(try old.digest)
      Change-Repository: harbourline/changes

      """
    let trunk = scene.tip
    var side = try scene.commit(
      "Change the policy\n", by: .joe, changes: new.entries, on: scene.tip)
    for owner in owners { side = try scene.commit(message, by: owner, signedBy: owner, on: side) }
    if let key {
      scene.tip = side
      side = try commit(message, scene, with: key)
      scene.tip = trunk
    }
    try scene.merge(side, takingTheirs: true)
    scene.organisation = new
  }
}

/// Keys for the stories, made once by the real `gpg`.
struct OpenPGPKeys: Sendable {
  let gpg: GPG
  /// Certifies only; `subkey` and `oldSubkey` sign for it.
  let primary: String
  let oldSubkey: String
  let subkey: String
  let stranger: String
  let expiring: String
  let doomed: String
  let mutePrimary: String
  let weak: String
  /// Certificates as they once were, by fingerprint and a word.
  private let kept: [String: String]

  /// When the expiring key runs out.
  var expiry: Moment { Self.expiry }
  private static let expiry = Moment.beginning + 1.days

  static let shared: Result<OpenPGPKeys, any Error> = Result { try OpenPGPKeys() }

  private init() throws {
    let gpg = try GPG()
    let born = Moment.beginning - 30.days
    primary = try gpg.generate("bo", "ed25519", usage: "cert", at: born)
    oldSubkey = try gpg.addSubkey(to: primary, "ed25519", at: born)
    var kept = ["\(primary) old": Self.text(try gpg.certificate(of: primary))]
    subkey = try gpg.addSubkey(to: primary, "rsa2048", at: born)
    stranger = try gpg.generate("mallory", "ed25519", at: born)
    expiring = try gpg.generate("expiring", "ed25519", until: Self.expiry, at: born)
    doomed = try gpg.generate("doomed", "ed25519", at: born)
    weak = try gpg.generate("weak", "rsa1024", at: born)
    // A key whose certificate in the policy does not let it sign, while gpg here still does.
    mutePrimary = try gpg.generate("mute", "ed25519", usage: "sign", at: born)
    _ = try gpg.addSubkey(to: mutePrimary, "ed25519", at: born)
    try gpg.edit(mutePrimary, ["change-usage", "s", "q"], at: born + 1.days)
    kept["\(mutePrimary) mute"] = Self.text(try gpg.certificate(of: mutePrimary))
    try gpg.edit(mutePrimary, ["change-usage", "s", "q"], at: born + 2.days)
    self.gpg = gpg
    self.kept = kept
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The certificate as it is now, or as it once was.
  func certificate(_ key: String, _ word: String? = nil) throws -> String {
    if let word { return kept["\(key) \(word)"] ?? "" }
    return Self.text(try gpg.certificate(of: key))
  }

  /// Several certificates in one armour.
  func certificates(_ keys: [String]) throws -> String {
    Self.text([UInt8](try gpg.run(["--armor", "--export"] + keys)))
  }

  /// The secret key in armour.
  func secret(_ key: String) throws -> String {
    Self.text([UInt8](try gpg.run(["--armor", "--export-secret-keys", key])))
  }

  /// The certificate of `doomed` with its revocation, which leaves the key here fit to sign.
  func revoked() throws -> String {
    let other = try GPG()
    try other.run(["--import"], input: try gpg.run(["--export", doomed]))
    let path = "\(gpg.home)/openpgp-revocs.d/\(doomed).rev"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try other.run(["--import"], input: Data(text.replacing(":-----BEGIN", with: "-----BEGIN").utf8))
    return Self.text(try other.certificate(of: doomed))
  }
}
