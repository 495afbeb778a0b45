internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A seat for humans is asked of machines alone, or the other way round.
  static let seatUnfillable = PolicyRule(
    name: "seat-unfillable",
    summary: "A seat for humans is asked of a role of machines, or the other way round.",
    rationale: """
      A machine never fills a human's seat, and a human no machine's. With nobody of the right \
      kind in the role, the seat stays empty. As one of several alternatives \
      it is a warning.
      """,
    source: "the specification: who and when", severity: .error,
    examples: [
      .bad(
        "people.yaml", "roles: {reviewer: [bot]}", at: "stages.reviewed.require.role",
        of: "workflow.yaml"),
      .good("people.yaml", "roles: {tester: [bot]}"),
    ],
    check: { context in
      context.shortages { $0 == .wrongKind }.map { ask, quorum, _, severity in
        let wanted = quorum.seat == .machine ? "machine" : "human"
        return PolicyViolation(
          "\(ask.name) has seats for a \(wanted), and nobody with a key in `\(quorum.role)` is one",
          at: ask.spot.appending("role"), advice: "name a \(wanted) in the role, or change `seat`",
          severity: severity, related: [("the role", .role(quorum.role))])
      }
    })
}
