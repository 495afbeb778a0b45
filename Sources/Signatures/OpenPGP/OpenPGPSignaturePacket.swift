/// The body of a signature packet of version 4 (RFC 4880, section 5.2.3), taken apart.
struct OpenPGPSignaturePacket {
  /// What the signature is about, such as 0x00 for a file.
  let type: UInt8
  let algorithm: UInt8
  let hash: UInt8
  /// What is signed along with the message: the packet up to the end of the hashed area.
  let prefix: ArraySlice<UInt8>
  /// What the signature vouches for itself.
  let hashed: [Subpacket]
  /// What anybody may have added.
  let unhashed: [Subpacket]
  /// The first two bytes of the digest.
  let digestStart: [UInt8]
  /// The numbers of the algorithm.
  let numbers: ArraySlice<UInt8>

  /// A statement of a signature about itself.
  struct Subpacket {
    let kind: UInt8
    let isCritical: Bool
    let body: ArraySlice<UInt8>

    static let created: UInt8 = 2
    static let expires: UInt8 = 3
    static let issuer: UInt8 = 16
    static let policy: UInt8 = 26
    static let signersUserID: UInt8 = 28
    static let issuerFingerprint: UInt8 = 33
  }

  /// Reads a whole body; throws if it has another version or is not well-formed.
  init(body: ArraySlice<UInt8>) throws(OpenPGPError) {
    var reader = WireReader<OpenPGPError>(body)
    let version = try reader.byte()
    guard version == 4 else {
      throw .unsupported("signatures of version \(version) are not supported")
    }
    type = try reader.byte()
    algorithm = try reader.byte()
    hash = try reader.byte()
    let length = try reader.uint16()
    let area = try reader.bytes(length)
    prefix = body.prefix(6 + length)
    hashed = try Self.subpackets(area)
    unhashed = try Self.subpackets(reader.bytes(reader.uint16()))
    digestStart = Array(try reader.bytes(2))
    numbers = reader.remainder
  }

  /// When the signature says it was made: seconds since the epoch, stated exactly once.
  func created() throws(OpenPGPError) -> UInt32 {
    let dates = hashed.filter { $0.kind == Subpacket.created }
    guard let date = dates.first, dates.count == 1, date.body.count == 4 else {
      throw .malformed("it does not say exactly once when it was made")
    }
    return date.body.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Whether the signature names, covered or not, the key of a fingerprint.
  func names(_ fingerprint: [UInt8]) -> Bool {
    (hashed + unhashed).contains { statement in
      switch statement.kind {
      case Subpacket.issuer: statement.body.elementsEqual(fingerprint.suffix(8))
      case Subpacket.issuerFingerprint: statement.body.dropFirst().elementsEqual(fingerprint)
      default: false
      }
    }
  }

  private static func subpackets(_ area: ArraySlice<UInt8>) throws(OpenPGPError) -> [Subpacket] {
    var subpackets: [Subpacket] = []
    var reader = WireReader<OpenPGPError>(area)
    while !reader.isAtEnd {
      let first = Int(try reader.byte())
      let length =
        switch first {
        case ..<192: first
        case ..<255: (first - 192) << 8 + Int(try reader.byte()) + 192
        default: Int(try reader.uint32())
        }
      var content = WireReader<OpenPGPError>(try reader.bytes(length))
      let kind = try content.byte()
      subpackets.append(
        Subpacket(kind: kind & 0x7F, isCritical: kind & 0x80 != 0, body: content.remainder))
    }
    return subpackets
  }
}
