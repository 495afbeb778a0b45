internal import Markup

/// The two files that the pages share: how they look, and a script that they can do without.
enum Assets {
  static let stylePath = ["assets", "style.css"]
  static let scriptPath = ["assets", "audit.js"]

  static var all: [Page] {
    [
      page(stylePath, [StyleSheet.base, StyleSheet.parts, StyleSheet.paper, ChartStyle.text]),
      page(scriptPath, [PageScript.text]),
    ]
  }

  private static func page(_ path: [String], _ parts: [StaticString]) -> Page {
    var text = Markup()
    for part in parts {
      text.literal(part)
      text.newline()
    }
    return Page(path: path, bytes: text.bytes)
  }
}
