internal import Records
internal import YAMLTree

extension Rule {
  /// No decision is planned before the point of no return.
  static let pointOfNoReturnUndecided = Rule(
    name: "point-of-no-return-undecided",
    summary: "No decision is planned before the point of no return.",
    rationale: """
      A one-way door is walked through on purpose: a step before it says who decides, and on \
      what.
      """,
    source: "the rubric on irreversible changes; Strathclyde, stop points",
    section: .rollback, from: .approved, levels: Levels(.off, .warning, .error, emergency: .off),
    examples: [
      .bad(
        "rollback: {point-of-no-return: P2}", at: "rollback.point-of-no-return",
        also: ["point-of-no-return-unguarded"]),
      .good("rollback: {point-of-no-return: P4}"),
    ],
    check: { context in
      guard let point = context.rollback?.pointOfNoReturn,
        let steps = context.implementation?.steps,
        let index = steps.firstIndex(where: { $0.id == point }),
        !steps[..<index].contains(where: { $0.kind == .decide })
      else { return [] }
      let decision = context.latestDecision.map { "; the latest decision time is \($0)" } ?? ""
      return [
        Violation(
          "no step of kind `decide` comes before `\(point)`\(decision)",
          at: "rollback.point-of-no-return", advice: "add a `decide` step before it",
          related: [.record("the step", Place("implementation.steps[\(index)]"))])
      ]
    })
}
