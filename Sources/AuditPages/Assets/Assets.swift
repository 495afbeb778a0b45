internal import Audit
internal import Markup
internal import Primitives

/// The two files that the pages share: how they look, and a script that they can do without.
struct Assets: Sendable {
  static let stylePath = ["assets", "style.css"]
  static let scriptPath = ["assets", "audit.js"]

  /// What stands at the head of every sheet of paper.
  let paperHead: String

  /// For the pages of one repository.
  init(shell: PageShell) {
    paperHead = "Audit of \(shell.scope.repository) · \(shell.period) · head \(shell.scope.tip)"
  }

  /// For the page of several.
  init(paperHead: String) { self.paperHead = paperHead }

  var all: [Page] {
    var style = Self.joined([
      StyleSheet.base, StyleSheet.parts, StyleSheet.paper, ChartStyle.text,
    ])
    style += paperRule.utf8
    return [
      Page(path: Self.stylePath, bytes: style),
      Page(path: Self.scriptPath, bytes: Self.joined([PageScript.text])),
    ]
  }

  private var paperRule: String {
    "@page { @top-left { content: \(Self.quoted(paperHead)); font-size: 7pt; } }\n"
  }

  /// A text as a string of CSS: all but letters, digits and blanks as numbers, so that none can end
  /// the string.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in Excerpt.line(text, 200).unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ": result.unicodeScalars.append(scalar)
      default: result += "\\" + String(scalar.value == 0 ? 0xFFFD : scalar.value, radix: 16) + " "
      }
    }
    return result + "\""
  }

  private static func joined(_ parts: [StaticString]) -> [UInt8] {
    var text = Markup()
    for part in parts {
      text.literal(part)
      text.newline()
    }
    return text.bytes
  }
}
