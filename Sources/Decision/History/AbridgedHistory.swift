extension History {
  /// The same with other changes, as whole as they were read.
  package func holding(_ changes: ChangeHistories) -> History {
    History(
      graph: graph, policies: policies, inForce: inForce, problems: problems, changes: changes,
      plans: plans, treeFindings: treeFindings, trunkReference: trunkReference, mode: mode,
      judgedTip: judgedTip, head: head, flags: flags, aliases: aliases, zones: zones,
      delegations: delegations, recordings: recordings)
  }

  /// The same with other changes, of which much is told and nothing can be judged any more.
  ///
  /// - Parameters:
  ///   - changes: by id, what `ChangeHistory.abridged` left.
  ///   - executions: by id, what was found of changes while they were whole.
  package func abridged(
    to changes: [String: ChangeHistory], executions: [String: ExecutionStanding] = [:]
  ) -> History {
    History(
      graph: graph, policies: policies, inForce: inForce, problems: problems,
      changes: ChangeHistories(changes), plans: plans, treeFindings: treeFindings,
      trunkReference: trunkReference, mode: mode, judgedTip: judgedTip, head: head, flags: flags,
      aliases: aliases, zones: zones, delegations: delegations, recordings: recordings,
      isAbridged: true, executions: executions)
  }
}
