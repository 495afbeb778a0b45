import Foundation

/// An authority that makes OpenSSH certificates with the real `ssh-keygen`.
package final class SSHAuthority: Sendable {
  private let folder: ScratchFolder

  /// One that no policy knows.
  package static let other = Result { try SSHAuthority() }

  package init() throws {
    folder = try ScratchFolder("ca")
    try run(["-q", "-t", "ed25519", "-N", "", "-C", "authority", "-f", "ca"])
  }

  /// The authority's public key as `ssh-ed25519 AAAA…`.
  package var publicKey: String {
    get throws {
      try String(contentsOfFile: "\(folder.path)/ca.pub", encoding: .utf8)
        .split(separator: " ").prefix(2).joined(separator: " ")
    }
  }

  /// The entry of `people.yaml` for whoever it certifies under a principal.
  package func entry(_ principal: String) throws -> String {
    "- ssh-ca: {key: \(try publicKey), principal: \(principal)}"
  }

  /// A certificate for somebody's own key; returns the path that signs with it.
  ///
  /// - Parameter interval: as `ssh-keygen -V` takes it.
  package func certify(
    _ person: Persona, as principals: String, interval: String = "always:forever"
  ) throws -> String {
    let name = UUID().uuidString
    try FileManager.default.copyItem(atPath: person.key, toPath: "\(folder.path)/\(name)")
    try FileManager.default.copyItem(
      atPath: person.key + ".pub", toPath: "\(folder.path)/\(name).pub")
    try run(["-q", "-s", "ca", "-I", person.id, "-n", principals, "-V", interval, "\(name).pub"])
    return "\(folder.path)/\(name)-cert.pub"
  }

  private func run(_ arguments: [String]) throws {
    let outcome = try Command.run(
      try Command.find("ssh-keygen"), arguments, in: folder.path,
      environment: CleanEnvironment.variables(home: folder.path))
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
  }
}
