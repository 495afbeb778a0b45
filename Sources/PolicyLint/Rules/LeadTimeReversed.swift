internal import Diagnostics
internal import Primitives
internal import Records

extension PolicyRule {
  /// A higher risk asks for a shorter lead time than a lower one.
  static let leadTimeReversed = PolicyRule(
    name: "lead-time-reversed",
    summary: "A higher risk asks for a shorter lead time than a lower one.",
    rationale: """
      The more is at stake, the longer people need to judge. By such a table it pays to call a \
      change riskier than it is.
      """,
    source: "the policy model: lead time; Stanford's table", severity: .warning,
    examples: [
      .bad(
        "workflow.yaml", "stages: {scheduled: {lead-time: {high: 2d}}}",
        at: "stages.scheduled.lead-time.high"),
      .good("workflow.yaml", "stages: {scheduled: {lead-time: {high: 3d}}}"),
    ],
    check: { context in
      context.stages.flatMap { rule -> [PolicyViolation] in
        guard let lead = rule.leadTime else { return [] }
        let risks = ChangeRequest.Risk.allCases
        return zip(risks, risks.dropFirst()).compactMap { lower, higher in
          guard let short = lead.byRisk[higher], let long = lead.byRisk[lower],
            short.seconds < long.seconds
          else { return nil }
          return PolicyViolation(
            "risk \(higher.rawValue) asks for \(short), and \(lower.rawValue) for \(long)",
            at: PolicySpot.rule(rule).appending("lead-time").appending(higher.rawValue),
            advice: "ask for at least \(long)")
        }
      }
    })
}
