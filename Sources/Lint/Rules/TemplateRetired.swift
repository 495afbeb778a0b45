internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The template is retired before the change takes place.
  static let templateRetired = Rule(
    name: "template-retired",
    summary: "The template is retired before the change takes place.",
    rationale: """
      A template is retired because its procedure failed or was replaced; a change from it is no \
      longer approved in advance.
      """,
    source: "life of a template",
    section: .request,
    examples: [
      .bad("request: {template: STD-OLD-PROXY@1}", at: "request.template", base: .standard),
      .good("request: {template: STD-TLS-ROTATE@3}", base: .standard),
    ],
    check: { context in
      guard let reference = context.change.request?.template,
        let start = context.slot?.interval.start,
        let template = context.policy?.templates.first(where: {
          "\($0.id)@\($0.version)" == reference
        }),
        let retireAt = template.retireAt, retireAt <= start
      else { return [] }
      return [
        Violation(
          "the template `\(reference)` is retired at \(retireAt), the change starts at \(start)",
          at: "request.template", advice: "use its successor, or make the change normal",
          related: [context.file(of: template)])
      ]
    })
}
