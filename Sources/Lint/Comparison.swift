/// The conditions of triggers.
enum Comparison {
  /// Whether a text is an operator and a value, such as `> 400 ms` or `!= 0`.
  static func isMeasurable(_ text: String) -> Bool {
    let trimmed = text.drop { $0 == " " }
    guard let sign = operators.first(where: { trimmed.utf8.starts(with: $0.utf8) }) else {
      return false
    }
    let value = String(trimmed.dropFirst(sign.count))
    guard sign == "=" || sign == "==" || sign == "!=" else { return Phrase.hasDigit(value) }
    return !Phrase.isEmptyTalk(value)
  }

  /// Longer ones first.
  private static let operators = ["<=", ">=", "==", "!=", "<", ">", "=", "≤", "≥"]
}
