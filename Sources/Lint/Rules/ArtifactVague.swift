internal import Records
internal import YAMLTree

extension Rule {
  /// An artifact is not named exactly.
  static let artifactVague = Rule(
    name: "artifact-vague",
    summary: "An artifact is not named exactly.",
    rationale: """
      The gate compares what is deployed with what was approved. It can do so for a commit, a \
      digest, or a branch that Start binds, and for nothing else.
      """,
    source: "the semantics of Assent, the gate; field list of a change record, implementation",
    section: .implementation, from: .approved,
    examples: [
      .bad(
        """
        implementation:
          artifacts: [{name: claims-api}]
        """, at: "implementation.artifacts[0]"),
      .bad(
        """
        implementation:
          artifacts: [{name: claims-api, branch: main}]
        """, at: "implementation.artifacts[0]"),
      .good(
        """
        implementation:
          artifacts: [{name: claims-api, repository: harbourline/claims, branch: main}]
        """),
    ],
    check: { context in
      (context.implementation?.artifacts ?? []).enumerated().compactMap { index, artifact in
        let isBranch = artifact.repository != nil && artifact.branch != nil
        guard artifact.commit == nil, artifact.digest == nil, !isBranch else { return nil }
        let seen = artifact.branch ?? artifact.name ?? artifact.repository
        return Violation(
          "`\(seen ?? "the artifact")` does not say exactly what is deployed",
          at: Place("implementation.artifacts[\(index)]"),
          advice: "add `commit` or `digest`, or `repository` and `branch`")
      }
    })
}
