internal import Records
internal import YAMLTree

extension Rule {
  /// Two records have the same way back, word for word or nearly so.
  static let rollbackCopied = Rule(
    name: "rollback-copied",
    summary: "Two records have the same way back, word for word or nearly so.",
    rationale: """
      A plan that was copied was not thought about. If it really is the same each time, it \
      belongs into a template. Two plans are nearly the same if nine in ten of their words are; a \
      change that supersedes another may keep its plan.
      """,
    source: "RB-16; ServiceNow copies backout plans by default",
    levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        at: "rollback.steps", beside: besideWithOwnPlans(rollback: "")),
      .good(beside: besideWithOwnPlans()),
    ],
    checkTogether: { set in
      set.copies(at: "rollback.steps", of: "the way back") { change in
        (change.rollback?.steps ?? []).compactMap(\.action)
      }
    })

  /// A record beside the first that has nothing in common with it.
  static func besideWithOwnPlans(
    systems: String = "quote-web", day: String = "2026-04-12", rollback: String = ownWayBack
  ) -> String {
    """
    title: Rotate the certificate of the quote site
    request:
      systems: [\(systems)]
      timeline: {start: \(day)T00:00:00+01:00, end: \(day)T06:00:00+01:00}
    schedule:
      window: {start: \(day)T01:00:00+01:00, end: \(day)T05:00:00+01:00}
    implementation:
      artifacts: [{name: quote-web, commit: 9f6c2b1a9d8e7f60514233241506f7e8d9cabb0c}]
      steps:
        - {id: P2, do: Put the new chain into the store of the balancer., by: implementer, expect: two chains, minutes: 5}
        - {id: P4, do: Point the listener at the new chain and reload it., by: implementer, expect: serial 05:1C, minutes: 5}
    testing:
      plan:
        - {kind: functional, do: Ask the quote site for a price from outside.}
        - {kind: compatibility, do: Open it in the three oldest browsers allowed.}
        - {kind: security, do: Read the chain with an external checker.}
        - {kind: rollback, do: Point the listener at the old chain and back.}
    \(rollback)
    """
  }

  private static let ownWayBack = """
    rollback:
      steps:
        - {id: R1, undoes: [P4], do: Point the listener at the old certificate., by: implementer, expect: serial 04:7A, minutes: 4}
        - {id: R2, undoes: [P2], do: Reload the balancer., by: implementer, expect: 0 errors, minutes: 1}
    """
}

extension RecordSet {
  /// The records whose texts at a place were taken from an earlier record.
  func copies(
    at place: Place, of what: String, texts: (ChangeRequest) -> [String]
  ) -> [SetViolation] {
    var search = CopySearch()
    return documents.indices.compactMap { index in
      guard let change = change(index) else { return nil }
      guard let copy = search.add(texts(change), as: index) else { return nil }
      let original = self.change(copy.original)
      // A change that is tried again keeps its plan on purpose.
      guard let original, !change.isRetry(of: original) else { return nil }
      return SetViolation(
        Violation(
          "\(what) is that of `\(original.id)`, \(copy.isExact ? "" : "nearly ")word for word",
          at: place, advice: "write it for this change, or make a template of it"),
        in: index,
        other: SetViolation.Other(label: "the same text", index: copy.original, place: place))
    }
  }
}
