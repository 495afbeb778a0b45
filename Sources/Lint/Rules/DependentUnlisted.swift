internal import Records
internal import YAMLTree

extension Rule {
  /// A scheduled change waits for this one, and this one does not list it.
  static let dependentUnlisted = Rule(
    name: "dependent-unlisted",
    summary: "A scheduled change waits for this one, and this one does not list it.",
    rationale: """
      Whoever goes back takes away what others build on. The plan has to know them.
      """,
    source: "RB-20; conflict detection",
    levels: Levels(.off, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        without: ["closure"], at: "request", beside: "request: {depends-on: [CHG-2026-7F3K]}",
        also: ["plan-copied", "rollback-copied"]),
      .good(
        "request: {related: [CHG-2026-9ZZZ]}", without: ["closure"],
        beside: "request: {depends-on: [CHG-2026-7F3K]}"),
    ],
    checkTogether: { set in
      set.documents.indices.flatMap { index -> [SetViolation] in
        guard let dependent = set.change(index), dependent.schedule?.window != nil,
          dependent.closure?.outcome == nil, let request = dependent.request
        else { return [] }
        return request.dependsOn.enumerated().compactMap { position, id in
          guard id != dependent.id, let base = set.byID[id]?.first, let change = set.change(base),
            change.closure?.outcome == nil, change.request?.related.contains(dependent.id) != true
          else { return nil }
          return SetViolation(
            Violation(
              "`\(dependent.id)` waits for this change, which does not list it", at: "request",
              advice: "add `\(dependent.id)` to `request.related` and consider it in the way back"),
            in: base,
            other: SetViolation.Other(
              label: "what waits", index: index, place: Place("request.depends-on[\(position)]")))
        }
      }
    })
}
