internal import SwiftASN1

/// What one signer says in a CMS message (RFC 5652, section 5.3).
struct CMSSigner: Sendable {
  let digest: X509Digest
  private let name: Name
  private let algorithm: X509Algorithm
  private let signature: ArraySlice<UInt8>
  /// The signed attributes, as they were signed.
  private let signed: [UInt8]
  private let messageDigest: ArraySlice<UInt8>

  /// How a signer says which certificate is theirs.
  private enum Name: Sendable {
    case issuer(ArraySlice<UInt8>, serial: ArraySlice<UInt8>)
    case key(ArraySlice<UInt8>)
  }

  /// The type of content that is just bytes.
  static let data: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 7, 1]

  /// Reads a SignerInfo.
  init(_ element: ASN1Element) throws(X509Error) {
    var fields = try element.sequence()
    let version = try fields.next().smallInteger()
    name = try Self.name(fields.next())
    switch (version, name) {
    case (1, .issuer), (3, .key): break
    default: throw .malformed("the version of its signer does not fit the signer's name")
    }
    digest = try X509Digest(fields.next())
    // Without signed attributes, a message could be passed off as the attributes of another.
    guard let attributes = fields.next(ifContext: 0) else {
      throw .bad("the signature has no signed attributes")
    }
    algorithm = try X509Algorithm(fields.next())
    signature = try fields.next().octets()
    // What stands here nobody signed, such as what a log said about the signature: it is not read.
    _ = fields.next(ifContext: 1)
    try fields.finish()
    if let fixed = algorithm.digest, fixed != digest {
      throw .malformed("its signer names two hash functions")
    }
    // RFC 8419, section 3.1.
    if algorithm.kind == .ed25519, digest != .sha512 {
      throw .malformed("an Ed25519 signature is made with SHA-512")
    }
    // RFC 5652, section 5.4: signed is the set under its own tag.
    signed = [0x31] + attributes.encoded.dropFirst()
    messageDigest = try Self.messageDigest(in: ASN1Element(der: signed[...]))
  }

  private static func name(_ element: ASN1Element) throws(X509Error) -> Name {
    if element.has(context: 0) { return .key(try element.primitive()) }
    var fields = try element.sequence()
    let (issuer, serial) = (try fields.next().encoded, try fields.next().integer())
    try fields.finish()
    return .issuer(issuer, serial: serial)
  }

  /// Checks the attributes that bind the content, and gives the one that holds its digest.
  private static func messageDigest(
    in attributes: ASN1Element
  ) throws(X509Error) -> ArraySlice<UInt8> {
    var values: [ASN1ObjectIdentifier: ASN1Element] = [:]
    for attribute in try attributes.set() {
      var fields = try attribute.sequence()
      let type = try fields.next().identifier()
      let set = try fields.next().set()
      try fields.finish()
      guard let value = set.first, set.count == 1 || !needed.contains(type) else {
        throw .malformed("a signed attribute does not have one value")
      }
      guard values.updateValue(value, forKey: type) == nil else {
        throw .malformed("a signed attribute is there twice")
      }
    }
    guard try values[contentType]?.identifier() == data else {
      throw .bad("the signature's content type is missing or not plain data")
    }
    guard let digest = try values[messageDigest]?.octets() else {
      throw .bad("the signature does not hold the digest of what was signed")
    }
    return digest
  }

  private static let contentType: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 3]
  private static let messageDigest: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 4]
  private static let needed: Set<ASN1ObjectIdentifier> = [contentType, messageDigest]

  /// Whether a certificate is the one that the signer names as theirs.
  func names(_ certificate: X509Certificate) -> Bool {
    switch name {
    case .issuer(let issuer, let serial):
      certificate.issuer.encoded == issuer && certificate.serial == serial
    case .key(let id):
      certificate.extensions.keyID == id
    }
  }

  /// Why the owner of a certificate's key did not sign `message`; nil if they did.
  func problem(over message: [UInt8], by certificate: X509Certificate) -> X509Error? {
    guard messageDigest.elementsEqual(digest.digest(of: message)) else {
      return .bad("the signature is one over other content")
    }
    guard
      certificate.key.proves(signed[...], signature: signature, by: algorithm, digest: digest)
    else { return .bad("the signature does not match the key and the content") }
    return nil
  }
}
