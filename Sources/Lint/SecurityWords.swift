/// Words by which a record says that it closes a hole or opens access.
enum SecurityWords {
  /// The first such word in a text, without regard to case.
  static func first(in text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      for start in bytes.indices {
        // Every word begins with one of these letters: most places are passed over at once.
        switch bytes[start] | 0x20 {
        case UInt8(ascii: "c"), UInt8(ascii: "v"), UInt8(ascii: "e"), UInt8(ascii: "o"):
          if let word = words.first(where: { matches(bytes, at: start, $0.letters) }) {
            return word.text
          }
        default:
          continue
        }
      }
      return nil
    }
  }

  private static func matches(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, _ letters: [UInt8]
  ) -> Bool {
    guard bytes.count - start >= letters.count else { return false }
    for offset in letters.indices where bytes[start + offset] | 0x20 != letters[offset] | 0x20 {
      return false
    }
    return true
  }

  private static let words = [
    "CVE-", "vulnerab", "exploit", "open access", "opens access", "code execution",
  ].map { (text: $0, letters: Array($0.utf8)) }
}
