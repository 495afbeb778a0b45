internal import Records
internal import YAMLTree

extension Rule {
  /// An emergency names no artifact.
  static let artifactsMissing = Rule(
    name: "artifacts-missing",
    summary: "An emergency names no artifact.",
    rationale: """
      Its approval comes before everything else, so it has to be bound to the exact thing that \
      is deployed.
      """,
    source: "the semantics of Assent, emergencies; field list of a change record, implementation",
    section: .implementation, from: .approved,
    examples: [
      .bad("implementation: {artifacts: []}", at: "implementation.artifacts", base: .emergency),
      .good(
        """
        implementation:
          artifacts:
            - name: gateway firmware
              digest: "sha256:b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"
        """, base: .emergency),
    ],
    check: { context in
      let artifacts = context.implementation?.artifacts ?? []
      guard context.change.kind == .emergency, artifacts.isEmpty else { return [] }
      return [
        Violation(
          "`implementation.artifacts` names nothing", at: "implementation.artifacts",
          advice: "name what is deployed, with its commit or digest")
      ]
    })
}
