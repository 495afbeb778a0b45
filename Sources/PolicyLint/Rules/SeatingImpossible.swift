internal import Diagnostics
internal import Decision
internal import Records

extension PolicyRule {
  /// A `distinct` cannot be seated even if everybody approves.
  static let seatingImpossible = PolicyRule(
    name: "seating-impossible",
    summary: "The requirements of a `distinct` cannot all be filled, even if everybody acts.",
    rationale: """
      One person fills one seat among them. Each role may have people enough, and all of them \
      together still too few.
      """,
    source: "the policy model: distinct people", severity: .error,
    examples: [
      .bad(
        "people.yaml", "roles: {change-manager: [bo], security: [bo]}",
        at: "stages.approved.distinct",
        of: "workflow.yaml"),
      .good("people.yaml", "roles: {change-manager: [bo, eve], security: [bo]}"),
    ],
    check: { context in
      context.firstSeating { !Seatings.canSeat($0) }.map { rule, model in
        PolicyViolation(
          "there are too few people for \(Words.list(rule.distinct)) together in \(model.words)",
          at: .rule(rule).appending("distinct"),
          advice: "name more people in the roles, or let one person sit twice")
      }
    })
}

extension PolicyContext {
  /// By stage, the first kind of change whose ways of filling a `distinct` fail a test.
  func firstSeating(
    where isBad: ([[Seating.Bench]]) -> Bool
  ) -> [(rule: StageRule, model: ChangeModel)] {
    var seen: Set<PolicySpot> = []
    return seatings.filter { isBad($0.ways) }.compactMap { rule, model, _ in
      seen.insert(.rule(rule)).inserted ? (rule, model) : nil
    }
  }
}
