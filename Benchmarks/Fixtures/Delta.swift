/// The difference of two versions of a tree, as packs write it (gitformat-pack).
enum Delta {
  /// Copies what both begin and end with, and inserts what stands between.
  static func bytes(from base: [UInt8], to target: [UInt8]) -> [UInt8] {
    let shorter = min(base.count, target.count)
    var start = 0
    while start < shorter, base[start] == target[start] { start += 1 }
    var end = 0
    while end < shorter - start, base[base.count - 1 - end] == target[target.count - 1 - end] {
      end += 1
    }
    var result = size(base.count) + size(target.count)
    copy(0, start, &result)
    insert(target[start..<(target.count - end)], &result)
    copy(base.count - end, end, &result)
    return result
  }

  private static func size(_ count: Int) -> [UInt8] {
    var result: [UInt8] = []
    var rest = count
    while rest > 127 {
      result.append(0x80 | UInt8(rest & 127))
      rest >>= 7
    }
    return result + [UInt8(rest)]
  }

  private static func copy(_ offset: Int, _ count: Int, _ result: inout [UInt8]) {
    for first in stride(from: offset, to: offset + count, by: 0xFFFF) {
      let length = min(0xFFFF, offset + count - first)
      // All four bytes of the offset, and two of the length.
      result.append(0x80 | 0x3F)
      for shift in [0, 8, 16, 24] { result.append(UInt8(truncatingIfNeeded: first >> shift)) }
      for shift in [0, 8] { result.append(UInt8(truncatingIfNeeded: length >> shift)) }
    }
  }

  private static func insert(_ bytes: ArraySlice<UInt8>, _ result: inout [UInt8]) {
    var rest = bytes
    while !rest.isEmpty {
      let piece = rest.prefix(127)
      result.append(UInt8(piece.count))
      result += piece
      rest = rest.dropFirst(piece.count)
    }
  }
}
