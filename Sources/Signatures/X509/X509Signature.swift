internal import SwiftASN1

/// An X.509 signature as `gpgsm` and gitsign make it for Git: a detached CMS message (RFC 5652) with
/// one signer, read but not yet checked.
package struct X509Signature: Sendable {
  /// The certificate whose key is said to have signed; nothing is proven before `problem(over:)` is
  /// nil, and nobody is named before `chain` leads to an authority.
  let leaf: X509Certificate
  /// The other certificates that travel in the message, proven by nothing.
  let others: [X509Certificate]
  private let signer: CMSSigner

  /// The most certificates that are looked at.
  private static let mostCertificates = 10

  private static let armor = Armor(
    header: "-----BEGIN SIGNED MESSAGE-----", footer: "-----END SIGNED MESSAGE-----",
    longest: 65_536)

  /// Reads the armour and everything inside it.
  ///
  /// Refused are attached content, several signers, certificates in other formats, revocation lists,
  /// and everything that follows the end of a part.
  package init(armored: [UInt8]) throws(X509Error) {
    let bytes: [UInt8]
    do throws(Armor.Fault) {
      bytes = try Self.armor.content(of: armored)
    } catch {
      throw .malformed(error.words)
    }
    try self.init(binary: bytes)
  }

  private init(binary: [UInt8]) throws(X509Error) {
    var outer = try ASN1Element(ber: binary[...]).sequence()
    guard try outer.next().identifier() == Self.signedData else {
      throw .malformed("what the armour holds is no signed message")
    }
    guard var wrapped = try outer.next(ifContext: 0)?.children() else {
      throw .malformed("the signed message is empty")
    }
    try outer.finish()
    var fields = try wrapped.next().sequence()
    try wrapped.finish()

    _ = try fields.next().smallInteger()
    let digests = try fields.next().inDER().set()
    try Self.checkDetached(fields.next())
    let certificates = try Self.certificates(fields.next(ifContext: 0))
    guard fields.next(ifContext: 1) == nil else {
      throw .unsupported("revocation lists inside a signature are not supported")
    }
    let signers = try fields.next().inDER().set()
    try fields.finish()

    guard let only = signers.first, signers.count == 1 else {
      throw .bad("the signature has \(signers.count) signers instead of one")
    }
    let signer = try CMSSigner(only)
    guard digests.count == 1, try X509Digest(digests[0]) == signer.digest else {
      throw .malformed("the message announces another hash function than its signer used")
    }
    let leaves = certificates.filter(signer.names)
    guard let leaf = leaves.first, leaves.count == 1 else {
      throw .bad("the signer's certificate is not, or not once, in the signature")
    }
    self.signer = signer
    self.leaf = leaf
    others = certificates.filter { $0.encoded != leaf.encoded }
  }

  private static func checkDetached(_ element: ASN1Element) throws(X509Error) {
    var fields = try element.sequence()
    guard try fields.next().identifier() == CMSSigner.data else {
      throw .bad("the signature is one over something other than plain data")
    }
    guard fields.rest.isEmpty else {
      throw .bad("the signature brings content of its own, and the commit could be another")
    }
  }

  private static func certificates(_ element: ASN1Element?) throws(X509Error) -> [X509Certificate] {
    guard let list = try element?.children().rest, !list.isEmpty else {
      throw .bad("the signature has no certificate in it")
    }
    guard list.count <= mostCertificates else {
      throw .bad("the signature has more than \(mostCertificates) certificates in it")
    }
    var result: [X509Certificate] = []
    for item in list { result.append(try X509Certificate(der: item.encoded)) }
    return result
  }

  private static let signedData: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 7, 2]

  /// Why the signature does not prove that the key of its certificate signed `message`; nil if it
  /// does. Whose key that is, a chain to an authority has to say.
  package func problem(over message: [UInt8]) -> X509Error? {
    signer.problem(over: message, by: leaf)
  }
}
