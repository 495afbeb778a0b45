internal import Primitives

/// The content lines of RFC 5545: escaped, folded at 75 octets, ended by CRLF.
struct ICalendarLines {
  private(set) var text = ""

  /// Adds a property whose value is written as it stands.
  mutating func add(_ name: String, _ value: String) {
    text += Self.folded(name + ":" + value) + "\r\n"
  }

  /// Adds a property of type TEXT.
  mutating func add(_ name: String, text value: String) { add(name, Self.escaped(value)) }

  /// Adds a property of several TEXT values.
  mutating func add(_ name: String, texts values: [String]) {
    add(name, values.map(Self.escaped).joined(separator: ","))
  }

  /// `20260307T220000Z`.
  static func time(_ instant: Instant) -> String {
    String(instant.description.filter { $0 != "-" && $0 != ":" })
  }

  /// `20260307`.
  static func date(_ day: CivilDate) -> String {
    String(day.description.filter { $0 != "-" })
  }

  /// A TEXT value; its line feeds stay, other control characters do not.
  static func escaped(_ value: String) -> String {
    value.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var result = ""
      for scalar in PlainText.line(String(line)).unicodeScalars {
        if scalar == "\\" || scalar == ";" || scalar == "," { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
      return result
    }.joined(separator: "\\n")
  }

  /// A content line in pieces of at most 75 octets; no character is split.
  static func folded(_ line: String) -> String {
    var result = ""
    var used = 0
    for scalar in line.unicodeScalars {
      let octets = UTF8.width(scalar)
      if used + octets > 75 {
        result += "\r\n "
        used = 1
      }
      result.unicodeScalars.append(scalar)
      used += octets
    }
    return result
  }
}
