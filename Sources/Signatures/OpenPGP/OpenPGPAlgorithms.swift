/// The functions that shorten a message before it is signed (RFC 4880, section 9.4).
package enum OpenPGPHash: UInt8, Hashable, Sendable {
  case sha256 = 8
  case sha384 = 9
  case sha512 = 10

  /// The function of a number; throws why it is not taken, by name.
  init(number: UInt8) throws(OpenPGPError) {
    if let known = OpenPGPHash(rawValue: number) {
      self = known
      return
    }
    switch number {
    case 1: throw .weak("the digest MD5 no longer proves anything")
    case 2: throw .weak("the digest SHA-1 no longer proves anything")
    case 3: throw .weak("the digest RIPEMD-160 no longer proves anything")
    case 11: throw .unsupported("the digest SHA-224 is not supported")
    case 12, 14: throw .unsupported("SHA-3 digests are not supported")
    default: throw .unsupported("the digest with the number \(number) is not supported")
    }
  }

  /// The name as people write it.
  package var name: String {
    switch self {
    case .sha256: "SHA-256"
    case .sha384: "SHA-384"
    case .sha512: "SHA-512"
    }
  }
}

/// The public-key algorithms that can sign and are read (RFC 4880, section 9.1; RFC 6637).
enum OpenPGPAlgorithm: Hashable, Sendable {
  case rsa
  case ecdsa
  /// Ed25519 as GnuPG writes it since version 2.1.
  case edDSA

  /// The algorithm of a number; throws why it is not taken, by name.
  init(number: UInt8) throws(OpenPGPError) {
    switch number {
    case 1, 3: self = .rsa
    case 19: self = .ecdsa
    case 22: self = .edDSA
    case 2, 16, 18, 20, 21, 25, 26:
      throw .unsupported("the algorithm with the number \(number) does not sign")
    case 17: throw .unsupported("DSA is not supported")
    case 27: throw .unsupported("Ed25519 in the form of RFC 9580 is not supported")
    case 28: throw .unsupported("Ed448 is not supported")
    default: throw .unsupported("the algorithm with the number \(number) is not supported")
    }
  }
}

/// The curves that are read, by the bytes of their object identifiers.
enum OpenPGPCurve {
  /// The SSH name of an ECDSA curve; nil for others.
  static func sshName(_ identifier: ArraySlice<UInt8>) -> String? {
    switch Array(identifier) {
    case [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]: "nistp256"
    case [0x2B, 0x81, 0x04, 0x00, 0x22]: "nistp384"
    case [0x2B, 0x81, 0x04, 0x00, 0x23]: "nistp521"
    default: nil
    }
  }

  /// Ed25519 for signing.
  static let ed25519: [UInt8] = [0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01]
}
