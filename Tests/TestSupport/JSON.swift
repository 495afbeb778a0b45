import Foundation

/// A JSON value that keeps the order of its keys.
package enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One key and its value.
  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: JSON
  }

  /// Parses exactly one value; white space may follow it.
  package init(parsing data: Data) throws {
    var parser = Parser(bytes: Array(data))
    self = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.index == parser.bytes.count else { throw parser.failure("text after the value") }
  }

  /// The value of a key; null if this is no object or lacks the key.
  package subscript(key: String) -> JSON {
    guard case .object(let members) = self else { return .null }
    return members.first { $0.key == key }?.value ?? .null
  }

  /// The keys of an object in their order.
  package var keys: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.key)
  }

  /// The elements of an array; empty for anything else.
  package var elements: [JSON] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  /// The text, or nil if this is no string.
  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The truth value, or nil if this is none.
  package var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The number as an integer, or nil if this is none.
  package var integer: Int? {
    guard case .number(let value) = self else { return nil }
    return Int(exactly: value)
  }

  /// Whether this is an array.
  package var isArray: Bool {
    guard case .array = self else { return false }
    return true
  }
}

private struct Parser {
  let bytes: [UInt8]
  var index = 0

  func failure(_ what: String) -> TestFailure {
    let text = String(decoding: bytes.prefix(400), as: UTF8.self)
    return TestFailure("not JSON at byte \(index): \(what), in: \(text)")
  }

  mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x0a, 0x0d, 0x09].contains(bytes[index]) { index += 1 }
  }

  mutating func take(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  mutating func value(depth: Int) throws -> JSON {
    skipSpace()
    guard depth < 100, index < bytes.count else { throw failure("a value is missing") }
    if take("null") { return .null }
    if take("true") { return .bool(true) }
    if take("false") { return .bool(false) }
    switch bytes[index] {
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    default: return .number(try number())
    }
  }

  private mutating func array(depth: Int) throws -> [JSON] {
    index += 1
    var result: [JSON] = []
    skipSpace()
    if take("]") { return result }
    while true {
      result.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return result }
      guard take(",") else { throw failure("a comma is missing") }
    }
  }

  private mutating func object(depth: Int) throws -> [JSON.Member] {
    index += 1
    var result: [JSON.Member] = []
    skipSpace()
    if take("}") { return result }
    while true {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw failure("a key is missing")
      }
      let key = try text()
      guard !result.contains(where: { $0.key == key }) else {
        throw failure("the key \(key) stands twice")
      }
      skipSpace()
      guard take(":") else { throw failure("a colon is missing") }
      result.append(JSON.Member(key: key, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return result }
      guard take(",") else { throw failure("a comma is missing") }
    }
  }

  private mutating func number() throws -> Double {
    let start = index
    let allowed = Set("+-.eE0123456789".utf8)
    while index < bytes.count, allowed.contains(bytes[index]) { index += 1 }
    guard let value = Double(String(decoding: bytes[start..<index], as: UTF8.self)) else {
      throw failure("no number")
    }
    return value
  }

  /// Finds the closing quote and leaves the escapes to Foundation.
  private mutating func text() throws -> String {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < bytes.count else { throw failure("a string does not end") }
    index += 1
    let literal = Data([UInt8(ascii: "[")] + bytes[start..<index] + [UInt8(ascii: "]")])
    guard let parsed = try? JSONSerialization.jsonObject(with: literal) as? [String],
      let text = parsed.first
    else { throw failure("a bad string") }
    return text
  }
}
