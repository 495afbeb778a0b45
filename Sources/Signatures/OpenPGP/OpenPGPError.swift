/// Why an OpenPGP certificate cannot be used, or a signature proves nothing.
///
/// `unsupported` is what may be good but is not read here; all other cases are bad.
package enum OpenPGPError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The armour or the packets inside are not exactly as the format demands.
  case malformed(String)
  /// A version, algorithm or part that is not read; the text names it.
  case unsupported(String)
  /// The key did not make this signature over this message.
  case bad(String)
  /// A key or a digest that does not keep others from signing; the text says why.
  case weak(String)

  /// What is wrong, as a sentence without its full stop.
  package var message: String {
    switch self {
    case .malformed(let text), .unsupported(let text), .bad(let text), .weak(let text): text
    }
  }

  /// The message.
  package var description: String { message }

  /// Whether it is something that is not read here, rather than bad.
  package var isUnsupported: Bool {
    if case .unsupported = self { true } else { false }
  }
}

extension OpenPGPError: WireFailure {}

extension WireReader<OpenPGPError> {
  /// The next two bytes as a number.
  mutating func uint16() throws(OpenPGPError) -> Int {
    let high = try byte()
    return try Int(high) << 8 | Int(byte())
  }

  /// The next multi-precision integer (RFC 4880, section 3.2) as bytes without leading zeros.
  ///
  /// Zero, and lengths other than that of the number, are refused: one number has one spelling.
  mutating func integer() throws(OpenPGPError) -> ArraySlice<UInt8> {
    let bits = try uint16()
    let magnitude = try bytes((bits + 7) / 8)
    guard let first = magnitude.first, magnitude.count * 8 - first.leadingZeroBitCount == bits
    else { throw .malformed("a number in it does not have the length that it states") }
    return magnitude
  }

  /// The same of an RSA signature, without leading zeros: some forges fill it up to the length of
  /// the key and state that.
  mutating func filledInteger() throws(OpenPGPError) -> ArraySlice<UInt8> {
    var ahead = self
    if try ahead.uint16() % 8 != 0 { return try integer() }
    let bits = try uint16()
    return try bytes(bits / 8).drop { $0 == 0 }
  }
}
