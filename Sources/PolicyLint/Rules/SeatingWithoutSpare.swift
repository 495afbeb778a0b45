internal import Diagnostics
internal import Decision
internal import Records

extension PolicyRule {
  /// One person who is kept out leaves a `distinct` too few people.
  static let seatingWithoutSpare = PolicyRule(
    name: "seating-without-spare",
    summary:
      "The requirements of a `distinct` cannot all be filled when one person asks for the change.",
    rationale: """
      Each role may have a person to spare, and still one person is the spare of two: if that one \
      asks for the change, has edited the record or implements it, somebody would have to sit \
      twice.
      """,
    source: "the policy model: distinct people, separation of duties", severity: .warning,
    examples: [
      .bad(
        "people.yaml", "roles: {change-manager: [bo, cat], security: [bo, cat]}",
        at: "stages.approved.distinct", of: "workflow.yaml"),
      .good("people.yaml", "roles: {change-manager: [bo, cat], security: [bo, cat, dan]}"),
    ],
    check: { context in
      var seen: Set<PolicySpot> = []
      return context.seatings.compactMap { rule, model, ways in
        guard Seatings.canSeat(ways), !seen.contains(.rule(rule)) else { return nil }
        let people = ways.joined().flatMap(\.people).uniqued().filter { person in
          context.absence(of: person, from: rule) != nil
            && !Seatings.canSeat(ways, without: person)
            && !Seatings.isShort(ways, without: person)
        }
        guard let first = people.first, let absence = context.absence(of: first, from: rule) else {
          return nil
        }
        seen.insert(.rule(rule))
        return PolicyViolation(
          "\(Words.list(rule.distinct)) cannot be filled together in \(model.words) that "
            + "\(Words.list(people, "or")) \(absence.words)",
          at: .rule(rule).appending("distinct"), advice: "name more people in the roles")
      }
    })
}

extension Seatings {
  /// Whether a single bench of every way is too small without somebody: that has another finding.
  fileprivate static func isShort(_ ways: [[Seating.Bench]], without person: String) -> Bool {
    ways.allSatisfy { way in
      way.contains { bench in bench.people.count { $0 != person } < bench.count }
    }
  }
}
