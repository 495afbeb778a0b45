internal import Crypto
internal import CryptoExtras

/// The private half of an SSH key.
enum SSHKey {
  case ed25519(Curve25519.Signing.PrivateKey)
  case ecdsa(P256.Signing.PrivateKey)
  case rsa(_RSA.Signing.PrivateKey)

  /// The name of the key's type.
  private var type: String {
    switch self {
    case .ed25519: "ssh-ed25519"
    case .ecdsa: "ecdsa-sha2-nistp256"
    case .rsa: "ssh-rsa"
    }
  }

  /// The line of a `.pub` file.
  func publicKey() throws -> String { try "\(type) " + Bytes.base64(blob()) }

  /// The armoured SSH signature of a commit (OpenSSH, PROTOCOL.sshsig), without a line end.
  func signature(over payload: [UInt8]) throws -> String {
    let purpose = Bytes.string("git") + Bytes.string("") + Bytes.string("sha512")
    let magic = Array("SSHSIG".utf8)
    let signed = magic + purpose + Bytes.string(Array(SHA512.hash(data: payload)))
    let binary =
      try magic + [0, 0, 0, 1] + Bytes.string(blob()) + purpose + Bytes.string(inner(signed))
    let lines = Bytes.base64(binary, width: 70)
    return (["-----BEGIN SSH SIGNATURE-----"] + lines + ["-----END SSH SIGNATURE-----"])
      .joined(separator: "\n")
  }

  private func blob() throws -> [UInt8] {
    switch self {
    case .ed25519(let key):
      return Bytes.string(type) + Bytes.string(Array(key.publicKey.rawRepresentation))
    case .ecdsa(let key):
      return Bytes.string(type) + Bytes.string("nistp256")
        + Bytes.string(Array(key.publicKey.x963Representation))
    case .rsa(let key):
      let numbers = try key.publicKey.getKeyPrimitives()
      return Bytes.string(type) + Bytes.number(numbers.publicExponent)
        + Bytes.number(numbers.modulus)
    }
  }

  private func inner(_ signed: [UInt8]) throws -> [UInt8] {
    switch self {
    case .ed25519(let key):
      return Bytes.string(type) + Bytes.string(Array(try key.signature(for: signed)))
    case .ecdsa(let key):
      let numbers = Array(try key.signature(for: signed).rawRepresentation)
      let pair = Bytes.number(numbers.prefix(32)) + Bytes.number(numbers.suffix(32))
      return Bytes.string(type) + Bytes.string(pair)
    case .rsa(let key):
      let digest = SHA512.hash(data: signed)
      let proof = try key.signature(for: digest, padding: .insecurePKCS1v1_5)
      return Bytes.string("rsa-sha2-512") + Bytes.string(Array(proof.rawRepresentation))
    }
  }
}
