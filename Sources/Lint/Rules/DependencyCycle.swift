internal import Records
internal import YAMLTree

extension Rule {
  /// The record depends on itself, by way of others or at once.
  static let dependencyCycle = Rule(
    name: "dependency-cycle",
    summary: "The record depends on itself, by way of others or at once.",
    rationale: """
      Each waits for the others to finish; none can ever start.
      """,
    source: "field list of a change record, identity",
    examples: [
      .bad(
        "request: {depends-on: [CHG-2026-9ZZZ]}", at: "request.depends-on",
        beside: "request: {depends-on: [CHG-2026-7F3K]}", also: ["plan-copied", "rollback-copied"]),
      .good(
        "request: {depends-on: [CHG-2026-9ZZZ]}",
        beside: "title: Rotate the certificate of the quote site"),
    ],
    checkTogether: { set in
      Cycles.indices(in: set).map { index in
        SetViolation(
          Violation(
            "`\(set.change(index)?.id ?? "")` waits for itself", at: "request.depends-on",
            advice: "remove one of the dependencies of the circle"), in: index)
      }
    })
}
