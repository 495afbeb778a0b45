internal import Primitives
internal import SwiftASN1

/// One element of ASN.1, read strictly: every question that it cannot answer is an error by name.
struct ASN1Element {
  private let node: ASN1Node

  private init(_ node: ASN1Node) { self.node = node }

  /// Reads the one element that `bytes` encode in DER, to their end.
  init(der bytes: ArraySlice<UInt8>) throws(X509Error) {
    do { node = try DER.parse(bytes) } catch {
      throw .malformed("its encoding is not DER")
    }
  }

  /// Reads the one element that `bytes` encode, with the liberty of lengths that are not told
  /// beforehand, which GnuPG takes for what it writes around a signature.
  init(ber bytes: ArraySlice<UInt8>) throws(X509Error) {
    do { node = try BER.parse(bytes) } catch {
      throw .malformed("its encoding is neither DER nor BER")
    }
  }

  /// The same element again, now to be in DER throughout.
  func inDER() throws(X509Error) -> ASN1Element { try ASN1Element(der: encoded) }

  /// The element as it was encoded, tag and length included.
  var encoded: ArraySlice<UInt8> { node.encodedBytes }

  // MARK: Tags

  /// Whether it bears the universal tag.
  func has(_ tag: ASN1Identifier) -> Bool { node.identifier == tag }

  /// Whether it bears the tag `[number]` of its context.
  func has(context number: UInt) -> Bool {
    node.identifier == ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
  }

  // MARK: Content

  /// What the element holds, whatever its tag.
  func children() throws(X509Error) -> Fields {
    guard case .constructed(let nodes) = node.content else {
      throw .malformed("a part that should hold others does not")
    }
    return Fields(nodes.map { ASN1Element($0) })
  }

  /// The bytes of a simple element, whatever its tag.
  func primitive() throws(X509Error) -> ArraySlice<UInt8> {
    guard case .primitive(let bytes) = node.content else {
      throw .malformed("a simple part holds others")
    }
    return bytes
  }

  /// The parts of a SEQUENCE.
  func sequence() throws(X509Error) -> Fields { try tagged(.sequence).children() }

  /// The parts of a SET, which DER puts into order.
  func set() throws(X509Error) -> [ASN1Element] {
    let parts = try Array(tagged(.set).children().rest)
    for (left, right) in zip(parts, parts.dropFirst())
    where right.encoded.lexicographicallyPrecedes(left.encoded) {
      throw .malformed("a set in it is not in order")
    }
    return parts
  }

  /// An OBJECT IDENTIFIER.
  func identifier() throws(X509Error) -> ASN1ObjectIdentifier {
    do { return try ASN1ObjectIdentifier(derEncoded: node) } catch {
      throw .malformed("an object identifier is wanted")
    }
  }

  /// An OCTET STRING.
  func octets() throws(X509Error) -> ArraySlice<UInt8> { try tagged(.octetString).primitive() }

  /// A BIT STRING of whole bytes.
  func wholeBytes() throws(X509Error) -> ArraySlice<UInt8> {
    let bits = try bits()
    guard bits.padding == 0 else { throw .malformed("a bit string is not of whole bytes") }
    return bits.bytes
  }

  /// A BIT STRING, and how many of its last bits do not count.
  func bits() throws(X509Error) -> (bytes: ArraySlice<UInt8>, padding: Int) {
    do {
      let bits = try ASN1BitString(derEncoded: node)
      return (bits.bytes, bits.paddingBits)
    } catch {
      throw .malformed("a bit string is wanted")
    }
  }

  /// A BOOLEAN.
  func boolean() throws(X509Error) -> Bool {
    switch try Array(tagged(.boolean).primitive()) {
    case [0xFF]: return true
    case [0x00]: return false
    default: throw .malformed("a boolean is neither true nor false")
    }
  }

  /// The bytes of an INTEGER, in the shortest form.
  func integer() throws(X509Error) -> ArraySlice<UInt8> {
    let bytes = try tagged(.integer).primitive()
    guard let first = bytes.first else { throw .malformed("a number is empty") }
    if let second = bytes.dropFirst().first {
      guard !(first == 0 && second < 0x80), !(first == 0xFF && second >= 0x80) else {
        throw .malformed("a number is longer than need be")
      }
    }
    return bytes
  }

  /// The bytes of an INTEGER above zero, with the leading zero that some need.
  func positive() throws(X509Error) -> ArraySlice<UInt8> {
    let bytes = try integer()
    guard let first = bytes.first, first < 0x80 else { throw .malformed("a number is negative") }
    guard bytes.count > 1 || first > 0 else { throw .malformed("a number is zero") }
    return bytes
  }

  /// A number from 0 to 255.
  func smallInteger() throws(X509Error) -> Int {
    let bytes = try Array(integer())
    guard bytes.count <= 2, bytes[0] == 0 || (bytes.count == 1 && bytes[0] < 0x80) else {
      throw .malformed("a number is not between 0 and 255")
    }
    return Int(bytes[bytes.count - 1])
  }

  /// A UTCTime or GeneralizedTime, in seconds.
  func time() throws(X509Error) -> Instant {
    do {
      if has(.utcTime) {
        let time = try UTCTime(derEncoded: node)
        return try Self.instant(
          time.year, time.month, time.day, time.hours, time.minutes, time.seconds)
      }
      let time = try GeneralizedTime(derEncoded: node)
      return try Self.instant(
        time.year, time.month, time.day, time.hours, time.minutes, time.seconds)
    } catch let error as X509Error {
      throw error
    } catch {
      throw .malformed("a time is wanted")
    }
  }

  private static func instant(
    _ year: Int, _ month: Int, _ day: Int, _ hours: Int, _ minutes: Int, _ seconds: Int
  ) throws(X509Error) -> Instant {
    guard let date = CivilDate(year: year, month: month, day: day) else {
      throw .malformed("a date does not exist")
    }
    return Instant(
      seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(hours * 3600 + minutes * 60 + seconds))
  }

  private func tagged(_ tag: ASN1Identifier) throws(X509Error) -> ASN1Element {
    guard has(tag) else { throw .malformed("a part is not of the type that the format wants") }
    return self
  }
}

extension ASN1Element {
  /// The parts of an element, taken front to back.
  struct Fields {
    private(set) var rest: ArraySlice<ASN1Element>

    init(_ elements: [ASN1Element]) { rest = elements[...] }

    /// The next part.
    mutating func next() throws(X509Error) -> ASN1Element {
      guard !rest.isEmpty else { throw .malformed("a part is missing") }
      return rest.removeFirst()
    }

    /// The next part, if it bears the universal tag.
    mutating func next(if tag: ASN1Identifier) -> ASN1Element? {
      guard let first = rest.first, first.has(tag) else { return nil }
      return rest.removeFirst()
    }

    /// The next part, if it bears the tag `[number]`.
    mutating func next(ifContext number: UInt) -> ASN1Element? {
      guard let first = rest.first, first.has(context: number) else { return nil }
      return rest.removeFirst()
    }

    /// Refuses anything that is left.
    func finish() throws(X509Error) {
      guard rest.isEmpty else { throw .malformed("a part has more in it than the format wants") }
    }
  }
}
