internal import Records
internal import YAMLTree

extension Rule {
  /// The way back names no strategy.
  static let rollbackStrategyMissing = Rule(
    name: "rollback-strategy-missing",
    summary: "The way back names no strategy.",
    rationale: """
      The strategy decides what has to be proved: a backup has to be restorable, a standby has \
      to be in step, and no way back has to be accepted.
      """,
    source: "RB-02; Well-Architected OPS06-BP01",
    section: .rollback, from: .approved,
    levels: Levels(.error, .error, .error, emergency: .warning),
    examples: [
      .bad(without: ["rollback.strategy"], at: "rollback.strategy"),
      .good("rollback: {strategy: failback-standby}"),
    ],
    check: { context in
      guard let rollback = context.rollback else { return [] }
      return context.missing(
        [("strategy", context.lacks(rollback.strategy, "rollback.strategy"))], in: "rollback")
    })
}
