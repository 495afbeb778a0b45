/// Text that users wrote, inside Markdown that Assent writes.
package enum MarkdownText {
  /// The text as a code span of one line: nothing in it is a link, an image, HTML, a mention or a
  /// reference, and no entity has to be trusted to keep it so.
  package static func code(_ text: String, limit: Int = 2000) -> String {
    let line = PlainText.cut(PlainText.line(text), to: limit)
    guard line.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else { return "` `" }
    let fence = String(repeating: "`", count: longestRun(of: UInt8(ascii: "`"), in: line) + 1)
    // Blanks keep a backtick at an end from joining the fence, and are taken away again.
    let isPadded = line.hasPrefix("`") || line.hasSuffix("`") || line.hasPrefix(" ")
    let pad = isPadded ? " " : ""
    return fence + pad + line + pad + fence
  }

  /// The text in one line, with every letter that could format escaped.
  static func line(_ text: String) -> String {
    var result = ""
    for scalar in PlainText.line(text).unicodeScalars {
      switch scalar {
      // What HTML would take for markup is dangerous even where a backslash stands before it.
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      // Addresses and names would become links and mentions of their own.
      case "@": result += "&#64;"
      case "/" where result.hasSuffix(":"): result += "&#47;"
      case "." where result.suffix(3).lowercased().hasSuffix("www"): result += "&#46;"
      case "\\", "`", "*", "_", "[", "]", "(", ")", "#", "|", "!", "~", "+", "=":
        result += "\\" + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func longestRun(of byte: UInt8, in text: String) -> Int {
    var longest = 0
    var run = 0
    for next in text.utf8 {
      run = next == byte ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
