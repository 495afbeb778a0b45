internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A stage does not cover what it is about.
  static let sectionUncovered = PolicyRule(
    name: "section-uncovered",
    summary: "The acts of a stage do not cover a section that they are about.",
    rationale: """
      What an act does not cover may be edited after it without a trace in the verdict: the plans \
      after the approval, the results after the test.
      """,
    source: "the policy model: approval of content, what approvals cover", severity: .warning,
    examples: [
      .bad(
        "workflow.yaml", "stages: {approved: {covers: [request, assessment, implementation]}}",
        at: "stages.approved.covers"),
      .good(
        "workflow.yaml",
        "stages: {approved: {covers: [request, assessment, testing, implementation, rollback]}}"),
    ],
    check: { context in
      context.standaloneStages.compactMap { rule in
        guard let wanted = sections[rule.stage] else { return nil }
        let missing = wanted.filter { !rule.coveredSections.contains($0) }
        guard !missing.isEmpty else { return nil }
        return PolicyViolation(
          "`\(rule.stage.rawValue)` does not cover \(Words.list(missing.map(\.rawValue)))",
          at: .rule(rule).appending("covers"), advice: "add what is missing to `covers`")
      }
    })

  /// What the acts of a stage are about.
  private static let sections: [Stage: [Section]] = [
    .assessed: [.request, .assessment],
    .approved: [.request, .assessment, .implementation, .rollback],
    .tested: [.testing, .implementation],
    .scheduled: [.schedule],
  ]
}
