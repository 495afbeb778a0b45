internal import Records
internal import YAMLTree

extension Rule {
  /// There is no way back, and the record does not give what is owed instead.
  static let irreversibleUnaccepted = Rule(
    name: "irreversible-unaccepted",
    summary: "There is no way back, and the record does not give what is owed instead.",
    rationale: """
      Some changes cannot be undone. Then the reason, the way forward, a staged exposure or dry \
      run, and the acceptance of whoever owns the data take the place of the way back.
      """,
    source: "RB-17, the rubric on irreversible changes; Strathclyde",
    section: .rollback, from: .approved,
    examples: [
      .bad("rollback: {strategy: forward-fix}", at: "rollback.irreversible.reason"),
      .good(
        """
        rollback:
          strategy: forward-fix
          irreversible:
            reason: The old schema cannot hold what the new one writes.
            forward-recovery: [Stop the batch at the first difference., Repair from the audit log.]
            exposure: One branch office for a week.
            accepted-by: dan.holt
        """),
    ],
    check: { context in
      guard context.isIrreversible, let rollback = context.rollback else { return [] }
      let owed = rollback.irreversible
      let reason = owed?.reason
      let isVague = reason.map { Phrase.isEmptyTalk($0) } ?? false
      let hasForward = owed.map { !$0.forwardRecovery.isEmpty } ?? false
      return context.missing(
        [
          ("reason", isVague || context.lacks(reason, "rollback.irreversible.reason")),
          ("forward-recovery", !hasForward),
          ("exposure", context.lacks(owed?.exposure, "rollback.irreversible.exposure")),
          ("accepted-by", context.lacks(owed?.acceptedBy, "rollback.irreversible.accepted-by")),
        ], in: "rollback.irreversible")
    })
}
