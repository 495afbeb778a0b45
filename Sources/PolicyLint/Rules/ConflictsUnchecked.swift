internal import Diagnostics
internal import Records

extension PolicyRule {
  /// Two changes may be carried out on one system at the same time.
  static let conflictsUnchecked = PolicyRule(
    name: "conflicts-unchecked",
    summary: "Two changes may be carried out on one system at the same time.",
    rationale: """
      When something breaks, nobody can tell which of the two did it, and the way back of the one \
      takes the other along.
      """,
    source: "conflict detection; the policy model: conflict of windows", severity: .note,
    examples: [
      .bad("workflow.yaml", without: ["stages.scheduled.conflicts"], at: "stages.scheduled"),
      .good("workflow.yaml", "stages: {scheduled: {conflicts: system-or-dependency}}"),
    ],
    check: { context in
      guard let rule = context.workflow.stages[.scheduled], rule.conflicts == nil else {
        return []
      }
      return [
        PolicyViolation(
          "overlapping windows are not asked about", at: .rule(rule),
          advice: "add `conflicts: system-or-dependency`")
      ]
    })
}
