/// Lines of mdoc(7), the language of manual pages.
struct Mdoc {
  private(set) var lines: [String] = []

  /// The page as it is stored.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// A macro and its arguments, which are escaped.
  mutating func macro(_ name: String, _ arguments: String...) {
    lines.append(([".\(name)"] + arguments.map(Self.argument)).joined(separator: " "))
  }

  /// A macro whose arguments are macros themselves.
  mutating func raw(_ line: String) { lines.append(line) }

  /// Running text: each sentence begins a line, as manual pages are kept, and none is long.
  mutating func paragraph(_ text: String) {
    var line = ""
    for word in Self.glyphs(text).split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if line.hasSuffix(".") || line.utf8.count + word.utf8.count > 70 { end(&line) }
      line += (line.isEmpty ? "" : " ") + word
    }
    end(&line)
  }

  private mutating func end(_ line: inout String) {
    if !line.isEmpty { lines.append(Self.guarded(line)) }
    line = ""
  }

  /// A word for a macro: what looks like a macro or holds blanks is quoted.
  static func argument(_ text: String) -> String {
    let escaped = escaped(text)
    let isWord = text.utf8.allSatisfy { $0 > 0x20 } && text.utf8.count > 3
    return isWord ? escaped : "\"\(escaped)\""
  }

  /// Text as roff reads it: nothing in it is a request or an escape, and none of it needs UTF-8.
  static func escaped(_ text: String) -> String { guarded(glyphs(text)) }

  /// A line that does not begin like a request.
  private static func guarded(_ line: String) -> String {
    line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }

  private static func glyphs(_ text: String) -> String {
    var result = ""
    var isCode = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "\"": result += "\\(dq"
      case "`":
        result += isCode ? "\\(cq" : "\\(oq"
        isCode.toggle()
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      case "…": result += "..."
      case "–": result += "\\(en"
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default: result += "\\[u\(hex(scalar.value))]"
      }
    }
    return result
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
