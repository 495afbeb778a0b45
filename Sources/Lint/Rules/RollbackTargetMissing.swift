internal import Records
internal import YAMLTree

extension Rule {
  /// The way back does not say where it leads.
  static let rollbackTargetMissing = Rule(
    name: "rollback-target-missing",
    summary: "The way back does not say where it leads.",
    rationale: """
      A rollback restores one state. If nobody wrote down which one, nobody can tell whether it \
      was reached, and the gate has nothing to let through.
      """,
    source: "RB-03; NIST CM-2(3), LSREL09-BP01",
    section: .rollback, from: .approved,
    levels: Levels(.warning, .error, .error, emergency: .error),
    examples: [
      .bad(without: ["rollback.target"], at: "rollback.target"),
      .good(
        """
        rollback:
          target: {name: claims-api, version: 4.18.2}
        """),
    ],
    check: { context in
      guard let rollback = context.rollback, !context.isIrreversible else { return [] }
      return context.missing(
        [("target", context.lacks(rollback.target, "rollback.target"))], in: "rollback")
    })
}
