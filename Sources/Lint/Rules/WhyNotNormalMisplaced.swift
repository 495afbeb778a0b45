internal import Records
internal import YAMLTree

extension Rule {
  /// A change that is no emergency says why it is not normal.
  static let whyNotNormalMisplaced = Rule(
    name: "why-not-normal-misplaced",
    summary: "A change that is no emergency says why it is not normal.",
    rationale: """
      Either the type is wrong, and the change takes a way that is not its own, or the text is a \
      leftover that misleads its readers.
      """,
    source: "field list of a change record, mandatory minimum by type and risk",
    section: .request,
    examples: [
      .bad("request: {why-not-normal: It is urgent.}", at: "request.why-not-normal"),
      .good(without: ["request.why-not-normal"]),
    ],
    check: { context in
      guard context.change.kind != .emergency, context.request?.whyNotNormal != nil else {
        return []
      }
      return [
        Violation(
          "a \(context.change.kind.rawValue) change has `why-not-normal`",
          at: "request.why-not-normal", advice: "remove it, or set `type: emergency`",
          related: [.record("the type", "type")])
      ]
    })
}
