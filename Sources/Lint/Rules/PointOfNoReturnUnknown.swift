internal import Records
internal import YAMLTree

extension Rule {
  /// The point of no return is no step of the plan.
  static let pointOfNoReturnUnknown = Rule(
    name: "point-of-no-return-unknown",
    summary: "The point of no return is no step of the plan.",
    rationale: """
      People stop before a step, not before an idea.
      """,
    source: "RB-09",
    section: .rollback,
    examples: [
      .bad(
        "rollback: {point-of-no-return: P9}", at: "rollback.point-of-no-return",
        also: ["point-of-no-return-unguarded"]),
      .good("rollback: {point-of-no-return: none}"),
    ],
    check: { context in
      guard let point = context.rollback?.pointOfNoReturn, point != "none" else { return [] }
      let known = Set((context.implementation?.steps ?? []).compactMap(\.id))
      guard !known.contains(point) else { return [] }
      return [
        Violation(
          "no implementation step is called `\(point)`", at: "rollback.point-of-no-return",
          advice: Names.stepAdvice(point, among: known) + ", or `none`",
          related: [.record("the steps", "implementation.steps")])
      ]
    })
}
