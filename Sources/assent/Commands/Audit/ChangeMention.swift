internal import Acts

/// Ids of changes in bytes of any kind.
enum ChangeMention {
  /// The first id that stands in some bytes.
  static func first(in bytes: ArraySlice<UInt8>) -> String? {
    var rest = bytes
    while let place = rest.firstIndex(of: UInt8(ascii: "C")) {
      if let id = id(at: place, in: bytes) { return id }
      rest = rest[(place + 1)...]
    }
    return nil
  }

  /// The last id that begins before a place, or there; it may reach beyond.
  static func last(before place: Int, in bytes: [UInt8]) -> String? {
    var rest = bytes[...min(place, bytes.count - 1)]
    while let start = rest.lastIndex(of: UInt8(ascii: "C")) {
      if let id = id(at: start, in: bytes[...]) { return id }
      rest = rest[..<start]
    }
    return nil
  }

  private static func id(at place: Int, in bytes: ArraySlice<UInt8>) -> String? {
    guard bytes[place...].starts(with: "CHG-".utf8) else { return nil }
    let word = bytes[place...].prefix { byte in
      byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
    let text = String(decoding: word, as: UTF8.self)
    return ChangeID.isLegal(text) ? text : nil
  }
}
