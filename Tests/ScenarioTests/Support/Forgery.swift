import Foundation
import TestSupport

/// Commits that no honest command makes.
extension Event {
  /// A genuine approval by bob whose bytes are changed afterwards.
  static func forged(_ forge: @escaping @Sendable (String) throws -> String) -> Event {
    Event { bench in
      let genuine = try bench.scene.act(
        Act.approve(cm).on(bench.scene.record), by: .bob, on: bench.scene.tip)
      let raw = String(decoding: try bench.scene.repository.rawBytes(of: genuine), as: UTF8.self)
      bench.append(try bench.scene.repository.rawCommit(Data(try forge(raw).utf8)))
    }
  }

  /// An approval by bob, signed with a key and a namespace of one's choice; nil: bob's key.
  static func signed(namespace: String = "git", keyType: String? = nil) -> Event {
    Event { bench in
      let scene = bench.scene
      let unsigned = try scene.commit(
        bench.message([bench.line(.approve(cm))]), by: .bob, on: scene.tip)
      let payload = try scene.repository.rawBytes(of: unsigned)
      let keygen = try Command.find("ssh-keygen")
      var key = try Persona.bob.key
      if let keyType {
        key = "\(scene.repository.home)/\(keyType)"
        _ = try Command.run(
          keygen, ["-q", "-t", keyType, "-N", "", "-f", key], in: scene.repository.home,
          environment: CleanEnvironment.variables(home: scene.repository.home))
      }
      let signed = try Command.run(
        keygen, ["-Y", "sign", "-n", namespace, "-f", key], in: scene.repository.home,
        environment: [:], input: payload)
      let armour = signed.line.replacing("\n", with: "\n ")
      guard let end = payload.range(of: Data("\n\n".utf8)) else {
        throw TestFailure("a commit without message")
      }
      var raw = payload[..<end.lowerBound]
      raw += Data("\ngpgsig \(armour)\n".utf8) + payload[(end.lowerBound + 1)...]
      bench.append(try scene.repository.rawCommit(raw))
    }
  }

  /// The message of a genuine approval on another branch, committed again without its signature.
  static let cherryPicked = Event { bench in
    let picked = try bench.scene.act(
      Act.approve(cm).on(bench.scene.record), by: .bob, on: bench.scene.tip)
    let raw = String(decoding: try bench.scene.repository.rawBytes(of: picked), as: UTF8.self)
    let message = raw.components(separatedBy: "\n\n").dropFirst().joined(separator: "\n\n")
    try bench.commit(message, by: .bob)
  }

  /// A merge commit by the forge's machine whose message has bob's trailer.
  static let trailerInMerge = Event { bench in
    let scene = bench.scene
    let side = try scene.commit("Something else\n", by: .joe, on: scene.tip)
    let message = bench.message([try bench.line(.approve(cm))], subject: "Merge, approved by bob")
    let plan = CommitPlan(
      message, by: .bot, at: scene.clock, parents: [scene.tip, side], signer: .bot)
    bench.append(try scene.repository.commit(plan, tree: "\(scene.tip)^{tree}"))
  }
}
