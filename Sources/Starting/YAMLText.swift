/// Text of users as scalars of the YAML that `init` and `new` write.
package enum YAMLText {
  /// A scalar in double quotes, which no reader takes for anything but text.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A flow list of ids, such as `[ana, bo]`.
  package static func list(_ ids: [String]) -> String { "[\(ids.joined(separator: ", "))]" }

  /// A text with every line further in by so many blanks; empty lines stay empty.
  package static func indented(_ text: String, by count: Int) -> String {
    let margin = String(repeating: " ", count: count)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
  }
}
