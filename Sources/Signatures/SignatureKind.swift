/// The kinds of signature that a commit may carry, told apart by how the armour begins.
package enum SignatureKind: Hashable, Sendable {
  case ssh
  case openPGP
  case x509
  case unknown

  /// Tells the kind of `armor` as Git does, by its first characters; says nothing of the rest.
  package init(of armor: [UInt8]) {
    if armor.starts(with: SSHArmor.header.utf8) {
      self = .ssh
    } else if armor.starts(with: "-----BEGIN PGP SIGNATURE-----".utf8)
      || armor.starts(with: "-----BEGIN PGP MESSAGE-----".utf8)
    {
      self = .openPGP
    } else if armor.starts(with: "-----BEGIN SIGNED MESSAGE-----".utf8) {
      self = .x509
    } else {
      self = .unknown
    }
  }
}
