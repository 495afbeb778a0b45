/// Objects of packs that deltas were made of lately, and are likely to be again.
struct DeltaBases {
  /// An object and where it stands.
  struct Object {
    let pack: Int
    let offset: Int
    let kind: ObjectKind
    let bytes: [UInt8]
  }

  private var slots: [Object?] = []
  private var size = 0

  private static let slotBits = 12
  /// In bytes: what all of them may take together.
  private static let most = 16 << 20

  /// What is kept of a place in a pack.
  func object(_ pack: Int, at offset: Int) -> Object? {
    guard !slots.isEmpty, let found = slots[Self.slot(offset)], found.offset == offset,
      found.pack == pack
    else { return nil }
    return found
  }

  /// Keeps an object instead of another in its slot.
  mutating func keep(_ object: Object) {
    guard object.bytes.count <= Self.most / 4 else { return }
    let slot = Self.slot(object.offset)
    if slots.isEmpty || size + object.bytes.count > Self.most {
      slots = Array(repeating: nil, count: 1 << Self.slotBits)
      size = 0
    }
    size += object.bytes.count - (slots[slot]?.bytes.count ?? 0)
    slots[slot] = object
  }

  private static func slot(_ offset: Int) -> Int {
    Int((UInt64(offset) &* 0x9E37_79B9_7F4A_7C15) >> (64 - UInt64(slotBits)))
  }
}
