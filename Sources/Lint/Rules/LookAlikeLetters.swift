internal import Records
internal import YAMLTree

extension Rule {
  /// A word mixes Latin letters with others that look like them.
  static let lookAlikeLetters = Rule(
    name: "look-alike-letters",
    summary: "A word mixes Latin letters with others that look like them.",
    rationale: """
      Two names that look the same and are not hide a change from whoever searches for it, and \
      let a reader approve another artifact than the one that is deployed. Invisible characters \
      within a word do the same.
      """,
    source: "Unicode Technical Standard 39",
    levels: .warning,
    examples: [
      .bad("title: Move the сlaims database to version 16", at: "title"),
      .good("title: Move the claims database to version 16, 400 μs at most"),
    ],
    check: { context in
      context.texts.alarms.compactMap { place, alarm in
        guard case .mixed(let word) = alarm else { return nil }
        let points = word.unicodeScalars.filter { !$0.isASCII }.prefix(3).map {
          "U+" + String($0.value, radix: 16, uppercase: true)
        }
        return Violation(
          "a word mixes alphabets: it holds \(points.joined(separator: ", ")) among Latin letters",
          at: place, advice: "type the word anew in one alphabet")
      }
    })
}
