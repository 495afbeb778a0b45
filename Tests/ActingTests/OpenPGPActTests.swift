import Foundation
import TestSupport
import Testing

/// Acts made with OpenPGP keys, by way of the user's own `gpg`.
struct OpenPGPActTests {
  private let gpg: GPG
  private let primary: String
  private let subkey: String
  private let stage: ActScene

  init() throws {
    let gpg = try GPG()
    let born = Moment.current - 30.days
    let primary = try gpg.generate("bo.chen", "ed25519", usage: "cert", at: born)
    self.gpg = gpg
    self.primary = primary
    subkey = try gpg.addSubkey(to: primary, "ed25519", at: born)
    stage = try ActScene { organisation in
      try organisation.replace(
        "- ssh: \(try Persona.bo.publicKey)", with: "- openpgp: keys/bo.asc", in: "people.yaml")
      organisation.files["keys/bo.asc"] = String(
        decoding: try gpg.certificate(of: primary), as: UTF8.self)
    }
    try stage.sign("submit", by: .ana)
    try stage.sign("assess", by: .rae)
  }

  private func approve(_ more: [String] = []) throws -> Command.Outcome {
    try stage.act(
      "approve", by: .bo, ["--role", "change-manager"] + more, key: false,
      environment: ["GNUPGHOME": gpg.home])
  }

  @Test func `Git's set-up for OpenPGP is used`() throws {
    try stage.repository.git("config", "--unset", "gpg.format")
    try stage.repository.git("config", "user.signingkey", primary)
    let outcome = try approve()
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let verdict = try stage.verdict()
    let act = try #require(verdict["acts"].elements.first { $0["person"].string == "bo.chen" })
    #expect(act["counted"].bool == true)
    #expect(act["key"].string == subkey)
  }

  @Test func `a fingerprint chooses the key, whatever Git is set up for`() throws {
    for name in [primary, subkey, String(subkey.suffix(16)), subkey + "!"] {
      let outcome = try approve(["--key", name, "--dry-run"])
      #expect(outcome.status == 0, "\(outcome.errorText)")
      #expect(outcome.text.contains("Would count"), "\(outcome.text)")
    }
    let outcome = try approve(["--key", subkey])
    #expect(outcome.status == 0, "\(outcome.errorText)")
  }

  @Test func `a key that the policy does not know is refused before it signs`() throws {
    let stranger = try gpg.generate("mallory", "ed25519", at: Moment.current - 30.days)
    let before = try stage.tip("refs/heads/main")
    let outcome = try approve(["--key", stranger])
    #expect(outcome.status != 0)
    #expect(outcome.errorText.contains("no person of the policy has the key \(stranger)"))
    #expect(try stage.tip("refs/heads/main") == before)
    let missing = try approve(["--key", String(repeating: "A", count: 40)])
    #expect(missing.status == 2)
    #expect(missing.errorText.contains("gpg has no secret key"), "\(missing.errorText)")
  }
}
