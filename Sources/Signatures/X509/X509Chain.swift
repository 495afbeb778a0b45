internal import Primitives

/// Whom an authority named, and for how long, by a chain of certificates.
package struct X509Identity: Hashable, Sendable {
  /// The subject of the signer's certificate as RFC 4514 writes it; nil if it has no such text.
  package let subject: String?
  /// The one e-mail address among the alternative names; nil if there is none, or several.
  package let email: String?
  /// The one URI among the alternative names; nil if there is none, or several.
  package let uri: String?
  /// When every certificate of the chain holds; judged by who knows the time.
  package let period: SigningPeriod

  /// Whether this is exactly who a policy names.
  package func isNamed(by subject: X509Subject) -> Bool {
    switch subject {
    case .name(let text): self.subject.map { $0.utf8.elementsEqual(text.utf8) } ?? false
    case .email(let text): email.map { $0.utf8.elementsEqual(text.utf8) } ?? false
    case .uri(let text): uri.map { $0.utf8.elementsEqual(text.utf8) } ?? false
    }
  }
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
    var period = leaf.period
    var purposes = leaf.extensions.purposes ?? Set(X509Extensions.Purpose.allCases)
    for certificate in path {
      period = period.intersection(certificate.period)
      if let limit = certificate.extensions.purposes { purposes.formIntersection(limit) }
    }
    guard !purposes.isEmpty else {
      throw .bad("the certificate is for neither e-mail protection nor code signing")
    }
    guard !period.isEmpty else {
      throw .bad("there is no time at which all certificates of the chain hold")
    }
    let names = leaf.extensions
    return X509Identity(
      subject: leaf.subject.text, email: names.emails.count == 1 ? names.emails[0] : nil,
      uri: names.uris.count == 1 ? names.uris[0] : nil, period: period)
  }

  /// The SHA-256 of the signer's certificate in hexadecimal digits.
  package var fingerprint: String { sha256(of: Array(leaf.encoded)).hex }
}

extension X509Certificate {
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
