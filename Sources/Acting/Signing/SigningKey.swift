package import Ledger
package import Signatures

/// The key that Git is going to sign with, and how to tell Git so.
package struct SigningKey: Sendable {
  /// What its signature is going to prove.
  package let proof: Proof
  /// Configuration for the signing run; empty where the user's own already says it all.
  let settings: [String]
  /// The SSH key, which may stand below a certificate; nil for a key of another kind.
  private(set) var publicKey: SSHPublicKey?

  init(proof: Proof, settings: [String]) {
    self.proof = proof
    self.settings = settings
  }

  private init(_ identity: Identity, settings: [String]) {
    self.init(proof: identity.proof, settings: settings)
    publicKey = identity.key
  }

  /// The key of `--key`, else of the user's Git configuration, else of the agent.
  ///
  /// - Parameters:
  ///   - wanted: a public or private SSH key file, or the fingerprint of an OpenPGP key.
  ///   - holders: whose keys the policy knows, to choose among several.
  package static func find(
    _ wanted: String?, git: GitCommand, among holders: KeyHolders
  ) throws(ActingError) -> SigningKey {
    if let wanted {
      if let name = OpenPGPSigner.fingerprint(wanted) {
        return try OpenPGPSigner(git).key(named: name, among: holders)
      }
      return try ofFile(wanted)
    }
    switch try git.configuration("gpg.format") ?? "openpgp" {
    case "ssh": return try ofSSH(git, holders)
    case "openpgp":
      return try OpenPGPSigner(git).configuredKey(among: holders)
    case let format:
      throw ActingError(
        "signing-format",
        "Git is set to sign with \(format); act commands sign with SSH and OpenPGP",
        hint: "git config gpg.format ssh && git config user.signingkey FILE.pub, or --key FILE",
        exitStatus: 2)
    }
  }

  private static func ofSSH(
    _ git: GitCommand, _ holders: KeyHolders
  ) throws(ActingError) -> SigningKey {
    if let configured = try git.configuration("user.signingkey", asPath: true) {
      return try ofConfiguration(configured, git)
    }
    if let command = try git.configuration("gpg.ssh.defaultKeyCommand") {
      return try ofCommand(command)
    }
    return try ofAgent { holders.holder(of: Proof($0)) != nil }
  }

  /// The public key of a file: the one it holds, the one beside it, or the one derived from it.
  package static func publicKey(ofFile file: String) throws(ActingError) -> SSHPublicKey {
    guard let path = Files.resolved(file) else { throw .usage("there is no key file \(file)") }
    return try identity(inOrBeside: path).key
  }

  // MARK: Where keys come from

  private static func ofFile(_ file: String) throws(ActingError) -> SigningKey {
    guard let path = Files.resolved(file) else {
      throw .usage("there is no key file \(file)")
    }
    return SigningKey(
      try identity(inOrBeside: path),
      settings: ["gpg.format=ssh", "user.signingkey=\(path)"])
  }

  private static func ofConfiguration(
    _ value: String, _ git: GitCommand
  ) throws(ActingError) -> SigningKey {
    if let line = literal(value) {
      return SigningKey(try identity(line, from: "user.signingkey"), settings: [])
    }
    guard let resolved = Files.resolved(Files.path(value, in: git.directory)) else {
      throw ActingError(
        "signing-key", "user.signingkey names \(value), which does not exist",
        hint: "correct it, or give --key FILE", exitStatus: 2)
    }
    return SigningKey(try identity(inOrBeside: resolved), settings: [])
  }

  /// The first line that `gpg.ssh.defaultKeyCommand` prints, as Git takes it.
  private static func ofCommand(_ command: String) throws(ActingError) -> SigningKey {
    let outcome = try Program(named: "sh").run(["-c", command])
    let first = outcome.text.split(separator: "\n").first.map { String($0) } ?? ""
    guard outcome.status == 0, let line = literal(first) else {
      throw ActingError(
        "signing-key", "gpg.ssh.defaultKeyCommand printed no public key",
        hint: "correct it, or give --key FILE", exitStatus: 2)
    }
    return pinned(try identity(line, from: "gpg.ssh.defaultKeyCommand"), line)
  }

  /// The one key of the agent that the policy knows; its certificates have to be named.
  private static func ofAgent(_ known: (SSHPublicKey) -> Bool) throws(ActingError) -> SigningKey {
    let listed = try Program(named: "ssh-add").run(["-L"])
    let lines = listed.status == 0 ? listed.text.split(separator: "\n") : []
    let keys = lines.compactMap { line in readable(String(line)) }
      .filter { $0.certificate == nil }.map(\.key).filter(known)
    guard let only = keys.first, keys.count == 1 else {
      throw ActingError(
        "signing-key",
        keys.isEmpty
          ? "Git has no signing key, and the agent holds none that the policy knows"
          : "the agent holds \(keys.count) keys that the policy knows",
        hint: "git config user.signingkey FILE.pub, or --key FILE", exitStatus: 2)
    }
    return pinned(Identity(key: only, certificate: nil), only.line)
  }

  /// Names the key itself, so that Git signs with no other.
  private static func pinned(_ identity: Identity, _ line: String) -> SigningKey {
    let words = line.split(separator: " ").prefix(2).joined(separator: " ")
    return SigningKey(
      identity, settings: ["gpg.format=ssh", "user.signingkey=key::\(words)"])
  }

  // MARK: Reading keys

  /// The key that a value spells out, as Git decides: `key::…` or `ssh-…`.
  private static func literal(_ value: String) -> String? {
    if value.hasPrefix("key::") { return String(value.dropFirst("key::".count)) }
    return value.hasPrefix("ssh-") ? value : nil
  }

  /// A key as a file or a setting names it.
  private struct Identity {
    let key: SSHPublicKey
    let certificate: SSHCertificate?

    var proof: Proof { certificate.map(Proof.init) ?? Proof(key) }
  }

  private static func identity(inOrBeside path: String) throws(ActingError) -> Identity {
    let text = firstLine(try Files.read(path, limit: 1 << 20))
    guard !text.hasPrefix("-----BEGIN PGP") else {
      throw ActingError(
        "signing-key", "\(path) is an OpenPGP file, not an SSH key",
        hint: "to sign with it, give --key FINGERPRINT; for people.yaml, put the certificate below "
          + "policies/keys and add `openpgp: keys/NAME.asc` by hand", exitStatus: 2)
    }
    if readable(text) != nil || SSHCertificate.begins(text) {
      return try identity(text, from: path)
    }
    if Files.exists(path + ".pub") {
      return try identity(
        firstLine(try Files.read(path + ".pub", limit: 1 << 20)), from: path + ".pub")
    }
    let derived = try Program(named: "ssh-keygen").run(["-y", "-f", path])
    guard derived.status == 0 else {
      throw ActingError(
        "signing-key", "the public half of \(path) cannot be read: \(derived.errorText)",
        hint: "put it beside: \(path).pub", exitStatus: 2)
    }
    return try identity(derived.text, from: path)
  }

  private static func firstLine(_ bytes: [UInt8]) -> String {
    let line = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first ?? []
    return String(decoding: line.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }

  private static func identity(
    _ line: String, from place: String
  ) throws(ActingError) -> Identity {
    do throws(SSHSignatureError) {
      let identity = try read(line)
      if let problem = identity.certificate?.problem { throw problem }
      return identity
    } catch {
      throw ActingError(
        "signing-key", "the key of \(place) cannot be used: \(error)", exitStatus: 2)
    }
  }

  private static func readable(_ line: String) -> Identity? {
    do throws(SSHSignatureError) { return try read(line) } catch { return nil }
  }

  /// Reads a line of a `.pub` file: a key, or a certificate.
  private static func read(_ line: String) throws(SSHSignatureError) -> Identity {
    if let certificate = try SSHCertificate(line: line) {
      return Identity(key: certificate.key, certificate: certificate)
    }
    do throws(SSHKeyError) {
      return Identity(key: try SSHPublicKey(line: line), certificate: nil)
    } catch {
      throw .bad(error.message)
    }
  }
}
