internal import Acts
package import ChangeCalendar
internal import Decision
internal import Primitives
internal import Records

/// Writes a change calendar as `assent/change-calendar/1`.
package struct CalendarJSON {
  /// Name and version of the engine, such as `assent 0.1.0`.
  private let engine: String

  package init(engine: String) { self.engine = engine }

  /// The whole calendar: keys in a fixed order, times in UTC, days of the calendar's zone.
  package func calendar(_ schedule: ChangeSchedule) -> JSONValue {
    .object([
      ("schema", .string("assent/change-calendar/1")),
      ("repository", .string(schedule.repository)),
      ("time-zone", .string(schedule.zoneName)),
      ("from", .text(schedule.days.lowerBound)),
      ("until", .text(schedule.days.upperBound)),
      ("problem", .text(schedule.problem)),
      ("windows", .array(schedule.windows.map(window))),
      ("window-faults", .array(schedule.faults.map(fault))),
      ("freezes", .array(schedule.freezes.map(freeze))),
      ("holidays", .array(schedule.holidays.map { .text($0) })),
      ("changes", .array(schedule.changes.map(change))),
      ("conflicts", .array(schedule.conflicts.map(conflict))),
      ("unplanned", .array(schedule.unplanned.map(unplanned))),
      ("policy", .object([("commit", .text(schedule.policyCommit))])),
      (
        "trunk",
        .object([
          ("ref", .string(schedule.trunkReference)), ("commit", .text(schedule.trunkCommit)),
        ])
      ),
      ("mode", .string(schedule.mode.rawValue)),
      ("now", .text(schedule.now)),
      ("engine", .string(engine)),
    ])
  }

  private func bounds(_ interval: ChangeRequest.Interval) -> [(String, JSONValue)] {
    [("start", .text(interval.start)), ("end", .text(interval.end))]
  }

  private func window(_ window: ChangeSchedule.Window) -> JSONValue {
    .object(
      [("id", .string(window.opening.window)), ("day", .text(window.opening.day))]
        + bounds(window.opening.interval)
        + [("open", .array(window.open.map { .object(bounds($0)) }))])
  }

  private func fault(_ fault: OpeningFault) -> JSONValue {
    .object([
      ("id", .string(fault.window)), ("day", .text(fault.day)),
      ("skipped", .bool(fault.isSkipped)),
    ])
  }

  private func freeze(_ freeze: ChangeSchedule.Freeze) -> JSONValue {
    .object(
      [("id", .string(freeze.id))] + bounds(freeze.interval)
        + [("except", .text(freeze.exceptRole))])
  }

  private func change(_ change: PlannedChange) -> JSONValue {
    .object(
      [("id", .string(change.id)), ("title", .string(change.title))] + bounds(change.window) + [
        ("systems", .array(change.systems.map { .string($0) })),
        ("type", .text(change.type?.rawValue)), ("risk", .text(change.risk?.rawValue)),
        ("stage", .text(change.stage?.rawValue)), ("state", .string(change.state.rawValue)),
        ("gate", .string(change.gate.rawValue)),
        ("progress", .string(change.progress.rawValue)),
        ("standing", .string(change.standing.rawValue)),
        ("decision", decision(change.decision)),
        ("sequence", .number(change.revision.sequence)),
        ("revised", .text(change.revision.time)),
      ])
  }

  private func decision(_ decision: DecisionTime) -> JSONValue {
    .object([
      ("state", .string(decision.state.rawValue)), ("late", .text(decision.lateness?.rawValue)),
      ("latest", .text(decision.latest)), ("submit-by", .text(decision.submitBy)),
      ("needs-submission", .bool(decision.needsSubmission)),
      (
        "holding",
        .array(
          decision.holdings.map {
            .object([
              ("verb", .string($0.verb.name)), ("valid-for", .text($0.period)),
              ("earliest", .text($0.earliest)), ("latest", .text(decision.latest)),
            ])
          })
      ),
      (
        "expiring",
        .array(
          decision.lapsing.map {
            .object([
              ("verb", .string($0.verb.name)), ("person", .string($0.person)),
              ("role", .text($0.role)),
            ])
          })
      ),
      (
        "missing",
        .array(
          decision.missing.map {
            .object([("code", .string($0.code.rawValue)), ("message", .string($0.message))])
          })
      ),
    ])
  }

  private func conflict(_ conflict: ChangeSchedule.Conflict) -> JSONValue {
    .object(
      [("changes", .array(conflict.changes.map { .string($0) }))] + bounds(conflict.interval)
        + [("holder", .text(conflict.holder))])
  }

  private func unplanned(_ change: ChangeSchedule.Unplanned) -> JSONValue {
    .object(
      [("id", .string(change.id)), ("title", .string(change.title))] + bounds(change.timeline))
  }
}
