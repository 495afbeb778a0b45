internal import Records
internal import YAMLTree

extension Rule {
  /// One person is to carry out two changes at the same time.
  static let implementerDoubleBooked = Rule(
    name: "implementer-double-booked",
    summary: "One person is to carry out two changes at the same time.",
    rationale: """
      Nobody can watch two rollback triggers at once. Machines can, and are not asked.
      """,
    source: "ServiceNow conflict detection: the assignee's double booking",
    levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        without: ["execution", "review", "closure"], at: "implementation.implementer",
        beside: besideWithOwnPlans(day: "2026-03-08")),
      .good(without: ["execution", "review", "closure"], beside: besideWithOwnPlans()),
    ],
    checkTogether: { set in
      var bookings = Bookings()
      for index in set.documents.indices {
        guard let change = set.change(index), change.isOpen,
          let window = change.schedule?.window, window.start < window.end,
          let person = change.implementation?.implementer,
          set.policy?.people.people[person]?.kind != .machine
        else { continue }
        bookings.add(person, window, index)
      }
      return bookings.clashes().compactMap { clash in
        guard let other = set.change(clash.other) else { return nil }
        return SetViolation(
          Violation(
            "`\(clash.thing)` carries out `\(other.id)` at the same time",
            at: "implementation.implementer", advice: "name somebody else, or move one of them"),
          in: clash.index,
          other: SetViolation.Other(
            label: "the other window", index: clash.other, place: "schedule.window"))
      }
    })
}
