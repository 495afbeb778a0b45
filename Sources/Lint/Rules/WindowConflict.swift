internal import Records
internal import YAMLTree

extension Rule {
  /// Two open records plan for the same time on one system or a dependency.
  static let windowConflict = Rule(
    name: "window-conflict",
    summary: "Two open records plan for the same time on one system or a dependency.",
    rationale: """
      Of two such changes the one that is scheduled first holds the slot, and the other is \
      prevented on the day. Each record is reported once, beside one that it meets. Not asked \
      where the policy has no rule on conflicts.
      """,
    source: "conflict detection of ServiceNow and others; the policy model: conflict of windows",
    levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        without: ["execution", "review", "closure"], at: "schedule.window",
        beside: besideWithOwnPlans(systems: "document-store", day: "2026-03-08"),
        also: ["implementer-double-booked"]),
      .good(
        without: ["execution", "review", "closure"], beside: besideWithOwnPlans()),
    ],
    checkTogether: { set in
      if let policy = set.policy, policy.workflow.stages[.scheduled]?.conflicts == nil { return [] }
      var bookings = Bookings()
      for index in set.documents.indices {
        guard let change = set.change(index), change.isOpen,
          let window = change.schedule?.window, window.start < window.end
        else { continue }
        let changed = Set(set.systems(of: change))
        for system in changed { bookings.add(system, window, index) }
        for system in set.reach(of: change, changed).subtracting(changed) {
          bookings.add(system, window, index, changes: false)
        }
      }
      return bookings.clashes().compactMap { clash in
        guard let other = set.change(clash.other), let change = set.change(clash.index),
          !change.isRetry(of: other)
        else { return nil }
        return SetViolation(
          Violation(
            "the window overlaps that of `\(other.id)` on `\(clash.thing)`",
            at: "schedule.window", advice: "move one of them, or make one change of both"),
          in: clash.index,
          other: SetViolation.Other(
            label: "the other window", index: clash.other, place: "schedule.window"))
      }
    })
}

extension RecordSet {
  /// The systems that a change is about; of a standard change those of its template.
  func systems(of change: ChangeRequest) -> [String] {
    change.request?.systems ?? policy?.template(of: change)?.systems ?? []
  }

  /// What the systems of a change belong to and depend on.
  func reach(of change: ChangeRequest, _ changed: Set<String>) -> Set<String> {
    var reached = Set(change.assessment?.dependencies ?? [])
    for name in changed {
      guard let system = policy?.systems.systems[name] else { continue }
      reached.formUnion(system.dependsOn)
      if let parent = system.parent { reached.insert(parent) }
    }
    return reached
  }
}
