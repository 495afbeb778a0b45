extension History {
  /// The same with other changes, of which much is told and nothing can be judged any more.
  ///
  /// - Parameter changes: by id, what `ChangeHistory.abridged` left.
  package func abridged(to changes: [String: ChangeHistory]) -> History {
    History(
      graph: graph, policies: policies, inForce: inForce, problems: problems,
      changes: ChangeHistories(changes), plans: plans, treeFindings: treeFindings,
      trunkReference: trunkReference, mode: mode, judgedTip: judgedTip, head: head, flags: flags,
      aliases: aliases, zones: zones, delegations: delegations, recordings: recordings,
      isAbridged: true)
  }
}
