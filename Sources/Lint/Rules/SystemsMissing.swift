internal import Records
internal import YAMLTree

extension Rule {
  /// The record names no system that changes.
  static let systemsMissing = Rule(
    name: "systems-missing",
    summary: "The record names no system that changes.",
    rationale: """
      Owners, conflicts, zones and dependencies all follow from the systems; a change to nothing \
      in particular is judged by nobody in particular.
      """,
    source: "ServiceNow affected CIs, iTop, GLPI; field list of a change record, request",
    section: .request,
    examples: [
      .bad("request: {systems: []}", at: "request.systems"),
      .good("request: {systems: [claims-db]}"),
    ],
    check: { context in
      guard context.change.kind != .standard, let request = context.request else {
        return []
      }
      guard request.systems?.isEmpty ?? context.lacks(request.systems, "request.systems") else {
        return []
      }
      return [
        Violation(
          "`request.systems` names no system", at: "request.systems",
          advice: "list the systems of `policies/systems.yaml` that change")
      ]
    })
}
