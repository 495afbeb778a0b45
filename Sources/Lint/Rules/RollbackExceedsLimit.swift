internal import Records
internal import YAMLTree

extension Rule {
  /// The steps of the way back take longer than the way back may.
  static let rollbackExceedsLimit = Rule(
    name: "rollback-exceeds-limit",
    summary: "The steps of the way back take longer than the way back may.",
    rationale: """
      The limit is what the window was checked against. Steps that take longer break it before \
      anything goes wrong.
      """,
    source: "RB-08; Strathclyde",
    section: .rollback, levels: Levels(.warning, .error, .error, emergency: .off),
    examples: [
      .bad(
        "rollback: {max-minutes: 10}", at: "rollback.max-minutes", also: ["rehearsal-exceeds-limit"]
      ),
      .good("rollback: {max-minutes: 30}"),
    ],
    check: { context in
      guard let rollback = context.rollback, let limit = rollback.maxMinutes else {
        return []
      }
      let steps = Minutes.total(rollback.steps?.map(\.minutes) ?? [])
      guard steps > limit else { return [] }
      return [
        Violation(
          "the steps take \(steps) minutes, `max-minutes` is \(limit)", at: "rollback.max-minutes",
          advice: "raise the limit or shorten the steps",
          related: [.record("the steps", "rollback.steps")])
      ]
    })
}
