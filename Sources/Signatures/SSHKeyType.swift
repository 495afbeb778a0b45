/// The kinds of SSH key that can sign an act.
enum SSHKeyType: String, Hashable, Sendable, CaseIterable {
  case ed25519 = "ssh-ed25519"
  case ecdsa256 = "ecdsa-sha2-nistp256"
  case ecdsa384 = "ecdsa-sha2-nistp384"
  case ecdsa521 = "ecdsa-sha2-nistp521"
  case rsa = "ssh-rsa"
  case securityKeyEd25519 = "sk-ssh-ed25519@openssh.com"
  case securityKeyECDSA256 = "sk-ecdsa-sha2-nistp256@openssh.com"

  /// The kind that `name` spells; throws why there is none, by name.
  init(name: some Collection<UInt8>) throws(SSHKeyError) {
    guard let known = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name) }) else {
      throw Self.refusal(of: name)
    }
    self = known
  }

  /// The name of the curve in the wire encoding of an ECDSA key.
  var curveName: String? {
    switch self {
    case .ecdsa256, .securityKeyECDSA256: "nistp256"
    case .ecdsa384: "nistp384"
    case .ecdsa521: "nistp521"
    case .ed25519, .securityKeyEd25519, .rsa: nil
    }
  }

  /// Whether the private half lives in a FIDO device.
  var isSecurityKey: Bool { self == .securityKeyEd25519 || self == .securityKeyECDSA256 }

  /// How many strings and numbers follow the type in the wire encoding of a key.
  var fieldCount: Int {
    switch self {
    case .ed25519: 1
    case .ecdsa256, .ecdsa384, .ecdsa521, .rsa, .securityKeyEd25519: 2
    case .securityKeyECDSA256: 3
    }
  }

  private static func refusal(of name: some Collection<UInt8>) -> SSHKeyError {
    let shown = Printable.text(name)
    if SSHCertificateType.looksLikeOne(Array(name)) {
      return .unsupported("a certificate (\(shown)) stands where a plain key is wanted")
    }
    if name.elementsEqual("ssh-dss".utf8) {
      return .unsupported("DSA keys (ssh-dss) are not supported")
    }
    return .unsupported("the key type \(shown) is not supported")
  }
}
