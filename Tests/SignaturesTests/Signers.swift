import Crypto
import CryptoExtras
import Foundation

/// An RSA key in memory, to make signatures that `ssh-keygen` would not make.
struct RSASigner {
  private let key: _RSA.Signing.PrivateKey
  /// The public key in the wire encoding.
  let blob: [UInt8]

  init() throws {
    key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let numbers = try key.publicKey.getKeyPrimitives()
    blob =
      Wire.string("ssh-rsa") + Wire.integer([UInt8](numbers.publicExponent))
      + Wire.integer([UInt8](numbers.modulus))
  }

  /// The public key as a line.
  var line: String { "ssh-rsa " + Data(blob).base64EncodedString() }

  /// The `rsa-sha2-512` signature over `message`.
  func signature(over message: [UInt8]) throws -> [UInt8] {
    let signed = signedBytes(over: message)
    return [UInt8](
      try key.signature(for: SHA512.hash(data: signed), padding: .insecurePKCS1v1_5)
        .rawRepresentation)
  }

  /// The `ssh-rsa` signature over `message`, with SHA-1.
  func olderSignature(over message: [UInt8]) throws -> [UInt8] {
    let signed = signedBytes(over: message)
    return [UInt8](
      try key.signature(for: Insecure.SHA1.hash(data: signed), padding: .insecurePKCS1v1_5)
        .rawRepresentation)
  }
}

/// What an SSH signature of the namespace `git` with SHA-512 signs (OpenSSH, PROTOCOL.sshsig).
func signedBytes(over message: [UInt8]) -> [UInt8] {
  Array("SSHSIG".utf8) + Wire.string("git") + Wire.string("") + Wire.string("sha512")
    + Wire.string(Array(SHA512.hash(data: message)))
}

/// A FIDO device in software, after OpenSSH's PROTOCOL.u2f.
struct SecurityKey: Sendable {
  enum Kind: CaseIterable, Sendable { case ed25519, ecdsa256 }

  let kind: Kind
  var application = "ssh:"
  private let ed25519 = Curve25519.Signing.PrivateKey()
  private let ecdsa256 = P256.Signing.PrivateKey()

  init(_ kind: Kind) { self.kind = kind }

  /// The name of the key type and of its algorithm.
  var typeName: String {
    switch kind {
    case .ed25519: "sk-ssh-ed25519@openssh.com"
    case .ecdsa256: "sk-ecdsa-sha2-nistp256@openssh.com"
    }
  }

  /// The public key in the wire encoding.
  var blob: [UInt8] {
    let numbers =
      switch kind {
      case .ed25519: Wire.string([UInt8](ed25519.publicKey.rawRepresentation))
      case .ecdsa256:
        Wire.string("nistp256") + Wire.string([UInt8](ecdsa256.publicKey.x963Representation))
      }
    return Wire.string(typeName) + numbers + Wire.string(application)
  }

  /// The public key as a line.
  var line: String { typeName + " " + Data(blob).base64EncodedString() }

  /// The signature over `message`, as the device makes it with these flags.
  func sign(
    _ message: [UInt8], flags: UInt8 = 1, counter: UInt32 = 7
  ) throws -> SignatureParts {
    let state = [flags] + Wire.number(counter)
    let signed =
      Array(SHA256.hash(data: Array(application.utf8))) + state
      + Array(SHA256.hash(data: signedBytes(over: message)))
    let content: [UInt8]
    switch kind {
    case .ed25519:
      content = [UInt8](try ed25519.signature(for: signed))
    case .ecdsa256:
      let raw = [UInt8](try ecdsa256.signature(for: signed).rawRepresentation)
      content = Wire.integer(Array(raw.prefix(32))) + Wire.integer(Array(raw.suffix(32)))
    }
    var parts = SignatureParts(key: blob, algorithm: typeName, content: content)
    parts.afterContent = state
    return parts
  }
}
