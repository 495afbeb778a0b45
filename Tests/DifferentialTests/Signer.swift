import Crypto
import Foundation

/// Somebody with a key in memory, who signs whatever bytes there are without starting a process.
struct Signer: Sendable {
  /// The name in the file of allowed signers.
  let name: String
  /// The public key in the wire encoding.
  let blob: [UInt8]
  private let typeName: String
  private let signature: @Sendable ([UInt8]) throws -> [UInt8]

  /// The line of the file of allowed signers.
  var allowedLine: String { "\(name) \(typeName) \(Data(blob).base64EncodedString())\n" }

  static let ed25519: Signer = {
    let key = Curve25519.Signing.PrivateKey()
    let type = "ssh-ed25519"
    return Signer(
      name: "ed.one", blob: wire(type) + wire([UInt8](key.publicKey.rawRepresentation)),
      typeName: type, signature: { [UInt8](try key.signature(for: $0)) })
  }()

  static let ecdsa: Signer = {
    let key = P256.Signing.PrivateKey()
    let type = "ecdsa-sha2-nistp256"
    return Signer(
      name: "ec.two",
      blob: wire(type) + wire("nistp256") + wire([UInt8](key.publicKey.x963Representation)),
      typeName: type,
      signature: {
        let raw = [UInt8](try key.signature(for: $0).rawRepresentation)
        return number(Array(raw.prefix(32))) + number(Array(raw.suffix(32)))
      })
  }()

  /// Nobody lists this key.
  static let stranger: Signer = {
    let key = Curve25519.Signing.PrivateKey()
    return Signer(
      name: "nobody",
      blob: wire("ssh-ed25519") + wire([UInt8](key.publicKey.rawRepresentation)),
      typeName: "ssh-ed25519", signature: { [UInt8](try key.signature(for: $0)) })
  }()

  /// What may be out of the ordinary in a signature.
  struct Manner: Sendable {
    var namespace = "git"
    var reserved: [UInt8] = []
    var hash = "sha512"
    /// Bytes after the end of the structure.
    var rest: [UInt8] = []
    var version: UInt8 = 1
  }

  /// The lines of the armoured signature over bytes (OpenSSH, PROTOCOL.sshsig).
  func armour(over payload: [UInt8], _ manner: Manner = Manner()) throws -> [[UInt8]] {
    let digest =
      manner.hash == "sha256"
      ? Array(SHA256.hash(data: payload)) : Array(SHA512.hash(data: payload))
    let head = Self.wire(manner.namespace) + Self.wire(manner.reserved) + Self.wire(manner.hash)
    let signed = try signature(Array("SSHSIG".utf8) + head + Self.wire(digest))
    let binary =
      Array("SSHSIG".utf8) + [0, 0, 0, manner.version] + Self.wire(blob) + head
      + Self.wire(Self.wire(typeName) + Self.wire(signed)) + manner.rest
    return Self.armour(of: binary, width: 70)
  }

  /// Armour around bytes, its lines that wide.
  static func armour(of binary: [UInt8], width: Int) -> [[UInt8]] {
    var lines = [Array("-----BEGIN SSH SIGNATURE-----".utf8)]
    var rest = Array(Data(binary).base64EncodedString().utf8)[...]
    while !rest.isEmpty {
      lines.append(Array(rest.prefix(width)))
      rest = rest.dropFirst(width)
    }
    return lines + [Array("-----END SSH SIGNATURE-----".utf8)]
  }

  /// The commit signed by this key instead of whoever signed it.
  func sign(_ commit: RawCommit, _ manner: Manner = Manner()) throws -> RawCommit {
    let payload = commit.unsigned.bytes
    var result = commit
    result.armour = try armour(over: payload, manner)
    return result
  }

  private static func wire(_ bytes: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { Array($0) } + bytes
  }

  private static func wire(_ text: String) -> [UInt8] { wire(Array(text.utf8)) }

  private static func number(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array(bytes.drop { $0 == 0 })
    return wire((digits.first ?? 0) & 0x80 == 0 ? digits : [0] + digits)
  }
}
