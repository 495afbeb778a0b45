internal import Records
internal import YAMLTree

extension Rule {
  /// An emergency names no incident.
  static let incidentMissing = Rule(
    name: "incident-missing",
    summary: "An emergency names no incident.",
    rationale: """
      An emergency is the answer to something that happened. Without the incident nobody can \
      tell an emergency from an impatient change.
      """,
    source: """
      misuse of emergencies; field list of a change record, mandatory minimum by type and risk
      """,
    section: .request,
    examples: [
      .bad(without: ["request.incident"], at: "request.incident", base: .emergency),
      .good("request: {incident: INC-9012}", base: .emergency),
    ],
    check: { context in
      guard context.change.kind == .emergency, let request = context.request else {
        return []
      }
      return context.missing(
        [("incident", context.lacks(request.incident, "request.incident"))], in: "request")
    })
}
