package import Primitives

/// By what a policy names the holder of a key.
package enum Credential: Hashable, Sendable {
  /// An SSH public key, by its wire encoding.
  case sshKey([UInt8])
  /// A primary key or a subkey, by the body of its OpenPGP public-key packet.
  case openPGPKey([UInt8])
  /// Whoever an SSH certificate authority, by its wire encoding, certifies under one principal.
  case sshCertificate(authority: [UInt8], principal: String)
  /// Whoever an X.509 authority, by its certificate in DER, certifies under one subject.
  case x509(authority: [UInt8], subject: String)
}

/// What a good signature proves: which key made it, and by what a policy may know that key.
package struct Proof: Hashable, Sendable {
  /// One way to know the key.
  package struct Claim: Hashable, Sendable {
    package let credential: Credential
    /// When what the message itself carries, such as a certificate, allows the key to be used.
    package let validity: Validity

    package init(_ credential: Credential, validity: Validity = Validity()) {
      self.credential = credential
      self.validity = validity
    }
  }

  /// How a policy may name the key's holder; a plain key has one way, a certified one may chain to
  /// several authorities.
  package let claims: [Claim]
  /// The key below a certificate, by which it may be marked as compromised too.
  package let certified: Credential?
  /// The primary keys of the OpenPGP certificates in which the key stands, by which it may be marked.
  package let primaries: [Credential]
  /// The key for people, such as `SHA256:…`.
  package let fingerprint: String
  /// What to say of a holder whom no policy knows; nil for a plain key.
  package let remark: String?

  package init(
    claims: [Claim], certified: Credential? = nil, primaries: [Credential] = [],
    fingerprint: String, remark: String? = nil
  ) {
    self.primaries = primaries
    self.remark = remark
    self.claims = claims
    self.certified = certified
    self.fingerprint = fingerprint
  }

  /// A plain SSH key.
  package init(_ key: SSHPublicKey) {
    self.init(claims: [Claim(.sshKey(key.blob))], fingerprint: key.fingerprint)
  }

  /// A key of OpenPGP certificates, which may be marked by way of any of their primary keys too.
  package init(_ key: OpenPGPCertificate.Key, primaries: [[UInt8]]) {
    self.init(
      claims: [Claim(.openPGPKey(key.body))],
      primaries: primaries.filter { $0 != key.body }.map(Credential.openPGPKey),
      fingerprint: key.fingerprint)
  }

  /// Everything that a mark of compromise may name.
  package var credentials: [Credential] {
    claims.map(\.credential) + [certified].compactMap { $0 } + primaries
  }
}
