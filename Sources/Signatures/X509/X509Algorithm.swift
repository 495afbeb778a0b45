internal import SwiftASN1

/// How a signature in a certificate or a message was made.
struct X509Algorithm: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case rsa, ecdsa, ed25519 }

  let kind: Kind
  /// The hash function that the algorithm's own name fixes; nil where it is named elsewhere.
  let digest: X509Digest?

  /// The algorithm that an AlgorithmIdentifier names; throws why there is none, by name.
  init(_ element: ASN1Element) throws(X509Error) {
    var fields = try element.sequence()
    let name = try fields.next().identifier()
    guard let (kind, digest) = Self.known[name] else {
      throw Self.weak[name].map { .bad("signatures with \($0) are not accepted") }
        ?? .unsupported(
          "the signature algorithm \(Self.unread[name] ?? "\(name)") is not supported")
    }
    // RSA writes NULL where the others write nothing; some of its signers write nothing either.
    if kind == .rsa { _ = fields.next(if: .null) }
    try fields.finish()
    (self.kind, self.digest) = (kind, digest)
  }

  private static let known: [ASN1ObjectIdentifier: (Kind, X509Digest?)] = [
    [1, 2, 840, 113549, 1, 1, 1]: (.rsa, nil),
    [1, 2, 840, 113549, 1, 1, 11]: (.rsa, .sha256),
    [1, 2, 840, 113549, 1, 1, 12]: (.rsa, .sha384),
    [1, 2, 840, 113549, 1, 1, 13]: (.rsa, .sha512),
    [1, 2, 840, 10045, 4, 3, 2]: (.ecdsa, .sha256),
    [1, 2, 840, 10045, 4, 3, 3]: (.ecdsa, .sha384),
    [1, 2, 840, 10045, 4, 3, 4]: (.ecdsa, .sha512),
    [1, 3, 101, 112]: (.ed25519, nil),
  ]

  private static let weak: [ASN1ObjectIdentifier: String] = [
    [1, 2, 840, 113549, 1, 1, 4]: "RSA and MD5",
    [1, 2, 840, 113549, 1, 1, 5]: "RSA and SHA-1",
    [1, 2, 840, 10045, 4, 1]: "ECDSA and SHA-1",
  ]

  private static let unread: [ASN1ObjectIdentifier: String] = [
    [1, 2, 840, 113549, 1, 1, 10]: "RSASSA-PSS"
  ]
}
