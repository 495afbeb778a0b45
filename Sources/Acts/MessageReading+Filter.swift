extension MessageReading {
  /// Whether reading the message could find an act, a link or a near miss: one pass, no copies.
  ///
  /// Never false for a message of which `init(message:)` finds anything.
  package static func mayConcernChanges(_ message: UnsafeRawBufferPointer) -> Bool {
    for index in message.indices {
      switch message[index] {
      // Letters that only look like those of an act.
      case 0x80...: return true
      case UInt8(ascii: "-"):
        if endsHyphenated(message, at: index) { return true }
      case UInt8(ascii: ":"):
        if ends("sha256", message, at: index) { return true }
      case UInt8(ascii: "="):
        if ends(" to", message, at: index) { return true }
      default: continue
      }
    }
    return false
  }

  private static func endsHyphenated(_ message: UnsafeRawBufferPointer, at end: Int) -> Bool {
    guard end > 0 else { return false }
    return switch message[end - 1] | 0x20 {
    case UInt8(ascii: "g"): ends("chg", message, at: end)
    case UInt8(ascii: "e"):
      ends("change", message, at: end) || ends("role", message, at: end)
    case UInt8(ascii: "s"): ends("changes", message, at: end)
    case UInt8(ascii: "y"): ends("policy", message, at: end)
    default: false
    }
  }

  /// Whether the word, in lower case or upper, stands right before `end`.
  private static func ends(
    _ word: StaticString, _ message: UnsafeRawBufferPointer, at end: Int
  ) -> Bool {
    let length = word.utf8CodeUnitCount
    guard end >= length else { return false }
    for offset in 0..<length where message[end - length + offset] | 0x20 != word.utf8Start[offset] {
      return false
    }
    return true
  }
}
