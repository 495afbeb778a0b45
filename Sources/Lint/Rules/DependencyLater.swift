internal import Records
internal import YAMLTree

extension Rule {
  /// A change is planned before the one that it waits for is over.
  static let dependencyLater = Rule(
    name: "dependency-later",
    summary: "A change is planned before the one that it waits for is over.",
    rationale: """
      The gate waits until the other has finished successfully, and by then the window is over.
      """,
    source: "field list of a change record, identity; conflict detection",
    levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        "request: {depends-on: [CHG-2026-9ZZZ]}", without: ["execution", "review", "closure"],
        at: "request.depends-on[0]", beside: besideWithOwnPlans(), also: ["dependent-unlisted"]),
      .good(
        """
        request:
          depends-on: [CHG-2026-9ZZZ]
        """, without: ["execution", "review", "closure"],
        beside: besideWithOwnPlans(day: "2026-03-01")),
    ],
    checkTogether: { set in
      set.dependencies { change, other in
        guard change.isOpen, other.isOpen, let own = change.schedule?.window,
          let their = other.schedule?.window, own.start < their.end
        else { return nil }
        return (
          "the window starts at \(own.start), and `\(other.id)` is planned until \(their.end)",
          "move one of the windows", "schedule.window"
        )
      }
    })
}

extension RecordSet {
  /// The dependencies of which `judge` has something to say: a message, an advice, and the place
  /// in the other record.
  func dependencies(
    where judge: (ChangeRequest, ChangeRequest) -> (String, String, Place)?
  ) -> [SetViolation] {
    documents.indices.flatMap { index -> [SetViolation] in
      guard let change = change(index), let ids = change.request?.dependsOn else { return [] }
      return ids.enumerated().compactMap { position, id in
        guard id != change.id, let target = byID[id]?.first, let other = self.change(target),
          let (message, advice, place) = judge(change, other)
        else { return nil }
        return SetViolation(
          Violation(message, at: Place("request.depends-on[\(position)]"), advice: advice),
          in: index,
          other: SetViolation.Other(label: "what it waits for", index: target, place: place))
      }
    }
  }
}
