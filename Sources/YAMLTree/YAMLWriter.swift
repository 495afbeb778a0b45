/// Writes a tree as text of the strict subset, so that reading it gives the same data and each
/// scalar is plain or quoted as it was.
package enum YAMLWriter {
  /// The text of a document in block style, ended by a line feed.
  package static func text(_ node: Node) -> String {
    var text = ""
    write(node, indent: 0, into: &text)
    if text.hasPrefix("\n") { text.removeFirst() }
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  /// Writes what follows a key or a dash, its line end included.
  private static func write(_ node: Node, indent: Int, into text: inout String) {
    let margin = String(repeating: " ", count: indent)
    switch node.content {
    case .scalar(let value, let style):
      text += value.isEmpty && style == .plain ? "\n" : " \(scalar(value, style))\n"
    case .sequence(let items) where items.isEmpty: text += " []\n"
    case .mapping(let entries) where entries.isEmpty: text += " {}\n"
    case .sequence(let items):
      text += "\n"
      for item in items {
        text += "\(margin)-"
        write(item, indent: indent + 2, into: &text)
      }
    case .mapping(let entries):
      text += "\n"
      for entry in entries {
        text += "\(margin)\(scalar(entry.key, entry.keyStyle)):"
        write(entry.value, indent: indent + 2, into: &text)
      }
    }
  }

  private static func scalar(_ text: String, _ style: Node.Style) -> String {
    let isLine = !text.utf8.contains { $0 < 0x20 }
    // A plain text was read as one; in block style it stays one as long as it is a single line.
    return style == .plain && isLine && !text.isEmpty && !isIndicator(text) ? text : quoted(text)
  }

  /// Whether a text that is plain between brackets would begin something else in block style: a
  /// list, a key, a value, the end of the document.
  private static func isIndicator(_ text: String) -> Bool {
    let word = text.utf8.prefix { $0 != UInt8(ascii: " ") }
    return ["-", "?", ":", "---", "..."].contains { $0.utf8.elementsEqual(word) }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
