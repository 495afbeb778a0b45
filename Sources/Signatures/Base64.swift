/// The one spelling of bytes in base64 that is read: standard alphabet, full padding, no spare bits.
enum Base64 {
  /// The bytes that `text` spells, or nil unless it is exactly what encoding those bytes gives.
  static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
    var decoder = Decoder(capacity: text.count / 4 * 3)
    for character in text {
      guard decoder.take(character) else { return nil }
    }
    return decoder.finish()
  }

  /// The spelling of `bytes`; `padded` says whether `=` fills the last group.
  static func text(_ bytes: some Sequence<UInt8>, padded: Bool = true) -> String {
    var result: [UInt8] = []
    var pending: UInt32 = 0
    var count = 0
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      count += 1
      guard count == 3 else { continue }
      append(pending, digits: 4, to: &result)
      (pending, count) = (0, 0)
    }
    if count > 0 {
      append(pending << UInt32(8 * (3 - count)), digits: count + 1, to: &result)
      if padded { result.append(contentsOf: repeatElement(padding, count: 3 - count)) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Takes characters one by one, so that lines need not be joined first.
  struct Decoder {
    private var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var digits = 0
    private var paddings = 0

    /// Starts with room for `capacity` bytes.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Takes the next character; false if nothing that begins so is base64.
    mutating func take(_ character: UInt8) -> Bool {
      if character == padding {
        paddings += 1
        return digits >= 2 && digits + paddings <= 4
      }
      let value = values[Int(character)]
      guard value < 64, paddings == 0 else { return false }
      pending = pending << 6 | UInt32(value)
      digits += 1
      if digits == 4 {
        bytes.append(UInt8(truncatingIfNeeded: pending >> 16))
        bytes.append(UInt8(truncatingIfNeeded: pending >> 8))
        bytes.append(UInt8(truncatingIfNeeded: pending))
        (pending, digits) = (0, 0)
      }
      return true
    }

    /// The bytes, or nil if the last group lacks its padding or has bits left over.
    consuming func finish() -> [UInt8]? {
      switch (digits, paddings) {
      case (0, 0):
        return bytes
      case (2, 2):
        guard pending & 0xF == 0 else { return nil }
        bytes.append(UInt8(truncatingIfNeeded: pending >> 4))
        return bytes
      case (3, 1):
        guard pending & 0x3 == 0 else { return nil }
        bytes.append(UInt8(truncatingIfNeeded: pending >> 10))
        bytes.append(UInt8(truncatingIfNeeded: pending >> 2))
        return bytes
      default:
        return nil
      }
    }
  }

  private static let padding = UInt8(ascii: "=")

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The value of every byte as a digit; 64 for what is none.
  private static let values: [UInt8] = {
    var result = [UInt8](repeating: 64, count: 256)
    for (value, character) in alphabet.enumerated() {
      result[Int(character)] = UInt8(value)
    }
    return result
  }()

  private static func append(_ group: UInt32, digits: Int, to result: inout [UInt8]) {
    for index in 0..<digits {
      result.append(alphabet[Int(group >> UInt32(18 - 6 * index) & 63)])
    }
  }
}
