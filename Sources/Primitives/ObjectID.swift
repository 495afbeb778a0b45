/// The SHA-1 name of a Git object.
package struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
  private let first: UInt64
  private let second: UInt64
  private let third: UInt32

  /// The name of which all bytes are nought: no object has it.
  package static let nought = ObjectID(first: 0, second: 0, third: 0)

  private init(first: UInt64, second: UInt64, third: UInt32) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// Takes the twenty bytes of a name, or nil if `bytes` has another length.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 else { return nil }
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      switch index {
      case 0..<8: first = first << 8 | UInt64(byte)
      case 8..<16: second = second << 8 | UInt64(byte)
      default: third = third << 8 | UInt32(byte)
      }
    }
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// Takes forty lower-case hexadecimal digits, or nil for anything else.
  package init?(hex: some Collection<UInt8>) {
    guard hex.count == 40, let bytes = Hex.bytes(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// Takes forty lower-case hexadecimal digits, or nil for anything else.
  package init?(_ text: String) {
    self.init(hex: Array(text.utf8))
  }

  /// The twenty bytes of the name.
  package var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(20)
    for shift in stride(from: 56, through: 0, by: -8) {
      result.append(UInt8(truncatingIfNeeded: first >> UInt64(shift)))
    }
    for shift in stride(from: 56, through: 0, by: -8) {
      result.append(UInt8(truncatingIfNeeded: second >> UInt64(shift)))
    }
    for shift in stride(from: 24, through: 0, by: -8) {
      result.append(UInt8(truncatingIfNeeded: third >> UInt32(shift)))
    }
    return result
  }

  /// The number that the first eight bytes make.
  package var leading: UInt64 { first }

  /// The first two bytes as a number.
  package var beginning: UInt16 { UInt16(truncatingIfNeeded: first >> 48) }

  /// Forty hexadecimal digits.
  package var description: String { Hex.text(bytes) }

  /// The first ten digits, for people.
  package var short: String { String(description.prefix(10)) }

  /// Orders by bytes, as Git sorts names.
  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.first, left.second, left.third) < (right.first, right.second, right.third)
  }
}

extension ObjectID {
  /// Takes the twenty bytes at `offset`, or nil if there are fewer.
  package init?(raw: UnsafeRawBufferPointer, at offset: Int = 0) {
    guard offset >= 0, raw.count >= 20, offset <= raw.count - 20 else { return nil }
    first = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    second = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
    third = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: offset + 16, as: UInt32.self))
  }

  /// Takes the forty lower-case hexadecimal digits at `offset`, or nil for anything else.
  ///
  /// - Parameter anyCase: whether upper-case digits are taken too, as Git takes them in commits.
  package init?(rawHex raw: UnsafeRawBufferPointer, at offset: Int = 0, anyCase: Bool = false) {
    guard offset >= 0, raw.count >= 40, offset <= raw.count - 40,
      let first = Self.number(raw, at: offset, digits: 16, anyCase),
      let second = Self.number(raw, at: offset + 16, digits: 16, anyCase),
      let third = Self.number(raw, at: offset + 32, digits: 8, anyCase)
    else { return nil }
    (self.first, self.second, self.third) = (first, second, UInt32(truncatingIfNeeded: third))
  }

  /// Writes the twenty bytes of the name; does nothing if `target` is shorter.
  package func write(to target: UnsafeMutableRawBufferPointer) {
    guard target.count >= 20 else { return }
    target.storeBytes(of: first.bigEndian, toByteOffset: 0, as: UInt64.self)
    target.storeBytes(of: second.bigEndian, toByteOffset: 8, as: UInt64.self)
    target.storeBytes(of: third.bigEndian, toByteOffset: 16, as: UInt32.self)
  }

  private static func number(
    _ raw: UnsafeRawBufferPointer, at offset: Int, digits: Int, _ anyCase: Bool
  ) -> UInt64? {
    var result: UInt64 = 0
    for index in offset..<offset + digits {
      let character = raw[index]
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F") where anyCase:
        digit = character - UInt8(ascii: "A") + 10
      default: return nil
      }
      result = result << 4 | UInt64(digit)
    }
    return result
  }
}
