package import Primitives

/// Whom an authority named, and for how long, by a chain of certificates.
package struct X509Identity: Hashable, Sendable {
  /// The ways in which a policy may name the signer.
  package let subjects: [X509Subject]
  /// When every certificate of the chain holds; judged by who knows the time.
  package let validity: Validity
}

extension X509Signature {
  /// Whom `authority` named as the signer, through the certificates in the message.
  ///
  /// Checked are all signatures, who may certify, and what the signer's key is for; not the time,
  /// and not whether the signature itself holds. Throws why there is no such chain.
  package func identity(under authority: X509Authority) throws(X509Error) -> X509Identity {
    if let reason = leaf.reasonNotToSign { throw reason }
    var search = X509PathSearch(others: others, anchor: authority.certificate)
    guard let path = search.path(from: leaf, below: 0) else {
      throw search.reason ?? .bad("no chain of certificates leads to the authority")
    }
    var validity = leaf.validity
    var purposes = leaf.extensions.purposes ?? Set(X509Extensions.Purpose.allCases)
    for certificate in path {
      validity = validity.intersection(certificate.validity)
      if let limit = certificate.extensions.purposes { purposes.formIntersection(limit) }
    }
    guard !purposes.isEmpty else {
      throw .bad("the certificate is for neither e-mail protection nor code signing")
    }
    return X509Identity(subjects: subjects, validity: validity)
  }

  /// The names that the signer's certificate bears; nothing says yet that they are theirs.
  package var subjects: [X509Subject] { leaf.subjects }

  /// The signer's key as an SSH key.
  package var key: SSHPublicKey { leaf.key.ssh }

  /// The SHA-256 of the signer's certificate in hexadecimal digits.
  package var fingerprint: String { sha256(of: Array(leaf.encoded)).hex }

  /// Whether the last certificate that the message brings names an authority as its issuer.
  func isIssued(inNameOf authority: X509Authority) -> Bool {
    ([leaf] + others).contains { $0.issuer.encoded == authority.certificate.subject.encoded }
  }
}

extension X509Certificate {
  /// Several names of one kind do not say who it is.
  fileprivate var subjects: [X509Subject] {
    let (emails, uris) = (extensions.emails, extensions.uris)
    return [
      subject.text.map(X509Subject.init(name:)),
      emails.count == 1 ? X509Subject(email: emails[0]) : nil,
      uris.count == 1 ? X509Subject(uri: uris[0]) : nil,
    ].compactMap { $0 }
  }

  /// Why the subject may not sign content; nil if it may.
  fileprivate var reasonNotToSign: X509Error? {
    if extensions.isAuthority {
      return .bad("the certificate is one of an authority, not of a person")
    }
    guard let usage = extensions.usage, usage.signsContent else {
      return .bad("the certificate does not say that its key is for digital signatures")
    }
    return nil
  }
}

/// Looks for a chain from one certificate to an authority.
struct X509PathSearch {
  let others: [X509Certificate]
  let anchor: X509Certificate
  /// What kept the last certificate that fitted by name out of the chain.
  private(set) var reason: X509Error?
  /// Signatures that may still be checked; certificates of one name could make many chains.
  private var effort = 16

  init(others: [X509Certificate], anchor: X509Certificate) {
    self.others = others
    self.anchor = anchor
  }

  /// The issuers of `certificate` up to the authority; nil if there is no such chain.
  ///
  /// - Parameter below: how many authorities stand between it and the signer already.
  mutating func path(from certificate: X509Certificate, below: Int) -> [X509Certificate]? {
    if issues(anchor, certificate, below: below) { return [anchor] }
    for other in others
    where other.encoded != anchor.encoded && other.encoded != certificate.encoded {
      guard issues(other, certificate, below: below) else { continue }
      if let rest = path(from: other, below: below + 1) { return [other] + rest }
    }
    return nil
  }

  private mutating func issues(
    _ issuer: X509Certificate, _ certificate: X509Certificate, below: Int
  ) -> Bool {
    guard issuer.subject.encoded == certificate.issuer.encoded, effort > 0 else { return false }
    if let refusal = issuer.reasonNotToCertify {
      reason = refusal
      return false
    }
    if let limit = issuer.extensions.pathLength, below > limit {
      reason = .bad("the chain is longer than one of its authorities allows (path length)")
      return false
    }
    effort -= 1
    guard certificate.isSigned(by: issuer) else {
      reason = .bad("a certificate does not bear the signature of the authority that it names")
      return false
    }
    return true
  }
}
