internal import Records
internal import YAMLTree

extension Rule {
  /// A standard change names no template.
  static let templateMissing = Rule(
    name: "template-missing",
    summary: "A standard change names no template.",
    rationale: """
      A standard change is approved through its template. Without one nothing about it is \
      approved.
      """,
    source: """
      ServiceNow standard change catalogue, AWS change templates; field list of a change record, \
      identity
      """,
    section: .request,
    examples: [
      .bad(without: ["request.template"], at: "request.template", base: .standard),
      .good("request: {template: STD-TLS-ROTATE@3}", base: .standard),
    ],
    check: { context in
      guard context.saysStandard, let request = context.request else {
        return []
      }
      return context.missing(
        [("template", context.lacks(request.template, "request.template"))], in: "request")
    })
}
