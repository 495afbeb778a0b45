internal import SwiftASN1

/// What the extensions of a certificate say, as far as it matters here.
struct X509Extensions: Sendable {
  /// Whether the subject may certify others.
  private(set) var isAuthority = false
  /// How many authorities may stand between this one and a person; nil for any number.
  private(set) var pathLength: Int?
  /// Nil where the certificate does not say what the key is for.
  private(set) var usage: Usage?
  /// What the key is for in more detail; nil where the certificate does not say.
  private(set) var purposes: Set<Purpose>?
  private(set) var keyID: ArraySlice<UInt8>?
  private(set) var emails: [String] = []
  private(set) var uris: [String] = []
  /// What says that not every name may be certified: it is not read, so nothing may rest on it.
  private(set) var constraint: String?

  struct Usage: Hashable, Sendable {
    var signsContent: Bool
    var signsCertificates: Bool
  }

  /// The purposes under which a signature on a commit can pass; others are not kept.
  enum Purpose: Hashable, Sendable, CaseIterable { case emailProtection, codeSigning }

  /// A certificate without extensions.
  init() {}

  /// Reads the list of extensions; throws for one that is critical and not known, or there twice.
  init(_ element: ASN1Element) throws(X509Error) {
    var seen: Set<ASN1ObjectIdentifier> = []
    for item in try element.sequence().rest {
      var fields = try item.sequence()
      let name = try fields.next().identifier()
      let isCritical = try fields.next(if: .boolean)?.boolean() ?? false
      let content = try fields.next().octets()
      try fields.finish()
      guard seen.insert(name).inserted else { throw .malformed("an extension is there twice") }
      guard try read(name, content) || !isCritical else {
        throw .unsupported("the critical extension \(name) is not supported")
      }
    }
    guard !seen.isEmpty else { throw .malformed("the list of extensions is empty") }
  }

  /// Whether the extension is one that is known and acted on.
  private mutating func read(
    _ name: ASN1ObjectIdentifier, _ content: ArraySlice<UInt8>
  ) throws(X509Error) -> Bool {
    switch name {
    case Self.basicConstraints: try readBasicConstraints(content)
    case Self.keyUsage: try readUsage(content)
    case Self.extendedKeyUsage: try readPurposes(content)
    case Self.alternativeNames: try readNames(content)
    case Self.subjectKeyID: keyID = try ASN1Element(der: content).octets()
    case Self.nameConstraints: constraint = "which names it may certify (name constraints)"
    case Self.policyConstraints: constraint = "under which policies (policy constraints)"
    case Self.inhibitAnyPolicy: constraint = "under which policies (inhibit any policy)"
    default: return false
    }
    return true
  }

  private mutating func readBasicConstraints(_ content: ArraySlice<UInt8>) throws(X509Error) {
    var fields = try ASN1Element(der: content).sequence()
    isAuthority = try fields.next(if: .boolean)?.boolean() ?? false
    pathLength = try fields.next(if: .integer)?.smallInteger()
    try fields.finish()
    guard pathLength == nil || isAuthority else {
      throw .malformed("a certificate that is no authority has a path length")
    }
  }

  private mutating func readUsage(_ content: ArraySlice<UInt8>) throws(X509Error) {
    let bits = try ASN1Element(der: content).bits().bytes
    // Bit 0 is the most significant one: digitalSignature; bit 5: keyCertSign.
    let first = bits.first ?? 0
    usage = Usage(signsContent: first & 0x80 != 0, signsCertificates: first & 0x04 != 0)
  }

  private mutating func readPurposes(_ content: ArraySlice<UInt8>) throws(X509Error) {
    var purposes: Set<Purpose> = []
    for item in try ASN1Element(der: content).sequence().rest {
      switch try item.identifier() {
      case [1, 3, 6, 1, 5, 5, 7, 3, 4]: purposes.insert(.emailProtection)
      case [1, 3, 6, 1, 5, 5, 7, 3, 3]: purposes.insert(.codeSigning)
      case [2, 5, 29, 37, 0]: purposes.formUnion(Purpose.allCases)
      default: continue
      }
    }
    self.purposes = purposes
  }

  private mutating func readNames(_ content: ArraySlice<UInt8>) throws(X509Error) {
    for item in try ASN1Element(der: content).sequence().rest {
      if item.has(context: 1) {
        emails.append(try Self.plain(item.primitive()))
      } else if item.has(context: 6) {
        uris.append(try Self.plain(item.primitive()))
      }
    }
  }

  private static func plain(_ bytes: ArraySlice<UInt8>) throws(X509Error) -> String {
    guard !bytes.isEmpty, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .malformed("an alternative name \(Printable.text(bytes)) is not plain text")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let basicConstraints: ASN1ObjectIdentifier = [2, 5, 29, 19]
  private static let keyUsage: ASN1ObjectIdentifier = [2, 5, 29, 15]
  private static let extendedKeyUsage: ASN1ObjectIdentifier = [2, 5, 29, 37]
  private static let alternativeNames: ASN1ObjectIdentifier = [2, 5, 29, 17]
  private static let subjectKeyID: ASN1ObjectIdentifier = [2, 5, 29, 14]
  private static let nameConstraints: ASN1ObjectIdentifier = [2, 5, 29, 30]
  private static let policyConstraints: ASN1ObjectIdentifier = [2, 5, 29, 36]
  private static let inhibitAnyPolicy: ASN1ObjectIdentifier = [2, 5, 29, 54]
}
