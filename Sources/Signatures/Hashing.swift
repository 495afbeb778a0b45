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
