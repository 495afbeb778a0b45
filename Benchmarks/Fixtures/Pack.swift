internal import Crypto
internal import Primitives

/// A pack of Git objects, each written once; deflated by nobody, since Git packs it anew.
struct Pack {
  /// The kinds of objects, numbered as packs number them.
  enum Kind: UInt8 {
    case commit = 1
    case tree = 2
    case blob = 3

    fileprivate var name: String {
      switch self {
      case .commit: "commit"
      case .tree: "tree"
      case .blob: "blob"
      }
    }
  }

  private let file: OutputFile
  private var written: Set<ObjectID> = []

  init(path: String) throws {
    file = try OutputFile(path)
    try file.write(Array("PACK".utf8) + Self.bigEndian(2) + Self.bigEndian(0))
  }

  /// Adds an object unless the pack has it.
  mutating func add(_ object: (id: ObjectID, kind: Kind, content: [UInt8])) throws {
    guard written.insert(object.id).inserted else { return }
    try file.write(Self.header(object.kind, object.content.count) + Self.stored(object.content))
  }

  /// Adds the number of objects, which is known only now, and the checksum.
  func finish() throws {
    try file.rewrite(Self.bigEndian(UInt32(written.count)), at: 8)
    var checksum = Insecure.SHA1()
    file.forEachPiece { checksum.update(data: $0) }
    try file.write(Array(checksum.finalize()))
  }

  /// The name of an object.
  static func id(_ kind: Kind, _ content: [UInt8]) throws -> ObjectID {
    var hash = Insecure.SHA1()
    hash.update(data: Array("\(kind.name) \(content.count)".utf8) + [0])
    hash.update(data: content)
    guard let id = ObjectID(bytes: Array(hash.finalize())) else {
      throw FixtureError(description: "SHA-1 has another length")
    }
    return id
  }

  /// Kind and size, seven bits a byte after the first four (gitformat-pack).
  private static func header(_ kind: Kind, _ size: Int) -> [UInt8] {
    var rest = size >> 4
    var result = [kind.rawValue << 4 | UInt8(size & 15)]
    while rest > 0 {
      result[result.count - 1] |= 0x80
      result.append(UInt8(rest & 127))
      rest >>= 7
    }
    return result
  }

  /// A zlib stream of stored blocks (RFC 1950, RFC 1951).
  private static func stored(_ content: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var rest = content[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      let (low, high) = (UInt8(block.count & 255), UInt8(block.count >> 8))
      result += [rest.isEmpty ? 1 : 0, low, high, ~low, ~high]
      result += block
    } while !rest.isEmpty
    return result + bigEndian(adler32(content))
  }

  private static func adler32(_ content: [UInt8]) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    // The largest stretch after which no sum overflows (RFC 1950's own bound).
    for start in stride(from: 0, to: content.count, by: 5552) {
      for byte in content[start..<min(content.count, start + 5552)] {
        low += UInt32(byte)
        high += low
      }
      low %= 65521
      high %= 65521
    }
    return high << 16 | low
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
