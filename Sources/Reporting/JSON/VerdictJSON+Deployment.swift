package import Decision

extension VerdictJSON {
  /// `assent/deployment/1`: the answer about a deployment.
  package func deployment(_ deployment: Deployment) -> JSONValue {
    .object([
      ("schema", .string("assent/deployment/1")),
      ("decision", .string(deployment.decision.rawValue)),
      ("reasons", .array(deployment.reasons.map(reason))),
      ("changes", .array(deployment.changes.map(verdict))),
    ])
  }
}
