internal import Records
internal import YAMLTree

extension Rule {
  /// The way back does not say what becomes of the data.
  static let dataEffectMissing = Rule(
    name: "data-effect-missing",
    summary: "The way back does not say what becomes of the data.",
    rationale: """
      Going back to the old state drops what was written since, unless somebody took care of it. \
      That has to be known before.
      """,
    source: "RB-10; Amazon Builders' Library",
    section: .rollback, from: .approved, levels: Levels(.off, .error, .error, emergency: .warning),
    examples: [
      .bad(without: ["rollback.data"], at: "rollback.data.loss"),
      .bad(without: ["rollback.data.writes-after-change"], at: "rollback.data.writes-after-change"),
      .good(
        """
        rollback:
          data:
            loss: none
            writes-after-change: Reverse replication carries them to the old cluster.
        """),
    ],
    check: { context in
      guard let rollback = context.rollback else { return [] }
      let data = rollback.data
      return context.missing(
        [
          ("loss", context.lacks(data?.loss, "rollback.data.loss")),
          (
            "writes-after-change",
            context.lacks(data?.writesAfterChange, "rollback.data.writes-after-change")
          ),
        ], in: "rollback.data")
    })
}
