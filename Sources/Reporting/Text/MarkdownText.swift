/// Makes text that users wrote fit for Markdown: it reads as it stands and formats nothing.
enum MarkdownText {
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

  /// The text as code in one line, with more back-ticks around it than it holds.
  static func code(_ text: String) -> String {
    let line = PlainText.line(text)
    var (longest, run) = (0, 0)
    for byte in line.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let pad = longest > 0 ? " " : ""
    return fence + pad + line + pad + fence
  }
}
