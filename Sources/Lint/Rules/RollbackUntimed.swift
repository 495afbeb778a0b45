internal import Records
internal import YAMLTree

extension Rule {
  /// The way back, one of its steps or one of its checks has no minutes.
  static let rollbackUntimed = Rule(
    name: "rollback-untimed",
    summary: "The way back, one of its steps or one of its checks has no minutes.",
    rationale: """
      The latest moment to decide is the end less the time for going back and checking. Without \
      minutes nobody knows it.
      """,
    source: "RB-08; Strathclyde, GitLab production change template",
    section: .rollback, from: .approved, levels: Levels(.warning, .error, .error, emergency: .off),
    examples: [
      .bad(without: ["rollback.max-minutes"], at: "rollback.max-minutes"),
      .good("rollback: {max-minutes: 30}"),
    ],
    check: { context in
      guard let rollback = context.rollback else { return [] }
      var found = context.missing(
        [("max-minutes", context.lacks(rollback.maxMinutes, "rollback.max-minutes"))],
        in: "rollback")
      for (index, step) in (rollback.steps ?? []).enumerated() where step.minutes == nil {
        let place = Place("rollback.steps[\(index)]")
        let isMissing = context.lacks(step.minutes, Place("\(place).minutes"))
        found += context.missing([("minutes", isMissing)], in: place)
      }
      for (index, check) in (rollback.verify ?? []).enumerated() where check.minutes == nil {
        let place = Place("rollback.verify[\(index)]")
        let isMissing = context.lacks(check.minutes, Place("\(place).minutes"))
        found += context.missing([("minutes", isMissing)], in: place)
      }
      return found
    })
}
