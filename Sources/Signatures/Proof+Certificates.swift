extension Proof {
  /// A key that an SSH certificate names, proven by a signature that it made.
  package init(_ certificate: SSHCertificate) {
    self.init(
      claims: [
        Claim(
          .sshCertificate(
            authority: certificate.authority.blob, principal: certificate.principal),
          validity: certificate.validity)
      ],
      certified: .sshKey(certificate.key.blob), fingerprint: certificate.key.fingerprint,
      remark: "no policy in force names the principal \(certificate.principal) under the authority "
        + certificate.authority.fingerprint)
  }

  /// A key that X.509 certificates name, proven by a signature that it made.
  ///
  /// It has a claim for every authority to which a chain leads and every name that the signer's
  /// certificate bears; none where no chain leads anywhere.
  package init(_ signature: X509Signature, authorities: [X509Authority]) {
    var claims: [Claim] = []
    var refusal: String?
    for authority in authorities {
      do throws(X509Error) {
        let identity = try signature.identity(under: authority)
        claims += identity.subjects.map {
          Claim(
            .x509(authority: authority.encoded, subject: $0.text), validity: identity.validity)
        }
      } catch {
        // What is wrong with the chain to the very issuer says more than that others are none.
        if refusal == nil || signature.isIssued(inNameOf: authority) { refusal = error.message }
      }
    }
    let names = signature.subjects.map(\.text).joined(separator: ", ")
    self.init(
      claims: claims, certified: .sshKey(signature.key.blob),
      fingerprint: "SHA256:" + signature.fingerprint,
      remark: claims.isEmpty
        ? "no policy knows an authority that certified \(names): \(refusal ?? "it names none")"
        : "no policy in force names \(names) under the authority")
  }

  /// Why no policy in force knows the key, in words.
  package var strangerWords: String {
    remark.map { "\($0) (key \(fingerprint))" }
      ?? "no policy in force knows the key \(fingerprint)"
  }
}
