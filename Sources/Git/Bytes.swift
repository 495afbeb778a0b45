internal import Glibc

extension UnsafeRawBufferPointer {
  /// Whether `text` stands at `offset`; false beyond the end.
  func starts(at offset: Int, with text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, offset <= count, count - offset >= length, let base = baseAddress else {
      return false
    }
    return memcmp(base + offset, text.utf8Start, length) == 0
  }

  /// The first place of `byte` at or after `offset`; nil if there is none.
  func firstIndex(of byte: UInt8, from offset: Int) -> Int? {
    guard offset >= 0, offset < count, let base = baseAddress,
      let found = memchr(base + offset, Int32(byte), count - offset)
    else { return nil }
    return found - UnsafeMutableRawPointer(mutating: base)
  }

  /// Negative, zero or positive as these bytes stand before, at or behind the others, as far as
  /// the shorter of both goes.
  func order(to other: UnsafeRawBufferPointer) -> Int32 {
    guard let base = baseAddress, let otherBase = other.baseAddress else { return 0 }
    return memcmp(base, otherBase, Swift.min(count, other.count))
  }

  /// The bytes of a range, which must lie inside.
  func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[range])
  }
}
