internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A requirement asks for more people than could ever act.
  static let thresholdUnreachable = PolicyRule(
    name: "threshold-unreachable",
    summary: "A requirement asks for more people of a role than have active keys.",
    rationale: """
      People are counted, not keys, and each person once. A count above the number of people who \
      can act is never reached. As one of several alternatives \
      it is a warning.
      """,
    source: "the policy model: quorum per role, who could act next", severity: .error,
    examples: [
      .bad(
        "workflow.yaml", "stages: {reviewed: {require: {count: 3}}}",
        at: "stages.reviewed.require.count"),
      .good("workflow.yaml", "stages: {reviewed: {require: {count: 2}}}"),
    ],
    check: { context in
      context.shortages {
        if case .tooFew = $0 { true } else { false }
      }.map { ask, quorum, _, severity in
        let able = context.able(quorum.role, quorum.seat)
        return PolicyViolation(
          "\(ask.name) asks for \(Words.people(quorum.count ?? 0)) of `\(quorum.role)`, "
            + "and only \(Words.list(able)) can act",
          at: ask.spot.appending("count"), advice: "lower `count`, or name more people",
          severity: severity, related: [("the role", .role(quorum.role))])
      }
    })
}
