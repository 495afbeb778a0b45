internal import Records
internal import YAMLTree

extension Rule {
  /// Two steps, or two triggers, have one id.
  static let idRepeated = Rule(
    name: "id-repeated",
    summary: "Two steps, or two triggers, have one id.",
    rationale: """
      The log, the way back and acts name steps and triggers by their ids; one name for two \
      things is a log that cannot be read.
      """,
    source: "RB-05; field list of a change record, plans",
    examples: [
      .bad(
        """
        rollback:
          steps:
            - id: P2
              undoes: [P4]
              do: Switch the connections back
              by: implementer
              expect: 40 sessions on version 12
              minutes: 10
            - id: R2
              undoes: [P2]
              do: Open writes
              by: implementer
              expect: writes pass
              minutes: 5
        """, at: "rollback.steps[0].id"),
      .good(
        """
        rollback:
          steps:
            - id: R1
              undoes: [P4]
              do: Switch the connections back.
              by: implementer
              expect: 40 sessions on version 12
              minutes: 15
            - id: R2
              undoes: [P2]
              do: Open writes on the old cluster.
              by: implementer
              expect: ten writes pass
              minutes: 10
        """),
    ],
    check: { context in
      let change = context.change
      let plan = (change.implementation?.steps ?? []).enumerated().map {
        Named(id: $1.id, list: "implementation.steps", index: $0)
      }
      let back = (change.rollback?.steps ?? []).enumerated().map {
        Named(id: $1.id, list: "rollback.steps", index: $0)
      }
      let triggers = (change.rollback?.triggers ?? []).enumerated().map {
        Named(id: $1.id, list: "rollback.triggers", index: $0)
      }
      return repeated(plan + back) + repeated(triggers)
    })

  /// An id and where it stands; the place is spelt out only where it is reported.
  private struct Named {
    let id: String?
    let list: String
    let index: Int

    var place: Place { Place("\(list)[\(index)].id") }
  }

  private static func repeated(_ ids: [Named]) -> [Violation] {
    var first: [String: Named] = [:]
    return ids.compactMap { named in
      guard let id = named.id else { return nil }
      guard let known = first[id] else {
        first[id] = named
        return nil
      }
      return Violation(
        "the id `\(id)` is used twice", at: named.place, advice: "give it another id",
        related: [.record("the first", known.place)])
    }
  }
}
