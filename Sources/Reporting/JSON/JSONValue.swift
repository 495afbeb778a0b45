internal import Primitives

/// JSON with its keys in a fixed order, so that equal values give equal bytes.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])
  /// JSON that is written already.
  case written([UInt8])

  /// The text of a thing that prints itself, or null.
  package static func text(_ value: (some CustomStringConvertible)?) -> JSONValue {
    value.map { .string($0.description) } ?? .null
  }

  /// One line without blanks between tokens, ended by a line feed.
  package var line: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Lines for people: two blanks a level, ended by a line feed.
  package var indented: String {
    var bytes: [UInt8] = []
    writeIndented(to: &bytes, level: 0)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  private func writeIndented(to bytes: inout [UInt8], level: Int) {
    let line = { (level: Int) in "\n" + String(repeating: "  ", count: level) }
    switch self {
    case .array(let values) where !values.isEmpty:
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        bytes += ((index > 0 ? "," : "") + line(level + 1)).utf8
        value.writeIndented(to: &bytes, level: level + 1)
      }
      bytes += (line(level) + "]").utf8
    case .object(let members) where !members.isEmpty:
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        bytes += ((index > 0 ? "," : "") + line(level + 1)).utf8
        Self.write(member.0, to: &bytes)
        bytes += ": ".utf8
        member.1.writeIndented(to: &bytes, level: level + 1)
      }
      bytes += (line(level) + "}").utf8
    default: write(to: &bytes)
    }
  }

  /// The same value, written: what is large is written where it was made, on any thread.
  package var written: JSONValue {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return .written(bytes)
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let value): bytes += String(value).utf8
    case .string(let value): Self.write(value, to: &bytes)
    case .written(let text): bytes += text
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.0, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.1.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// Appends the value as ``line`` writes it, without the line feed.
  package func append(to bytes: inout [UInt8]) { write(to: &bytes) }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    guard text.utf8.contains(where: needsEscape) else {
      bytes += text.utf8
      bytes.append(UInt8(ascii: "\""))
      return
    }
    var last: UInt8 = 0
    for byte in text.utf8 {
      defer { last = byte }
      switch byte {
      // Build servers read `##[command]` anywhere in a line of their logs.
      case UInt8(ascii: "#") where last == byte: bytes += Array("\\u0023".utf8)
      case UInt8(ascii: "\""): bytes += Array("\\\"".utf8)
      case UInt8(ascii: "\\"): bytes += Array("\\\\".utf8)
      case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
      case 0..<0x20, 0x7F: bytes += Array("\\u00".utf8) + Array(Hex.text([byte]).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      || byte == UInt8(ascii: "#")
  }
}
