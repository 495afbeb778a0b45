/// The points that no Ed25519 key may be (RFC 8032, section 5.1).
enum Ed25519Point {
  /// Refuses points that somebody other than the owner of a private key can sign for.
  ///
  /// A point of small order has signatures that hold over many messages without any private key,
  /// and a coordinate that is not reduced gives one key two spellings, hence two identities.
  /// `ssh-keygen` accepts both.
  static func check(_ bytes: ArraySlice<UInt8>) throws(SSHKeyError) {
    guard bytes.count == 32, let top = bytes.last else {
      throw .malformed("an Ed25519 key has 32 bytes, not \(bytes.count)")
    }
    var coordinate = Array(bytes)
    coordinate[31] = top & 0x7F
    guard coordinate.reversed().lexicographicallyPrecedes(prime) else {
      throw .malformed("its Ed25519 point is not in reduced form")
    }
    guard !smallOrder.contains(coordinate) else {
      throw .weak("its Ed25519 point has a small order, so that anybody could sign for it")
    }
  }

  /// 2^255 - 19, the most significant byte first.
  private static let prime: [UInt8] = [0x7F] + [UInt8](repeating: 0xFF, count: 30) + [0xED]

  /// The y coordinates of all points whose order divides 8, the least significant byte first.
  private static let smallOrder: [[UInt8]] = [
    [UInt8](repeating: 0, count: 32),
    [1] + [UInt8](repeating: 0, count: 31),
    [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
    [
      0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98,
      0xF0, 0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53,
      0xFC, 0x05,
    ],
    [
      0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67,
      0x0F, 0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC,
      0x03, 0x7A,
    ],
  ]
}
