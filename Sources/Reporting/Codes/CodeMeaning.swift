/// What a stable code says and what to do about it, for people.
package struct CodeMeaning: Hashable, Sendable {
  /// The code, such as `stale`.
  package let code: String
  /// What it means, as one sentence.
  package let says: String
  /// What to do about it, as one sentence.
  package let advice: String

  init(_ code: String, _ says: String, _ advice: String) {
    self.code = code
    self.says = says
    self.advice = advice
  }
}

/// The table of all stable codes, from which both reports and documentation are made.
package enum CodeTable {
  /// Codes of one kind.
  package struct Group: Sendable {
    package let title: String
    /// Where the codes of the group are met.
    package let introduction: String
    package let meanings: [CodeMeaning]
  }

  /// Every group, in the order of the documentation.
  package static let groups = [
    acts, gateReasons, flags, nearMisses, landing, pushes, setUp, errors, findings,
  ]

  /// The page of the documentation, as Markdown.
  package static var page: String {
    let head = """
      # Codes

      Codes are a contract: scripts may match on them, and they change only with the number of the
      schema that carries them. The words beside them may change. This page is generated from the
      table that the reports use.

      """
    return head + groups.map(\.markdown).joined()
  }
}

extension CodeTable.Group {
  fileprivate var markdown: String {
    let rows = meanings.map { "| `\($0.code)` | \($0.says) | \($0.advice) |\n" }
    return """

      ## \(title)

      \(introduction)

      | code | means | what to do |
      | --- | --- | --- |

      """ + rows.joined()
  }
}
