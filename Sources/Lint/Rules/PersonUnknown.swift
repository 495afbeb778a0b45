internal import Records
internal import YAMLTree

extension Rule {
  /// The record names a person whom the policy does not know.
  static let personUnknown = Rule(
    name: "person-unknown",
    summary: "The record names a person whom the policy does not know.",
    rationale: """
      A name that is not in the list of people can neither act nor be held to anything, and \
      keeps nobody out of a seat.
      """,
    source: "RB-07; field list of a change record, request",
    examples: [
      .bad("implementation: {implementer: fay.stonne}", at: "implementation.implementer"),
      .bad(
        """
        rollback:
          decision: {owner: somebody, deputy: kim.orr}
        """, at: "rollback.decision.owner"),
      .good("implementation: {implementer: fay.stone}"),
    ],
    check: { context in
      guard let people = context.policy?.people.people else { return [] }
      return context.namedPeople { people[$0] == nil }.map { person, place in
        Violation(
          "nobody in `policies/people.yaml` is called `\(person)`", at: place,
          advice: Names.advice(person, among: people.keys),
          related: [.policy("the people", file: "people.yaml", line: 0)])
      }
    })
}
