internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The template is retired before the change takes place.
  static let templateRetired = Rule(
    name: "template-retired",
    summary: "The template is retired before the change takes place.",
    rationale: """
      A template is retired because its procedure failed or was replaced. Its successor says how \
      long the version before may still be used; after that nothing made from it is approved.
      """,
    source: "life of a template",
    section: .request,
    examples: [
      .bad("request: {template: STD-OLD-PROXY@1}", at: "request.template", base: .standard),
      .good("request: {template: STD-TLS-ROTATE@3}", base: .standard),
    ],
    check: { context in
      guard context.saysStandard, let reference = context.request?.template,
        let start = context.slot?.interval.start,
        let successor = context.policy?.successor(of: reference),
        let retireAt = successor.retireAt, retireAt <= start
      else { return [] }
      return [
        Violation(
          "the template `\(reference)` is retired at \(retireAt), the change starts at \(start)",
          at: "request.template", advice: "use its successor, or make the change normal",
          related: [context.file(of: successor)])
      ]
    })
}
