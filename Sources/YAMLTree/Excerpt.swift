/// Shows a value in a message: one line, not too long.
package enum Excerpt {
  /// The text, cut to 60 scalars with `…`, line feeds and tabs as spaces.
  package static func of(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if count == 60 {
        result.append("…")
        break
      }
      result.append(scalar.value < 0x20 ? " " : scalar)
      count += 1
    }
    return String(result)
  }
}
