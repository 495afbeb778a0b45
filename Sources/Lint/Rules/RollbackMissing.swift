internal import Records
internal import YAMLTree

extension Rule {
  /// There is no way back.
  static let rollbackMissing = Rule(
    name: "rollback-missing",
    summary: "There is no way back.",
    rationale: """
      Whoever starts a change decides at that moment what happens if it fails. Without a plan \
      that decision is made at night, by whoever is there.
      """,
    source: "RB-01; PCI DSS 6.5.1, DORA RTS 17(1)(e), ISO 27002 8.32",
    section: .rollback, from: .approved,
    examples: [
      .bad(without: ["rollback"], at: "rollback"),
      .good(
        """
        rollback:
          strategy: failback-standby
          target: {name: claims-db, snapshot: claims-a-2026-03-08}
          decision: {owner: gus.vale, deputy: kim.orr}
          max-minutes: 30
        """),
    ],
    check: { context in
      guard context.lacks(context.rollback, "rollback") else { return [] }
      return [
        Violation("`rollback` is missing", at: "rollback", advice: "add a `rollback` section")
      ]
    })
}
