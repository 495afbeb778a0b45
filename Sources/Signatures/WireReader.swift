/// An error that can say that bytes are not in the SSH wire encoding (RFC 4251, section 5).
protocol WireFailure: Error {
  /// The error for a fault of form, told as a phrase.
  static func malformed(_ text: String) -> Self
}

extension SSHKeyError: WireFailure {}
extension SSHSignatureError: WireFailure {}

/// Takes apart bytes in the SSH wire encoding, front to back, without copying them.
struct WireReader<Failure: WireFailure> {
  private var rest: ArraySlice<UInt8>

  /// Starts at the front of `bytes`.
  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next `count` bytes as they stand.
  mutating func bytes(_ count: Int) throws(Failure) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw .malformed("it is cut short") }
    let taken = rest.prefix(count)
    rest = rest.dropFirst(count)
    return taken
  }

  /// The next byte.
  mutating func byte() throws(Failure) -> UInt8 {
    guard let byte = rest.popFirst() else { throw .malformed("it is cut short") }
    return byte
  }

  /// The next number of four bytes.
  mutating func uint32() throws(Failure) -> UInt32 {
    var result: UInt32 = 0
    for byte in try bytes(4) { result = result << 8 | UInt32(byte) }
    return result
  }

  /// The next number of eight bytes.
  mutating func uint64() throws(Failure) -> UInt64 {
    var result: UInt64 = 0
    for byte in try bytes(8) { result = result << 8 | UInt64(byte) }
    return result
  }

  /// How many bytes are left.
  var remaining: Int { rest.count }

  /// The next string: a length and so many bytes.
  mutating func string() throws(Failure) -> ArraySlice<UInt8> {
    try bytes(Int(uint32()))
  }

  /// The next `mpint` as big-endian bytes without leading zeros.
  ///
  /// Negative numbers, zero and numbers written longer than need be are refused: nothing that is
  /// read here may be any of those, and one number has one spelling.
  mutating func positiveInteger() throws(Failure) -> ArraySlice<UInt8> {
    let written = try string()
    guard let first = written.first else { throw .malformed("a number in it is zero") }
    guard first & 0x80 == 0 else { throw .malformed("a number in it is negative") }
    guard first == 0 else { return written }
    let magnitude = written.dropFirst()
    guard let leading = magnitude.first, leading & 0x80 != 0 else {
      throw .malformed("a number in it has needless leading zeros")
    }
    return magnitude
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { rest.isEmpty }

  /// What is left, as it stands.
  var remainder: ArraySlice<UInt8> { rest }

  /// Refuses anything that is left.
  func finish() throws(Failure) {
    guard rest.isEmpty else { throw .malformed("bytes follow its end") }
  }
}
