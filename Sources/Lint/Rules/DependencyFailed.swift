internal import Records
internal import YAMLTree

extension Rule {
  /// A change waits for one that will not finish successfully any more.
  static let dependencyFailed = Rule(
    name: "dependency-failed",
    summary: "A change waits for one that will not finish successfully any more.",
    rationale: """
      Only a successful end is waited for. What was rolled back, cancelled or rejected does not \
      come; the change that takes its place does.
      """,
    source: "field list of a change record, identity; state machine of changes",
    levels: .warning,
    examples: [
      .bad(
        "request: {depends-on: [CHG-2026-9ZZZ]}", without: ["execution", "review", "closure"],
        at: "request.depends-on[0]",
        beside: besideWithOwnPlans()
          + "\nclosure: {outcome: cancelled, notes: The supplier withdrew the release.}"),
      .good(
        "request: {depends-on: [CHG-2026-9ZZZ]}", without: ["execution", "review", "closure"],
        beside: besideWithOwnPlans()
          + "\nclosure: {outcome: successful, notes: The chain is monitored.}"),
    ],
    checkTogether: { set in
      set.dependencies { change, other in
        guard change.isOpen, let outcome = other.closure?.outcome, outcome != .successful,
          outcome != .successfulWithIssues
        else { return nil }
        return (
          "`\(other.id)` is \(outcome.rawValue), and is waited for in vain",
          "depend on the change that takes its place, or on none", "closure.outcome"
        )
      }
    })
}
