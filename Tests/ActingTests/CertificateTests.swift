import Foundation
import TestSupport
import Testing

/// Act commands that sign by an OpenSSH certificate.
struct CertificateTests {
  private func scene(_ authority: SSHAuthority) throws -> ActScene {
    try ActScene {
      try $0.replace(
        "- ssh: \(try Persona.ana.publicKey)", with: try authority.entry("ana"), in: "people.yaml")
    }
  }

  @Test func `a certificate named on the command line or by Git signs and counts`() throws {
    let authority = try SSHAuthority()
    let scene = try scene(authority)
    let key = try authority.certify(.ana, as: "ana", interval: "-1h:+1h")
    let first = try scene.act("submit", by: .ana, ["--key", key], key: false)
    #expect(first.status == 0, "\(first.errorText)")
    let verdict = try scene.verdict()
    let act = try #require(verdict["acts"].elements.first)
    #expect(act["counted"].bool == true)
    #expect(act["person"].string == Persona.ana.id)

    try scene.repository.git("config", "user.signingkey", key)
    let second = try scene.act("withdraw", by: .ana, key: false)
    #expect(second.status == 0, "\(second.errorText)")
  }

  @Test func `a certificate that would not count is refused before anything is signed`() throws {
    let authority = try SSHAuthority()
    let scene = try scene(authority)
    for (key, words) in [
      (try authority.certify(.ana, as: "ana", interval: "-2h:-1h"), "no longer in force"),
      (try authority.certify(.ana, as: "bo"), "principal bo under the authority"),
      (try authority.certify(.ana, as: "ana,bo"), "more than one principal"),
      (try SSHAuthority.other.get().certify(.ana, as: "ana"), "no person of the policy"),
    ] {
      let outcome = try scene.act("submit", by: .ana, ["--key", key], key: false)
      #expect(outcome.status != 0)
      #expect(outcome.errorText.contains(words), "\(outcome.errorText)")
    }
  }
}
