import Foundation

/// Somebody of the tests' organisation, or nobody of it.
package enum Persona: String, CaseIterable, Sendable {
  case ana = "ana.ruiz"
  case bo = "bo.chen"
  case cat = "cat.diaz"
  case kim = "kim.park"
  case eli = "eli.frost"
  case dan = "dan.holt"
  case dee = "dee.fox"
  case fay = "fay.stone"
  case gil = "gil.moor"
  case ivy = "ivy.moss"
  case rae = "rae.kerr"
  case hal = "hal.iver"
  case gus = "gus.lind"
  case uma = "uma.west"
  case rob = "rob.lane"
  case ola = "ola.wren"
  case joe = "joe.ward"
  case bot = "bot.ci"
  case cfo = "cfo.lane"
  case ciso = "ciso.rey"
  case cto = "cto.fin"
  /// Has a key that no policy knows.
  case mallory = "mal.lory"

  /// The id in `policies/people.yaml`.
  package var id: String { rawValue }

  /// The name as commits show it.
  package var name: String {
    id.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }

  /// The address that the policy lists.
  package var email: String { "\(id)@harbourline.example" }

  /// The path of the private key, made on first use and shared by all tests of a run.
  package var key: String {
    get throws { try Self.keys.get().path + "/\(id)" }
  }

  /// The public key as `ssh-ed25519 AAAA…`, without a comment.
  package var publicKey: String {
    get throws {
      try String(contentsOfFile: key + ".pub", encoding: .utf8)
        .split(separator: " ").prefix(2).joined(separator: " ")
        .trimmingCharacters(in: .newlines)
    }
  }

  private static let keys: Result<ScratchFolder, any Error> = Result { try makeKeys() }

  private static func makeKeys() throws -> ScratchFolder {
    let folder = try ScratchFolder("assent-keys")
    let program = try Command.find("ssh-keygen")
    for persona in allCases {
      let outcome = try Command.run(
        program, ["-q", "-t", "ed25519", "-N", "", "-C", persona.id, "-f", persona.id],
        in: folder.path, environment: CleanEnvironment.variables(home: folder.path))
      guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    }
    return folder
  }
}
