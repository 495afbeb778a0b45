internal import Records
internal import YAMLTree

extension Rule {
  /// A change takes the place of one that is not over.
  static let supersededOpen = Rule(
    name: "superseded-open",
    summary: "A change takes the place of one that is not over.",
    rationale: """
      Until the first is closed both can be carried out, each by its own approvals. Of two changes \
      that take the place of one, one is too many.
      """,
    source: "state machine of changes: retry",
    levels: .warning,
    examples: [
      .bad(
        "request: {supersedes: [CHG-2026-9ZZZ]}", without: ["execution", "review", "closure"],
        at: "request.supersedes[0]", beside: besideWithOwnPlans()),
      .good(
        "request: {supersedes: [CHG-2026-9ZZZ]}", without: ["execution", "review", "closure"],
        beside: besideWithOwnPlans()
          + "\nclosure: {outcome: cancelled, notes: The supplier withdrew the release.}"),
    ],
    checkTogether: { set in
      var successors: [String: Int] = [:]
      return set.documents.indices.flatMap { index -> [SetViolation] in
        guard let change = set.change(index), change.isOpen, let request = change.request else {
          return []
        }
        return request.supersedes.enumerated().compactMap { position, id in
          guard id != change.id, let target = set.byID[id]?.first, let other = set.change(target)
          else { return nil }
          let place = Place("request.supersedes[\(position)]")
          if let first = successors.updateValue(index, forKey: id), first != index {
            return SetViolation(
              Violation(
                "`\(set.change(first)?.id ?? "")` takes the place of `\(id)` too", at: place,
                advice: "give one of them up"), in: index,
              other: SetViolation.Other(
                label: "the other", index: first, place: "request.supersedes"))
          }
          guard other.closure?.outcome == nil else { return nil }
          return SetViolation(
            Violation(
              "`\(id)` has no outcome yet", at: place,
              advice: "cancel and close it first: assent cancel \(id)"), in: index,
            other: SetViolation.Other(label: "what it replaces", index: target, place: "id"))
        }
      }
    })
}
