import Foundation
import Signatures
import TestSupport

/// The signed commits of the standard story, made by `git` and `ssh-keygen`: what the mutants are
/// made from.
struct GenuineActs: Sendable {
  let repository: ScratchRepository
  let commits: [RawCommit]
  /// Who may sign, as Git's file of allowed signers lists them.
  let allowedSigners: String
  /// The names in that file by fingerprint.
  let names: [String: String]

  static func get() throws -> GenuineActs { try told.get() }

  private static let told = Result { try GenuineActs() }

  private init() throws {
    let scene = try Scene(at: .closed)
    repository = scene.repository
    let acts = Scene.Milestone.allCases.filter { $0 > .drafted }
    commits = try acts.compactMap { scene.tips[$0] }.map {
      RawCommit([UInt8](try scene.repository.rawBytes(of: $0)))
    }
    var names: [String: String] = [:]
    var lines = ""
    for persona in Persona.employees {
      lines += "\(persona.id) \(try persona.publicKey)\n"
      names[try SSHPublicKey(line: persona.publicKey).fingerprint] = persona.id
    }
    for signer in [Signer.ed25519, .ecdsa] {
      lines += signer.allowedLine
      names[try SSHPublicKey(blob: signer.blob).fingerprint] = signer.name
    }
    allowedSigners = lines
    self.names = names
  }
}
