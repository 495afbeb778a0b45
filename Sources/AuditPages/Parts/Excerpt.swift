/// A text from outside cut to what a list has room for; the whole stands in the dossier.
enum Excerpt {
  /// One line of at most so many letters, whatever the text's length.
  static func line(_ text: String, _ most: Int = 160) -> String {
    if text.utf8.count <= most, !text.utf8.contains(where: { $0 < 0x20 }) { return text }
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < most else {
        result.append("…")
        break
      }
      result.append(scalar.value < 0x20 ? " " : scalar)
      count += 1
    }
    return String(result)
  }
}
