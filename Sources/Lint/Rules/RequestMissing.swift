internal import Records
internal import YAMLTree

extension Rule {
  /// There is no request section.
  static let requestMissing = Rule(
    name: "request-missing",
    summary: "There is no request section.",
    rationale: """
      Without it nobody knows who asks for what, why, and for which systems.
      """,
    source: "DORA RTS 17(1)(d), PCI DSS 6.5.1; field list of a change record, request",
    section: .request,
    examples: [
      .bad(without: ["request"], at: "request"),
      .good(
        """
        request:
          requester: ana.ruiz
          description: >-
            Cut over from the old cluster to a logical replica on the new version.
          justification: Version 12 leaves support in May.
          systems: [claims-db, claims-api]
          environment: production
        """),
    ],
    check: { context in
      guard context.lacks(context.request, "request") else { return [] }
      return [
        Violation("`request` is missing", at: "request", advice: "add a `request` section")
      ]
    })
}
