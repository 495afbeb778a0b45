/// The kinds of OpenSSH certificate, each for one kind of key.
struct SSHCertificateType {
  /// The kind of the key that is certified.
  let plain: SSHKeyType

  private static let suffix = "-cert-v01@openssh.com"

  /// The kind that `name` spells; throws why there is none, by name.
  init(name: some Collection<UInt8>) throws(SSHSignatureError) {
    guard let plain = SSHKeyType.allCases.first(where: { Self.name(of: $0).elementsEqual(name) })
    else { throw .unsupported("the certificate type \(Printable.text(name)) is not supported") }
    self.plain = plain
  }

  /// Whether a name is one of a certificate, known or not.
  static func looksLikeOne(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    name.reversed().starts(with: suffix.utf8.reversed())
  }

  /// Keys of devices bear OpenSSH's own domain, which stands behind the suffix once.
  private static func name(of type: SSHKeyType) -> [UInt8] {
    let base = type.rawValue.utf8.prefix { $0 != UInt8(ascii: "@") }
    return Array(base) + Array(suffix.utf8)
  }
}
