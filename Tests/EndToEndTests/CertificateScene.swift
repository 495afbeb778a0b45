import Foundation
import TestSupport

/// A story in which the change manager Bo is known by certificates instead of a key.
struct CertificateScene {
  let scene: Scene

  /// Replaces Bo's key in the policy by entries such as `- ssh-ca: …`, one a line.
  init(
    _ entries: String..., files: [String: String] = [:],
    through milestone: Scene.Milestone = .assessed,
    edit: (inout SampleOrganisation) throws -> Void = { _ in }
  ) throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "- ssh: \(try Persona.bo.publicKey)",
      with: entries.joined(separator: "\n      "), in: "people.yaml")
    try organisation.replace("roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
    for (path, text) in files { organisation.files[path] = text }
    try edit(&organisation)
    scene = try Scene(organisation, SampleRecord(), through: milestone)
  }

  /// An approval that Bo signs by a file of `ssh-keygen`.
  func approve(by key: String, at date: Moment? = nil) throws -> String {
    var plan = CommitPlan(
      try scene.message([.approve("change-manager")]), by: .bo, at: date ?? scene.clock,
      parents: [scene.tip])
    plan.signingKey = key
    return try scene.commit(plan)
  }

  /// An approval that Bo signs by X.509: the header holds what `sign` makes of the commit.
  func approve(signing sign: (Data) throws -> Data) throws -> String {
    let plain = try scene.repository.commit(
      CommitPlan(
        try scene.message([.approve("change-manager")]), by: .bo, at: scene.clock,
        parents: [scene.tip]))
    let raw = String(decoding: try scene.repository.rawBytes(of: plain), as: UTF8.self)
    let armored = String(decoding: try sign(Data(raw.utf8)), as: UTF8.self)
    let header = "gpgsig " + armored.split(separator: "\n").joined(separator: "\n ")
    guard let end = raw.range(of: "\n\n") else { throw TestFailure("no header") }
    let signed = raw[..<end.lowerBound] + "\n" + header + raw[end.lowerBound...]
    scene.tip = try scene.repository.rawCommit(Data(signed.utf8))
    scene.clock = scene.clock + 1.minutes
    return scene.tip
  }

  /// A spine commit of the recorder at the scene's clock.
  func record() throws { try scene.commit("Record\n", by: .bot, signedBy: .bot) }

  /// What `git verify-commit` says.
  func gitAccepts(_ commit: String, allowed: String, at home: String? = nil) throws -> Bool {
    let folder = scene.repository.folder
    try folder.write(allowed + "\n", to: "allowed")
    return
      (try? scene.repository.git(
        ["-c", "gpg.ssh.allowedSignersFile=\(folder.path)/allowed", "verify-commit", commit],
        environment: home.map { ["GNUPGHOME": $0] } ?? [:])) != nil
  }
}
