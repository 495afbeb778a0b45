internal import Records
internal import YAMLTree

extension Rule {
  /// The way back needs a system that the change itself touches.
  static let rollbackNeedsChangedSystem = Rule(
    name: "rollback-needs-changed-system",
    summary: "The way back needs a system that the change itself touches.",
    rationale: """
      If the change breaks that system, it breaks the way back with it.
      """,
    source: "RB-15",
    section: .rollback, from: .approved, levels: Levels(.off, .warning, .error, emergency: .off),
    examples: [
      .bad("rollback: {requires: [claims-db]}", at: "rollback.requires[0]"),
      .good(
        """
        rollback:
          requires: [claims-db]
          requires-alternative: The standby is reached through its own console.
        """),
      .good("rollback: {requires: [document-store]}"),
    ],
    check: { context in
      guard let rollback = context.rollback, let requires = rollback.requires,
        let systems = context.request?.systems,
        Phrase.isEmptyTalk(rollback.requiresAlternative ?? "")
      else { return [] }
      return requires.enumerated().compactMap { index, system in
        guard systems.contains(system) else { return nil }
        return Violation(
          "the way back needs `\(system)`, which the change touches",
          at: Place("rollback.requires[\(index)]"), advice: "add `requires-alternative`",
          related: [.record("the systems that change", "request.systems")])
      }
    })
}
