internal import Crypto
package import Primitives

/// The SHA-256 digest of `bytes`.
package func sha256(of bytes: [UInt8]) -> Primitives.SHA256Digest {
  bytes.withUnsafeBytes { sha256(of: $0) }
}

/// The SHA-256 digest of the memory that `bytes` names.
package func sha256(of bytes: UnsafeRawBufferPointer) -> Primitives.SHA256Digest {
  guard let digest = SHA256Digest(bytes: digest(of: bytes, with: SHA256.self)) else {
    preconditionFailure("SHA-256 gives 32 bytes")
  }
  return digest
}

/// The digest of the memory that `bytes` names, as bytes.
func digest<Function: HashFunction>(
  of bytes: UnsafeRawBufferPointer, with function: Function.Type
) -> [UInt8] {
  var hash = Function()
  hash.update(bufferPointer: bytes)
  return Array(hash.finalize())
}

/// The SHA-256 digest of bytes that come piece by piece.
package struct SHA256Stream: ~Copyable {
  private var hash = SHA256()

  package init() {}

  /// Takes the next bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
  }

  /// The digest of all bytes that came.
  package consuming func finalize() -> Primitives.SHA256Digest {
    guard let digest = SHA256Digest(bytes: Array(hash.finalize())) else {
      preconditionFailure("SHA-256 gives 32 bytes")
    }
    return digest
  }
}

/// The SHA-1 of `bytes`: for names that a standard makes with it, never for evidence.
package func sha1ForNames(of bytes: [UInt8]) -> [UInt8] {
  bytes.withUnsafeBytes { digest(of: $0, with: Insecure.SHA1.self) }
}
