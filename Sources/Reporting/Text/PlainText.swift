/// Makes text that users wrote fit for a terminal and for the log of a build server: it may say
/// what it likes, not move the cursor or give commands.
package enum PlainText {
  /// The text in one line: line feeds and tabs become blanks, and what controls or reorders the
  /// output becomes `\u{FFFD}`. Every scalar stays one scalar, so columns keep their numbers.
  package static func line(_ text: String) -> String {
    let isPlain = !text.utf8.contains { $0 < 0x20 || $0 > 0x7E }
    let commands = holdsLogCommand(text)
    if isPlain, !commands { return text }
    var result = String.UnicodeScalarView()
    var isAfterSign = false
    for scalar in text.unicodeScalars {
      // Runners of GitHub and Azure read `##[command]` and `##vso[command]` anywhere in a line.
      let breaks = commands && isAfterSign && scalar == "#"
      result.append(breaks ? "\u{FFFD}" : safe(scalar))
      isAfterSign = scalar == "#"
    }
    return String(result)
  }

  /// The text in one line that nothing but blanks stands before: `::` there would begin a command
  /// to GitHub's runner.
  static func lineStart(_ text: String) -> String {
    let line = line(text)
    let ink = line.utf8.drop { $0 == UInt8(ascii: " ") }
    return ink.starts(with: "::".utf8) ? "\u{FFFD}" + String(Substring(ink)) : line
  }

  /// Whether a line of a diff, its first letter aside, could command a build server that logs it.
  package static func commandsLog(_ diff: String) -> Bool {
    holdsLogCommand(diff)
      || diff.utf8.split(separator: UInt8(ascii: "\n")).contains { line in
        line.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }.starts(with: "::".utf8)
      }
  }

  /// Whether a text has what begins a command in a log: `##[` or `##vso[`.
  private static func holdsLogCommand(_ text: String) -> Bool {
    var signs = 0
    return text.utf8.contains { byte in
      if signs >= 2, byte == UInt8(ascii: "[") || byte | 0x20 == UInt8(ascii: "v") { return true }
      signs = byte == UInt8(ascii: "#") ? signs + 1 : 0
      return false
    }
  }

  /// How many columns a terminal needs for a text.
  package static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// How many columns a terminal needs for a scalar: wide letters two, marks none.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// The text, cut with `…` where it needs more columns than `limit`.
  package static func cut(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      used += width(scalar)
      if used > max(0, limit - 1) { break }
      result.append(scalar)
    }
    return String(result) + "…"
  }

  /// The text with blanks at its end up to a width.
  static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  private static func safe(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x20...0x7E: return scalar
    case 0x09, 0x0A: return " "
    // Letters of several scripts and emoji are joined by these two.
    case 0x200C, 0x200D: return scalar
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
    default: return scalar
    }
  }

  /// East Asian wide and full-width blocks, and emoji.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
