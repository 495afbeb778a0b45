/// One packet (RFC 4880, section 4) with its length known before its body.
struct OpenPGPPacket {
  let tag: Tag
  let body: ArraySlice<UInt8>
  /// The packet with its header, as it stands.
  let raw: ArraySlice<UInt8>

  /// The kinds of packet that a certificate or a signature may have.
  enum Tag: UInt8 {
    case signature = 2
    case secretKey = 5
    case publicKey = 6
    case secretSubkey = 7
    case trust = 12
    case userID = 13
    case publicSubkey = 14
    case userAttribute = 17
  }

  /// Takes `bytes` apart to the last; empty for empty bytes.
  ///
  /// Lengths in parts and lengths that are left open are refused, as neither keys nor signatures
  /// have them.
  static func all(in bytes: [UInt8]) throws(OpenPGPError) -> [OpenPGPPacket] {
    var packets: [OpenPGPPacket] = []
    var reader = WireReader<OpenPGPError>(bytes[...])
    while !reader.isAtEnd { packets.append(try OpenPGPPacket(from: &reader)) }
    return packets
  }

  private init(from reader: inout WireReader<OpenPGPError>) throws(OpenPGPError) {
    let start = reader.remainder
    let header = try reader.byte()
    guard header & 0x80 != 0 else { throw .malformed("something that is no packet stands in it") }
    let isNew = header & 0x40 != 0
    let number = isNew ? header & 0x3F : header >> 2 & 0x0F
    guard let tag = Tag(rawValue: number) else {
      throw .malformed("a packet of type \(number) stands in it")
    }
    self.tag = tag
    body = try reader.bytes(
      isNew ? Self.newLength(&reader) : Self.oldLength(header & 3, &reader))
    raw = start[..<reader.remainder.startIndex]
  }

  private static func newLength(
    _ reader: inout WireReader<OpenPGPError>
  ) throws(OpenPGPError) -> Int {
    let first = Int(try reader.byte())
    switch first {
    case ..<192: return first
    case ..<224: return (first - 192) << 8 + Int(try reader.byte()) + 192
    case 255: return Int(try reader.uint32())
    default: throw .malformed("a packet in it comes in parts")
    }
  }

  private static func oldLength(
    _ kind: UInt8, _ reader: inout WireReader<OpenPGPError>
  ) throws(OpenPGPError) -> Int {
    switch kind {
    case 0: return Int(try reader.byte())
    case 1: return try reader.uint16()
    case 2: return Int(try reader.uint32())
    default: throw .malformed("a packet in it has no length")
    }
  }
}
