internal import Primitives

/// A pack and its index.
struct Pack: Sendable {
  let index: PackIndex
  let file: MappedFile

  /// What stands at a place of the pack.
  struct Entry {
    let content: Content
    /// How many bytes `data` has when inflated.
    let size: Int
    /// Where the deflated bytes begin.
    let start: Int
  }

  /// How an entry says what its object is.
  enum Content {
    case whole(ObjectKind)
    /// By what makes it of the object at another place.
    case delta(base: Int)
  }

  private static let trailer = 20

  /// Opens the pack whose files have this path up to their endings; nil if the two do not read or
  /// do not belong together.
  init?(path: String) {
    guard let index = PackIndex(path: path + ".idx"), let file = MappedFile(path: path + ".pack"),
      file.bytes.count > 12 + Self.trailer, file.bytes.starts(at: 0, with: "PACK"),
      file.bytes.word(at: 4) == 2,
      TreeName.equal(
        index.packChecksum, file.bytes.slice(file.bytes.count - Self.trailer..<file.bytes.count))
    else { return nil }
    (self.index, self.file) = (index, file)
  }

  /// The deflated bytes from a place on, with whatever follows them.
  func deflated(from start: Int) -> UnsafeRawBufferPointer {
    file.bytes.slice(start..<file.bytes.count - Self.trailer)
  }

  /// Reads what stands before the deflated bytes; nil if that makes no sense.
  func entry(at offset: Int) -> Entry? {
    let end = file.bytes.count - Self.trailer
    guard offset >= 12, offset < end else { return nil }
    var cursor = offset
    var byte = file.bytes[cursor]
    let type = byte >> 4 & 7
    var size = Int(byte & 15)
    var shift = 4
    while byte & 0x80 != 0 {
      cursor += 1
      guard cursor < end, shift < 46 else { return nil }
      byte = file.bytes[cursor]
      size |= Int(byte & 0x7F) << shift
      shift += 7
    }
    cursor += 1
    switch type {
    case 6:
      guard let (distance, next) = distance(at: cursor, before: end), distance <= offset else {
        return nil
      }
      return Entry(content: .delta(base: offset - distance), size: size, start: next)
    case 7:
      guard end - cursor >= 20, let name = ObjectID(raw: file.bytes, at: cursor),
        let base = index.offset(of: name)
      else { return nil }
      return Entry(content: .delta(base: base), size: size, start: cursor + 20)
    default:
      guard let kind = ObjectKind(packed: type) else { return nil }
      return Entry(content: .whole(kind), size: size, start: cursor)
    }
  }

  /// How far back the base of a delta stands, as Git writes it, and what follows.
  private func distance(at start: Int, before end: Int) -> (distance: Int, next: Int)? {
    var cursor = start
    guard cursor < end else { return nil }
    var byte = file.bytes[cursor]
    var distance = Int(byte & 0x7F)
    while byte & 0x80 != 0 {
      cursor += 1
      guard cursor < end, distance < 1 << 46 else { return nil }
      byte = file.bytes[cursor]
      distance = (distance + 1) << 7 | Int(byte & 0x7F)
    }
    return distance > 0 ? (distance, cursor + 1) : nil
  }
}

extension ObjectKind {
  /// The kind of a type of a pack's entry; nil for deltas and for types that mean nothing.
  init?(packed type: UInt8) {
    switch type {
    case 1: self = .commit
    case 2: self = .tree
    case 3: self = .blob
    case 4: self = .tag
    default: return nil
    }
  }
}
