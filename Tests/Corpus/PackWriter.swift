import Crypto
import Foundation

/// Writes a store as one pack with its index, without compression: equal objects, equal bytes.
package struct PackWriter {
  /// The bytes of the pack, of its index, and the name that both bear.
  package let pack: [UInt8]
  package let index: [UInt8]
  package let name: String

  /// Writes the store; of two swapped ids the index leads from each to the other's object.
  package init(_ store: ObjectStore, swapping swapped: (String, String)? = nil) {
    var pack = Array("PACK".utf8) + Self.big(2) + Self.big(UInt32(store.objects.count))
    var rows: [(id: [UInt8], offset: UInt32, sum: UInt32)] = []
    for (id, object) in store.objects.sorted(by: { $0.key < $1.key }) {
      let entry = Self.head(object) + Deflate.stored(object.content)
      rows.append((Hex.bytes(id), UInt32(pack.count), Checksum.crc32(entry)))
      pack += entry
    }
    if let swapped {
      let places = [swapped.0, swapped.1].compactMap { id in
        rows.firstIndex { $0.id == Hex.bytes(id) }
      }
      if places.count == 2 {
        let (first, second) = (rows[places[0]], rows[places[1]])
        rows[places[0]] = (first.id, second.offset, second.sum)
        rows[places[1]] = (second.id, first.offset, first.sum)
      }
    }
    let sum = Array(Insecure.SHA1.hash(data: pack))
    self.pack = pack + sum
    index = Self.index(rows, sum)
    name = "pack-\(Hex.text(sum))"
  }

  private static func head(_ object: ObjectStore.Object) -> [UInt8] {
    let kinds: [String: UInt8] = ["commit": 1, "tree": 2, "blob": 3, "tag": 4]
    var size = object.content.count
    var byte = (kinds[object.kind] ?? 3) << 4 | UInt8(size & 15)
    var result: [UInt8] = []
    size >>= 4
    while size > 0 {
      result.append(byte | 0x80)
      byte = UInt8(size & 0x7f)
      size >>= 7
    }
    return result + [byte]
  }

  private static func index(
    _ rows: [(id: [UInt8], offset: UInt32, sum: UInt32)], _ pack: [UInt8]
  ) -> [UInt8] {
    var result: [UInt8] = [0xff, 0x74, 0x4f, 0x63] + big(2)
    for first in 0..<256 { result += big(UInt32(rows.count { Int($0.id[0]) <= first })) }
    result += rows.flatMap(\.id) + rows.flatMap { big($0.sum) } + rows.flatMap { big($0.offset) }
    result += pack
    return result + Array(Insecure.SHA1.hash(data: result))
  }

  static func big(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}

/// The format of zlib with blocks that are stored as they are.
package enum Deflate {
  /// A whole stream.
  package static func stored(_ content: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    result.reserveCapacity(content.count + 16 + content.count / 1000)
    var start = 0
    repeat {
      let count = min(content.count - start, 65_535)
      let isLast = start + count == content.count
      let size = UInt16(count)
      result.append(isLast ? 1 : 0)
      for half in [size, ~size] { result += [UInt8(half & 0xff), UInt8(half >> 8)] }
      result += content[start..<(start + count)]
      start += count
    } while start < content.count
    return result + PackWriter.big(Checksum.adler32(content))
  }
}

/// The two checksums of the formats above.
enum Checksum {
  private static let table: [UInt32] = (0..<256).map { first in
    (0..<8).reduce(UInt32(first)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      ~bytes.reduce(~UInt32(0)) { sum, byte in sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 0xff)] }
    }
  }

  static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }
}
