internal import Crypto
internal import SwiftASN1

/// The hash functions that may stand under an X.509 signature; SHA-1 and MD5 are not among them.
enum X509Digest: Hashable, Sendable, CaseIterable {
  case sha256, sha384, sha512

  /// The function that an AlgorithmIdentifier names; throws why there is none, by name.
  init(_ element: ASN1Element) throws(X509Error) {
    var fields = try element.sequence()
    let name = try fields.next().identifier()
    guard let known = Self.allCases.first(where: { $0.name == name }) else {
      throw Self.weak[name].map { .bad("signatures with \($0) are not accepted") }
        ?? .unsupported("the hash function \(name) is not supported")
    }
    // Some leave the parameters out, as they should, others write NULL.
    _ = fields.next(if: .null)
    try fields.finish()
    self = known
  }

  /// The digest of `bytes`.
  func digest(of bytes: some Collection<UInt8>) -> [UInt8] {
    Array(bytes).withUnsafeBytes { digest(of: $0) }
  }

  /// The digest of the memory that `bytes` names.
  func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
    switch self {
    case .sha256: Signatures.digest(of: bytes, with: SHA256.self)
    case .sha384: Signatures.digest(of: bytes, with: SHA384.self)
    case .sha512: Signatures.digest(of: bytes, with: SHA512.self)
    }
  }

  private var name: ASN1ObjectIdentifier {
    switch self {
    case .sha256: [2, 16, 840, 1, 101, 3, 4, 2, 1]
    case .sha384: [2, 16, 840, 1, 101, 3, 4, 2, 2]
    case .sha512: [2, 16, 840, 1, 101, 3, 4, 2, 3]
    }
  }

  /// What used to be common, so that it can be refused by name.
  private static let weak: [ASN1ObjectIdentifier: String] = [
    [1, 3, 14, 3, 2, 26]: "SHA-1",
    [1, 2, 840, 113549, 2, 5]: "MD5",
  ]
}
