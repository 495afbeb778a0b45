/// Colours by what they say; where colour is off, nothing but the text.
package enum Ink: String {
  case good = "32"
  case bad = "31"
  case waiting = "33"
  case place = "34"
  case strong = "1"
  case dim = "2"

  /// The text in this colour, if colour is wanted.
  package func callAsFunction(_ text: String, _ hasColour: Bool) -> String {
    hasColour && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// Collects the lines of a report, broken at a width where one is given.
struct Page {
  private(set) var text = ""
  let hasColour: Bool
  /// The columns of the terminal; nil where lines are never broken.
  let width: Int?

  init(hasColour: Bool, width: Int?) {
    self.hasColour = hasColour
    self.width = width
  }

  /// Adds an empty line, unless the page is empty.
  mutating func space() {
    if !text.isEmpty { text += "\n" }
  }

  /// Adds a line as it is.
  mutating func line(_ line: String) { text += line + "\n" }

  /// Adds a heading after an empty line.
  mutating func heading(_ title: String) {
    space()
    line(Ink.strong(title, hasColour))
  }

  /// Adds a text that follows `lead`, later lines indented as far as the lead reaches.
  mutating func item(_ lead: String, _ body: String, ink: Ink? = nil) {
    let indent = PlainText.width(lead)
    let isFirst = lead.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    let words = isFirst ? PlainText.lineStart(body) : PlainText.line(body)
    for (index, part) in broken(words, indent: indent).enumerated() {
      let painted = ink.map { $0(part, hasColour) } ?? part
      line((index == 0 ? lead : String(repeating: " ", count: indent)) + painted)
    }
  }

  /// A text in pieces that fit beside an indentation; words are never broken.
  private func broken(_ text: String, indent: Int) -> [String] {
    guard let width, width - indent >= 20, PlainText.width(text) > width - indent else {
      return [text]
    }
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ") {
      // A line that begins so is a command to GitHub's runner, blanks before it or not.
      if !current.isEmpty, !word.hasPrefix("::"),
        PlainText.width(current) + 1 + PlainText.width(String(word))
          > width - indent
      {
        lines.append(current)
        current = ""
      }
      current += (current.isEmpty ? "" : " ") + word
    }
    return lines + [current]
  }
}
