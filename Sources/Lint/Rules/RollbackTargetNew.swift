internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The way back leads to what the change deploys.
  static let rollbackTargetNew = Rule(
    name: "rollback-target-new",
    summary: "The way back leads to what the change deploys.",
    rationale: """
      Whoever goes back by this plan deploys the same thing again.
      """,
    source: "RB-03; NIST CM-2(3)",
    section: .rollback, levels: .warning,
    examples: [
      .bad(
        """
        rollback:
          target: {name: claims-api, commit: 4f6c2b1a9d8e7f60514233241506f7e8d9cabb0c}
        """, without: ["rollback.target"], at: "rollback.target"),
      .good(
        """
        rollback:
          target: {name: claims-api, commit: 0c6c2b1a9d8e7f60514233241506f7e8d9cabb0c}
        """, without: ["rollback.target"]),
    ],
    check: { context in
      guard let target = context.rollback?.target,
        let index = context.implementation?.artifacts.firstIndex(where: { artifact in
          artifact.commit.map { $0 == target.commit } ?? false
            || artifact.digest.map { $0 == target.digest } ?? false
        })
      else { return [] }
      return [
        Violation(
          "the state to go back to is the one that is deployed", at: "rollback.target",
          advice: "name the state before the change",
          related: [.record("what is deployed", Place("implementation.artifacts[\(index)]"))])
      ]
    })
}
