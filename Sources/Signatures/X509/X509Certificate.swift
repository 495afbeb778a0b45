internal import Primitives

/// A certificate, read strictly but not yet proven.
struct X509Certificate: Sendable {
  /// The certificate in DER, which is its identity.
  let encoded: ArraySlice<UInt8>
  let serial: ArraySlice<UInt8>
  let issuer: DistinguishedName
  let subject: DistinguishedName
  let validity: Validity
  let key: X509Key
  let extensions: X509Extensions

  private let signed: ArraySlice<UInt8>
  private let algorithm: X509Algorithm
  private let signature: ArraySlice<UInt8>

  /// Reads the certificate that `bytes` hold in DER, to their end.
  init(der bytes: ArraySlice<UInt8>) throws(X509Error) {
    let element = try ASN1Element(der: bytes)
    var outer = try element.sequence()
    let content = try outer.next()
    let algorithm = try outer.next()
    signature = try outer.next().wholeBytes()
    try outer.finish()
    encoded = element.encoded
    signed = content.encoded
    self.algorithm = try X509Algorithm(algorithm)

    var fields = try content.sequence()
    guard var version = try fields.next(ifContext: 0)?.children(),
      try version.next().smallInteger() == 2
    else { throw .bad("a certificate is not of version 3, so it does not say what it is for") }
    try version.finish()
    serial = try fields.next().integer()
    guard try fields.next().encoded == algorithm.encoded else {
      throw .malformed("a certificate names two signature algorithms")
    }
    issuer = try DistinguishedName(fields.next())
    validity = try Self.validity(fields.next())
    subject = try DistinguishedName(fields.next())
    key = try X509Key(fields.next())
    // Two bit strings of older days; nobody writes them.
    guard fields.next(ifContext: 1) == nil, fields.next(ifContext: 2) == nil else {
      throw .unsupported("unique identifiers in certificates are not supported")
    }
    extensions = try Self.extensions(fields.next(ifContext: 3))
    try fields.finish()
  }

  private static func validity(_ element: ASN1Element) throws(X509Error) -> Validity {
    var fields = try element.sequence()
    let (first, last) = (try fields.next().time(), try fields.next().time())
    try fields.finish()
    // The last second belongs to the certificate.
    return Validity(from: first, until: last.advanced(by: 1))
  }

  private static func extensions(_ element: ASN1Element?) throws(X509Error) -> X509Extensions {
    guard var fields = try element?.children() else { return X509Extensions() }
    let extensions = try X509Extensions(fields.next())
    try fields.finish()
    return extensions
  }

  /// Whether the owner of `authority` made this certificate; says nothing about their right to.
  func isSigned(by authority: X509Certificate) -> Bool {
    authority.key.proves(signed, signature: signature, by: algorithm, digest: nil)
  }
}
