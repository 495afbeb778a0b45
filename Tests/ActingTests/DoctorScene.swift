import Foundation
import TestSupport
import Testing

/// A clone whose set-up is examined, and the server that it pushes to.
struct DoctorScene {
  let scene: Scene
  let server: ScratchRepository
  let clone: ScratchRepository

  /// A set-up in which nothing costs approvals.
  init(at milestone: Scene.Milestone = .submitted, _ options: String...) throws {
    try self.init(scene: try Scene(at: milestone), options)
  }

  /// The same from a story of one's own.
  init(scene: Scene, _ options: [String] = []) throws {
    self.scene = scene
    try scene.settle()
    server = try ScratchRepository(cloning: scene.repository, "--bare")
    try server.git("config", "receive.fsckObjects", "true")
    _ = try Assent.run(
      ["hook", "install", "--server", "--trust-root", scene.root], in: server.path,
      home: server.home)
    clone = try ScratchRepository(cloning: server)
    try clone.git("config", "user.signingkey", try Persona.bo.key)
    _ = try Assent.run(["hook", "install"], in: clone.path, home: clone.home)
    try clone.git("config", "core.editor", "cat")
    try clone.git("config", "gpg.ssh.allowedSignersFile", "/dev/null")
    try clone.git("config", "user.name", "Bo Chen")
    try clone.git("config", "user.email", Persona.bo.email)
  }

  /// What the examination says.
  func examine(
    _ more: [String] = [], environment: [String: String] = [:], trusted: Bool = true
  ) throws -> Examination {
    let root = trusted ? ["ASSENT_TRUST_ROOT": scene.root] : [:]
    let outcome = try Assent.run(
      ["doctor", "--format", "json"] + more, in: clone.path, home: clone.home,
      environment: root.merging(environment) { $1 })
    let json = try JSON(parsing: outcome.output)
    let findings = json["findings"].elements
    return Examination(
      status: outcome.status, text: outcome.text,
      weights: Dictionary(
        findings.map { ($0["code"].string ?? "", $0["weight"].string ?? "") },
        uniquingKeysWith: { first, _ in first }))
  }

  /// The answer of an examination.
  struct Examination: CustomStringConvertible {
    let status: Int32
    let text: String
    /// By code, the weight of the finding.
    let weights: [String: String]

    var description: String { text }
  }
}
