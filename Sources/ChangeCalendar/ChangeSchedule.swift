package import Decision
package import Primitives
package import Records

/// What a change calendar shows of some days: when changes may happen, when they are planned, and
/// what is still to be decided about them.
package struct ChangeSchedule: Hashable, Sendable {
  /// One opening of a window and what freezes leave of it.
  package struct Window: Hashable, Sendable {
    package let opening: Opening
    /// The parts that no freeze touches, in order; empty if it is frozen as a whole.
    package let open: [ChangeRequest.Interval]

    package init(opening: Opening, open: [ChangeRequest.Interval]) {
      self.opening = opening
      self.open = open
    }
  }

  /// A time in which changes are not allowed.
  package struct Freeze: Hashable, Sendable {
    package let id: String
    package let interval: ChangeRequest.Interval
    /// The role that may except a change from it; nil if nobody may.
    package let exceptRole: String?

    package init(id: String, interval: ChangeRequest.Interval, exceptRole: String?) {
      self.id = id
      self.interval = interval
      self.exceptRole = exceptRole
    }
  }

  /// Two changes that need a system at the same time.
  package struct Conflict: Hashable, Sendable {
    /// The two ids in order.
    package let changes: [String]
    /// When both are planned.
    package let interval: ChangeRequest.Interval
    /// The id of the change that holds the slot; nil while neither does.
    package let holder: String?

    package init(changes: [String], interval: ChangeRequest.Interval, holder: String?) {
      self.changes = changes
      self.interval = interval
      self.holder = holder
    }

    /// The other of the two changes.
    package func other(than id: String) -> String {
      changes.first { $0 != id } ?? id
    }
  }

  /// An active change that asks for a time among the days and has no window yet.
  package struct Unplanned: Hashable, Sendable {
    package let id: String
    package let title: String
    package let timeline: ChangeRequest.Interval

    package init(id: String, title: String, timeline: ChangeRequest.Interval) {
      self.id = id
      self.title = title
      self.timeline = timeline
    }
  }

  /// The repository as acts name it.
  package var repository: String
  /// The IANA name of the calendar's zone, and its rules.
  package var zoneName: String
  package var zone: TimeZoneRules
  /// The days shown, in the calendar's zone; the last is not among them.
  package var days: Range<CivilDate>
  /// The same as instants.
  package var interval: ChangeRequest.Interval
  package var now: Instant
  package var mode: Verdict.Mode
  package var trunkReference: String
  package var trunkCommit: ObjectID
  /// The commit from which the policy that the windows stand in was in force.
  package var policyCommit: ObjectID
  /// How often that policy's calendar was replaced, and when last.
  package var policyRevision: Revision
  /// Why nothing can be decided at present, in words; nil as a rule.
  package var problem: String?
  package var windows: [Window]
  package var faults: [OpeningFault]
  package var freezes: [Freeze]
  package var holidays: [CivilDate]
  /// By start and id.
  package var changes: [PlannedChange]
  /// By start and ids; at least one change of each is shown.
  package var conflicts: [Conflict]
  package var unplanned: [Unplanned]

  /// The conflicts of one change.
  package func conflicts(of id: String) -> [Conflict] {
    conflicts.filter { $0.changes.contains(id) }
  }
}

/// How often something was revised and when last, as far as history and clock tell.
package struct Revision: Hashable, Sendable {
  /// Never falls as history and clock go on.
  package let sequence: Int
  package let time: Instant

  package init(sequence: Int, time: Instant) {
    self.sequence = sequence
    self.time = time
  }
}
