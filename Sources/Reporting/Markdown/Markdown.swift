/// Makes text that anybody may have written fit for the Markdown of forges.
package enum Markdown {
  /// The text as one code span, in which nothing is a mention, link, image, tag, table border,
  /// formula or command, on GitHub, GitLab and Gitea alike.
  ///
  /// Back-ticks and pipes become look-alikes: the rules by which forges escape these two contradict
  /// each other, and whoever needs the exact text has the JSON.
  package static func code(_ text: String, limit: Int = 300) -> String {
    var inner = String.UnicodeScalarView()
    for scalar in PlainText.cut(PlainText.line(text), to: limit).unicodeScalars {
      switch scalar {
      case "`": inner.append("'")
      case "|": inner.append("¦")
      default: inner.append(scalar)
      }
    }
    // A span of blanks alone would not be one.
    guard inner.contains(where: { !$0.properties.isWhitespace }) else { return "–" }
    return "`" + String(inner) + "`"
  }

  /// Texts as code spans with commas between; after `limit` of them, how many more there are.
  package static func codes(_ texts: [String], limit: Int) -> String {
    let shown = texts.prefix(limit).map { code($0, limit: 100) }.joined(separator: ", ")
    return texts.count > limit ? "\(shown) and \(texts.count - limit) more" : shown
  }
}
