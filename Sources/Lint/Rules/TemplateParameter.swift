internal import Records
internal import YAMLTree

extension Rule {
  /// A parameter of a standard change is missing, unknown or out of its range.
  static let templateParameter = Rule(
    name: "template-parameter",
    summary: "A parameter of a standard change is missing, unknown or out of its range.",
    rationale: """
      The ranges are part of what was approved in advance. A value outside them was approved by \
      nobody.
      """,
    source: "AWS change templates; the semantics of Assent, standard changes",
    section: .request,
    examples: [
      .bad(
        "request: {parameters: {host: quotes.example; rm}}", at: "request.parameters.host",
        base: .standard),
      .bad(
        "request: {parameters: {hots: quotes.harbourline.example}}", at: "request.parameters.hots",
        base: .standard),
      .good("request: {parameters: {host: www.harbourline.example}}", base: .standard),
    ],
    check: { context in
      guard context.saysStandard, let reference = context.request?.template,
        let template = context.policy?.templates.first(where: { $0.reference == reference })
      else { return [] }
      return template.parameterDepartures(in: context.request).map { departure in
        Violation(
          departure.message, at: departure.place,
          advice: "keep to what the template leaves open, or set `type: normal`",
          related: [context.file(of: template)])
      }
    })
}
