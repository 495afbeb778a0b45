import Foundation
import TestSupport
import Testing

/// Keys that were stolen, and those who hold them (sections 4 and 6).
struct StolenKeyTests {
  /// Lets a policy come into force by two owners' approval.
  private func change(
    _ scene: Scene, by owners: [Persona] = [.ciso, .cto],
    _ edit: (inout SampleOrganisation) throws -> Void
  ) throws {
    let old = scene.organisation
    var new = old
    try edit(&new)
    let message = """
      Approve the policy

      Policy-Approve: sha256:\(try new.digest); from=sha256:\(try old.digest)
      Change-Repository: harbourline/changes

      """
    var side = try scene.commit(
      "Change the policy\n", by: .joe, changes: new.entries, on: scene.tip)
    for owner in owners { side = try scene.commit(message, by: owner, signedBy: owner, on: side) }
    try scene.merge(side, takingTheirs: true)
    scene.organisation = new
  }

  private func mark(_ persona: Persona, since commit: String) throws -> (String, String) {
    let key = "- ssh: \(try persona.publicKey)"
    return (key, "\(key)\n        compromised: {since: \(commit)}")
  }

  // "`compromised: {since: <full id>}` … voids every act of that key integrated at or after".
  @Test func `a stolen recorder's key records no time`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace("roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .managed)
    let act = try #require(scene.tips[.managed])
    try change(scene) { policy in
      let (old, new) = try mark(.bot, since: scene.root)
      try policy.replace(old, with: new, in: "people.yaml")
      try policy.replace("version: 1", with: "version: 2", in: "assent.yaml")
    }
    try scene.commit("Record\n", by: .bot, signedBy: .bot)
    let verdict = try scene.gate()
    #expect(try verdict.act(act).json["time"]["recorded"] == .null, "\(verdict)")
  }

  // "such marks accumulate over all policies and cannot be dropped".
  @Test func `an owner's stolen key stays void though the mark is dropped`() throws {
    let scene = try Scene(at: .scheduled)
    let (plain, marked) = try mark(.cfo, since: scene.root)
    try change(scene) { policy in
      try policy.replace(plain, with: marked, in: "people.yaml")
      try policy.replace("version: 1", with: "version: 2", in: "assent.yaml")
    }
    try change(scene) { policy in
      try policy.replace(marked, with: plain, in: "people.yaml")
      try policy.replace("version: 2", with: "version: 3", in: "assent.yaml")
    }
    check(try scene.gate(at: scene.inWindow), "allowed")
    try change(scene, by: [.cfo, .cto]) { policy in
      try policy.replace("threshold: 2", with: "threshold: 1", in: "assent.yaml")
      try policy.replace("version: 3", with: "version: 4", in: "assent.yaml")
    }
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "invalid")
    #expect(verdict.reasons.contains("policy-pending"), "\(verdict)")
  }
}
