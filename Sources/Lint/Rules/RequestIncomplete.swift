internal import Records
internal import YAMLTree

extension Rule {
  /// The request leaves something out that every judge needs.
  static let requestIncomplete = Rule(
    name: "request-incomplete",
    summary: "The request leaves something out that every judge needs.",
    rationale: """
      Description, reason, expected outcome, environment and timeline are what an approver reads \
      first. An emergency may bring them later, a standard change has most of them in its \
      template.
      """,
    source: "DORA RTS 17(1)(d), PCI DSS 6.5.1; field list of a change record, request",
    section: .request, levels: Levels(.error, .error, .error, emergency: .warning),
    examples: [
      .bad(without: ["request.justification"], at: "request.justification"),
      .bad(without: ["request.timeline"], at: "request.timeline", base: .standard),
      .good("request: {justification: Version 12 leaves support in May.}"),
    ],
    check: { context in
      guard let request = context.request else { return [] }
      let timeline = ("timeline", context.lacks(request.timeline, "request.timeline"))
      guard context.change.kind != .standard else {
        return context.missing([timeline], in: "request")
      }
      return context.missing(
        [
          ("description", context.lacks(request.description, "request.description")),
          ("justification", context.lacks(request.justification, "request.justification")),
          ("expected-outcome", context.lacks(request.expectedOutcome, "request.expected-outcome")),
          ("environment", context.lacks(request.environment, "request.environment")),
          timeline,
        ], in: "request")
    })
}
