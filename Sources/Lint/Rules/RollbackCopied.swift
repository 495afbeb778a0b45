internal import Records
internal import YAMLTree

extension Rule {
  /// Two records have the same way back, word for word.
  static let rollbackCopied = Rule(
    name: "rollback-copied",
    summary: "Two records have the same way back, word for word.",
    rationale: """
      A plan that was copied was not thought about. If it really is the same each time, it \
      belongs into a template.
      """,
    source: "RB-16; ServiceNow copies backout plans by default",
    levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(at: "rollback.steps", beside: "title: Rotate the certificate of the quote site"),
      .good(
        beside:
          """
          rollback:
            steps:
              - id: R1
                undoes: [P2, P4]
                do: Point the listener at the old certificate
                by: implementer
                expect: serial 04:7A
                minutes: 4
              - id: R2
                do: Reload the balancer
                by: implementer
                expect: 0 errors
                minutes: 1
          """),
    ],
    checkTogether: { set in
      var first: [String: Int] = [:]
      return set.documents.indices.compactMap { index in
        let change = set.change(index)
        let text = (change?.rollback?.steps ?? []).compactMap(\.action).map(Phrase.normalised)
          .joined(separator: "\n")
        guard text.utf8.count >= 20 else { return nil }
        guard let known = first[text] else {
          first[text] = index
          return nil
        }
        // A change that is tried again keeps its plan on purpose.
        let original = set.change(known)?.id ?? ""
        guard change?.request?.supersedes.contains(original) != true else { return nil }
        return SetViolation(
          Violation(
            "the way back is that of `\(original)`, word for word", at: "rollback.steps",
            advice: "write it for this change, or make a template of it"), in: index,
          other: SetViolation.Other(label: "the same text", index: known, place: "rollback.steps"))
      }
    })
}
