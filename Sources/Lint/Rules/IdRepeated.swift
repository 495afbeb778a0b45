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
        ($1.id, "implementation.steps[\($0)].id")
      }
      let back = (change.rollback?.steps ?? []).enumerated().map {
        ($1.id, "rollback.steps[\($0)].id")
      }
      let triggers = (change.rollback?.triggers ?? []).enumerated().map {
        ($1.id, "rollback.triggers[\($0)].id")
      }
      return repeated(plan + back) + repeated(triggers)
    })

  private static func repeated(_ ids: [(id: String?, place: String)]) -> [Violation] {
    var first: [String: String] = [:]
    return ids.compactMap { id, place in
      guard let id else { return nil }
      guard let known = first[id] else {
        first[id] = place
        return nil
      }
      return Violation(
        "the id `\(id)` is used twice", at: Place(place), advice: "give it another id",
        related: [.record("the first", Place(known))])
    }
  }
}
