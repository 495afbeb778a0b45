internal import Primitives

/// Where the objects of a pack stand in it: its index of version 2.
struct PackIndex: Sendable {
  private let file: MappedFile
  private let count: Int

  private static let fanout = 8
  private static let names = fanout + 256 * 4
  private static let trailer = 40

  /// Opens an index; nil if it has another version, or is too short for what it says.
  init?(path: String) {
    guard let file = MappedFile(path: path), file.bytes.count >= Self.names + Self.trailer,
      file.bytes.word(at: 0) == 0xFF74_4F63, file.bytes.word(at: 4) == 2
    else { return nil }
    self.file = file
    count = file.bytes.word(at: Self.names - 4)
    guard file.bytes.count >= Self.names + count * 28 + Self.trailer else { return nil }
  }

  /// The checksum of the pack that this is the index of.
  var packChecksum: UnsafeRawBufferPointer {
    let start = file.bytes.count - Self.trailer
    return file.bytes.slice(start..<start + 20)
  }

  /// Where an object stands in the pack; nil if the index does not name it.
  func offset(of id: ObjectID) -> Int? { place(of: id).flatMap { offset(at: $0) } }

  /// Names are spread evenly, so that a good guess is where a name would stand between its
  /// neighbours. Somebody may have chosen names that are not, and then bisecting finds them.
  private func place(of id: ObjectID) -> Int? {
    let key = id.leading
    let bucket = Int(key >> 56)
    var low = bucket == 0 ? 0 : file.bytes.word(at: Self.fanout + (bucket - 1) * 4)
    var high = file.bytes.word(at: Self.fanout + bucket * 4)
    guard high <= count else { return nil }
    var lowest = UInt64(bucket) << 56
    var highest = lowest | 0xFF_FFFF_FFFF_FFFF
    var guesses = 8
    while low < high {
      var middle = (low + high) / 2
      if guesses > 0, lowest < highest {
        guesses -= 1
        let share = Double(key - lowest) / Double(highest - lowest)
        middle = min(high - 1, low + Int(share * Double(high - low)))
      }
      guard let found = ObjectID(raw: file.bytes, at: Self.names + middle * 20) else { return nil }
      if found == id { return middle }
      if found < id {
        (low, lowest) = (middle + 1, max(lowest, found.leading))
      } else {
        (high, highest) = (middle, min(highest, found.leading))
      }
    }
    return nil
  }

  private func offset(at place: Int) -> Int? {
    let large = Self.names + count * 28
    let short = file.bytes.word(at: Self.names + count * 24 + place * 4)
    guard short & 0x8000_0000 != 0 else { return short }
    let start = large + (short & 0x7FFF_FFFF) * 8
    guard start + 8 + Self.trailer <= file.bytes.count else { return nil }
    let high = file.bytes.word(at: start)
    return high & 0x8000_0000 == 0 ? high << 32 | file.bytes.word(at: start + 4) : nil
  }
}

extension UnsafeRawBufferPointer {
  /// The number in four bytes, the highest first; they must lie inside.
  func word(at offset: Int) -> Int {
    Int(UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
