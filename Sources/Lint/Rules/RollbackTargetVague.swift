internal import Records
internal import YAMLTree

extension Rule {
  /// The state to go back to is not exact.
  static let rollbackTargetVague = Rule(
    name: "rollback-target-vague",
    summary: "The state to go back to is not exact.",
    rationale: """
      "The previous version" is another one for everybody who reads it, and another one again \
      after a hotfix. A commit, digest, version or snapshot is the same for all.
      """,
    source: "RB-03; NIST CM-2(3), LSREL09-BP01",
    section: .rollback, from: .approved,
    levels: Levels(.warning, .error, .error, emergency: .warning),
    examples: [
      .bad(
        """
        rollback:
          target: {name: claims-api, version: previous}
        """, without: ["rollback.target"], at: "rollback.target"),
      .bad(
        """
        rollback:
          target: {name: the old cluster}
        """, without: ["rollback.target"], at: "rollback.target"),
      .good(
        """
        rollback:
          target: {name: claims-api, version: 4.18.2}
        """),
    ],
    check: { context in
      guard let target = context.rollback?.target, target.commit == nil, target.digest == nil
      else { return [] }
      let advice = "add `commit`, `digest`, `version` or `snapshot`"
      guard let seen = target.version ?? target.snapshot else {
        let name = target.name ?? target.branch ?? "the target"
        return [
          Violation(
            "`\(name)` does not say which state is restored", at: "rollback.target", advice: advice)
        ]
      }
      let words = Phrase.normalised(seen).split(separator: " ")
      let isVague = words.isEmpty || words.contains { vagueStates.contains($0) }
      guard isVague, !Phrase.hasDigit(seen) || words.count == 1 else { return [] }
      return [
        Violation(
          "`\(seen)` is another state for every reader", at: "rollback.target", advice: advice)
      ]
    })

  private static let vagueStates: Set<Substring> = [
    "backup", "before", "current", "earlier", "former", "head", "last", "latest", "main", "master",
    "newest", "old", "older", "original", "present", "prev", "previous", "prior", "stable",
    "today", "tonight", "yesterday",
  ]
}
