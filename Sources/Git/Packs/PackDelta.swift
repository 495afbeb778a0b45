/// How a pack makes one object of another.
enum PackDelta {
  /// What a delta makes of its base; nil if it does not fit it, or makes more than `limit` bytes.
  static func apply(
    _ delta: UnsafeRawBufferPointer, to base: UnsafeRawBufferPointer, limit: Int
  ) -> [UInt8]? {
    var cursor = 0
    guard size(in: delta, &cursor) == base.count, let size = size(in: delta, &cursor),
      size <= limit
    else { return nil }
    var isWhole = false
    let result = [UInt8](unsafeUninitializedCapacity: size) { target, count in
      let made = fill(UnsafeMutableRawBufferPointer(target), upTo: size, delta, cursor, base)
      isWhole = made == size
      count = isWhole ? size : 0
    }
    return isWhole ? result : nil
  }

  /// Copies from the base and from the delta itself; how many bytes that made, or nil if an
  /// instruction did not fit.
  private static func fill(
    _ target: UnsafeMutableRawBufferPointer, upTo size: Int, _ delta: UnsafeRawBufferPointer,
    _ start: Int, _ base: UnsafeRawBufferPointer
  ) -> Int? {
    var cursor = start
    var made = 0
    while cursor < delta.count {
      let instruction = delta[cursor]
      cursor += 1
      let source: UnsafeRawBufferPointer
      if instruction & 0x80 != 0 {
        guard let range = copied(instruction, delta, &cursor), range.upperBound <= base.count
        else { return nil }
        source = base.slice(range)
      } else {
        let length = Int(instruction)
        guard length > 0, delta.count - cursor >= length else { return nil }
        source = delta.slice(cursor..<cursor + length)
        cursor += length
      }
      guard size - made >= source.count, let to = target.baseAddress, let from = source.baseAddress
      else { return nil }
      (to + made).copyMemory(from: from, byteCount: source.count)
      made += source.count
    }
    return made
  }

  /// The stretch of the base that an instruction copies; nil if the delta ends within it.
  private static func copied(
    _ instruction: UInt8, _ delta: UnsafeRawBufferPointer, _ cursor: inout Int
  ) -> Range<Int>? {
    var numbers = 0
    for bit in 0..<7 where instruction & (1 << bit) != 0 {
      guard cursor < delta.count else { return nil }
      numbers |= Int(delta[cursor]) << (bit * 8)
      cursor += 1
    }
    let start = numbers & 0xFFFF_FFFF
    let length = numbers >> 32
    return start..<start + (length == 0 ? 0x10000 : length)
  }

  private static func size(in delta: UnsafeRawBufferPointer, _ cursor: inout Int) -> Int? {
    var size = 0
    var shift = 0
    while cursor < delta.count, shift < 49 {
      let byte = delta[cursor]
      cursor += 1
      size |= Int(byte & 0x7F) << shift
      guard byte & 0x80 != 0 else { return size }
      shift += 7
    }
    return nil
  }
}
