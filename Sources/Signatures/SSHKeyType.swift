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

  private static func refusal(of name: some Collection<UInt8>) -> SSHKeyError {
    let shown = Printable.text(name)
    if name.reversed().starts(with: "-cert-v01@openssh.com".utf8.reversed()) {
      return .unsupported("certificates (\(shown)) are not supported")
    }
    if name.elementsEqual("ssh-dss".utf8) {
      return .unsupported("DSA keys (ssh-dss) are not supported")
    }
    return .unsupported("the key type \(shown) is not supported")
  }
}
