/// Reads the line of a `.pub` file into one canonical spelling, so that equal keys are equal texts.
enum SSHKeyLine {
  /// Why a line is no key, in words.
  struct Fault: Error {
    /// The reason, to follow a colon.
    let reason: String
  }

  /// The key types that can be verified.
  static let types = [
    "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
    "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
  ]

  /// Type and base64 without the comment.
  static func read(_ line: String) -> Result<String, Fault> {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count >= 2 else { return .failure(Fault(reason: "type and base64 are wanted")) }
    let type = String(words[0])
    guard types.contains(type) else {
      return .failure(Fault(reason: "the type `\(type.prefix(40))` is unknown"))
    }
    // Two spellings of one key would pass as two keys.
    guard let blob = decode(words[1].utf8) else {
      return .failure(Fault(reason: "the base64 is not canonical"))
    }
    guard names(type, blob) else {
      return .failure(Fault(reason: "the base64 is not of a key of that type"))
    }
    return .success("\(type) \(words[1])")
  }

  /// Whether the blob begins with its type and goes on after it.
  private static func names(_ type: String, _ blob: [UInt8]) -> Bool {
    let name = Array(type.utf8)
    let head = [0, 0, 0, UInt8(clamping: name.count)] + name
    return blob.count > head.count && blob.starts(with: head)
  }

  /// The bytes of canonical base64 with padding; nil for anything else.
  static func decode(_ text: Substring.UTF8View) -> [UInt8]? {
    guard text.count.isMultiple(of: 4), !text.isEmpty else { return nil }
    let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return nil }
    var bytes: [UInt8] = []
    var (bits, count): (UInt32, Int) = (0, 0)
    for byte in text.dropLast(padding) {
      guard let digit = digit(byte) else { return nil }
      (bits, count) = (bits << 6 | digit, count + 6)
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      bits &= (1 << UInt32(count)) - 1
    }
    // Bits left over have to be zero, and as many as the padding says.
    return bits == 0 && count == padding * 2 ? bytes : nil
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
