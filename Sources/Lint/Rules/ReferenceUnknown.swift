internal import Records
internal import YAMLTree

extension Rule {
  /// The record refers to a change that does not exist.
  static let referenceUnknown = Rule(
    name: "reference-unknown",
    summary: "The record refers to a change that does not exist.",
    rationale: """
      A change that waits for one that does not exist waits for ever, or for nothing.
      """,
    source: "field list of a change record, identity",
    examples: [
      .bad("request: {depends-on: [CHG-2026-0000]}", at: "request.depends-on[0]"),
      .good(
        "request: {depends-on: [CHG-2026-9ZZZ]}",
        beside: "title: Rotate the certificate of the quote site"),
    ],
    checkTogether: { set in
      set.documents.indices.flatMap { index in
        set.references(of: index).compactMap { reference in
          guard set.byID[reference.id] == nil else { return nil }
          return SetViolation(
            Violation(
              "there is no change `\(reference.id)`", at: reference.place,
              advice: "correct the id or remove it"), in: index)
        }
      }
    })
}
