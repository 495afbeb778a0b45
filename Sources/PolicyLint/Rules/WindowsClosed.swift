internal import Diagnostics
internal import Records

extension PolicyRule {
  /// No window is ever open.
  static let windowsClosed = PolicyRule(
    name: "windows-closed",
    summary: "`windows` is empty, so that no change fits.",
    rationale: """
      A planned time has to fit the union of the windows that the stage names, and nothing fits \
      the union of none. Leave the key out to allow every hour.
      """,
    source: "the specification: the decision", severity: .error,
    examples: [
      .bad("workflow.yaml", "stages: {scheduled: {windows: []}}", at: "stages.scheduled.windows"),
      .good("workflow.yaml", without: ["stages.scheduled.windows"]),
    ],
    check: { context in
      context.stages.filter { $0.windows?.isEmpty ?? false }.map { rule in
        PolicyViolation(
          "`\(rule.stage.rawValue)` names no window, so that no change may ever happen",
          at: .rule(rule).appending("windows"),
          advice: "name windows of `calendar.yaml`, or remove the key")
      }
    })
}
