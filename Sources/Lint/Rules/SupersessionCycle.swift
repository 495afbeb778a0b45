internal import Records
internal import YAMLTree

extension Rule {
  /// The record takes its own place, by way of others or at once.
  static let supersessionCycle = Rule(
    name: "supersession-cycle",
    summary: "The record takes its own place, by way of others or at once.",
    rationale: """
      Nobody can tell which try is the last one, and by which of them the others are to be judged.
      """,
    source: "field list of a change record, identity: no cycles",
    levels: .warning,
    examples: [
      .bad(
        "request: {supersedes: [CHG-2026-7F3K]}", at: "request.supersedes"),
      .good(
        "request: {supersedes: [CHG-2026-9ZZZ]}", beside: besideWithOwnPlans()),
    ],
    checkTogether: { set in
      Cycles.indices(in: set) { $0.supersedes }.map { index in
        SetViolation(
          Violation(
            "`\(set.change(index)?.id ?? "")` takes its own place", at: "request.supersedes",
            advice: "remove one of the entries of the circle"), in: index)
      }
    })
}
