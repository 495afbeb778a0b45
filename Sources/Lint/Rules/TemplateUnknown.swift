internal import Records
internal import YAMLTree

extension Rule {
  /// The policy has no template of that name and version.
  static let templateUnknown = Rule(
    name: "template-unknown",
    summary: "The policy has no template of that name and version.",
    rationale: """
      Only a template that was approved can stand in for the approvals of a change.
      """,
    source: "field list of a change record, identity",
    section: .request,
    examples: [
      .bad("request: {template: STD-TLS-ROTATE@9}", at: "request.template", base: .standard),
      .good("request: {template: STD-TLS-ROTATE@3}", base: .standard),
    ],
    check: { context in
      guard let reference = context.request?.template, let policy = context.policy
      else { return [] }
      let templates = policy.templates
      if templates.contains(where: { $0.reference == reference }) { return [] }
      if policy.successor(of: reference)?.retireAt != nil { return [] }
      let name = reference.prefix { $0 != "@" }
      guard let known = templates.first(where: { $0.id == name }) else {
        return [
          Violation(
            "no template is called `\(reference)`", at: "request.template",
            advice: "name one of `policies/templates/` with its version",
            related: [.policy("the templates", file: "templates", line: 0)])
        ]
      }
      return [
        Violation(
          "the template `\(name)` has version \(known.version), not `\(reference)`",
          at: "request.template",
          advice: "write `\(known.id)@\(known.version)` and check its ranges",
          related: [context.file(of: known)])
      ]
    })
}
