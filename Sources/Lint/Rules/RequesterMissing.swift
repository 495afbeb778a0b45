internal import Records
internal import YAMLTree

extension Rule {
  /// The record names no requester.
  static let requesterMissing = Rule(
    name: "requester-missing",
    summary: "The record names no requester.",
    rationale: """
      Only the requester can submit a change, and whoever requests may not judge.
      """,
    source: "ServiceNow, iTop; field list of a change record, request",
    section: .request,
    examples: [
      .bad(without: ["request.requester"], at: "request.requester"),
      .good("request: {requester: ana.ruiz}"),
    ],
    check: { context in
      guard let request = context.request else { return [] }
      return context.missing(
        [("requester", context.lacks(request.requester, "request.requester"))], in: "request")
    })
}
