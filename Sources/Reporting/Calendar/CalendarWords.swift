internal import Acts
internal import ChangeCalendar
internal import Decision
internal import Primitives
internal import Records

/// What every format of the calendar says in the same words.
struct CalendarWords {
  let schedule: ChangeSchedule
  let clock: LocalClock

  init(_ schedule: ChangeSchedule) {
    self.schedule = schedule
    clock = LocalClock(zone: schedule.zone)
  }

  /// `Change calendar of harbourline/changes`.
  var title: String { "Change calendar of \(PlainText.line(schedule.repository))" }

  /// `Mon 2026-03-02 to Sun 2026-04-05, Europe/Berlin`.
  var range: String {
    let last = CivilDate(daysSinceEpoch: schedule.days.upperBound.daysSinceEpoch - 1)
    return LocalClock.date(schedule.days.lowerBound) + " to " + LocalClock.date(last) + ", "
      + PlainText.line(schedule.zoneName)
  }

  /// `3 changes: 1 allowed, 1 awaiting, 1 over · 1 conflict · 1 freeze`.
  var counts: String {
    let changes = schedule.changes
    let ahead = changes.filter { !$0.progress.isOver }
    var parts = GateDecision.allCases.compactMap { decision in
      let count = ahead.count { $0.gate == decision }
      return count == 0 ? nil : "\(count) \(decision.rawValue)"
    }
    if ahead.count < changes.count { parts.append("\(changes.count - ahead.count) over") }
    var text = Self.count(changes.count, "change")
    if !parts.isEmpty { text += ": " + parts.joined(separator: ", ") }
    if !schedule.conflicts.isEmpty {
      text += " · " + Self.count(schedule.conflicts.count, "conflict")
    }
    if !schedule.freezes.isEmpty { text += " · " + Self.count(schedule.freezes.count, "freeze") }
    return text
  }

  /// `awaiting · approved (held)`: the gate's word, and stage and state.
  func standing(_ change: PlannedChange) -> String { change.gate.rawValue + " · " + stage(change) }

  /// `approved (held)`.
  func stage(_ change: PlannedChange) -> String {
    let stage = change.stage?.rawValue ?? "not submitted"
    guard change.state != .active, change.state.rawValue != stage else { return stage }
    return "\(stage) (\(change.state.rawValue))"
  }

  /// Until when the change can be decided: `decide by Sat 2026-03-07 23:00`.
  func decision(_ change: PlannedChange) -> String {
    let decision = change.decision
    switch decision.state {
    case .decided: return change.progress == .started ? "decided, and started" : "decided"
    case .over:
      return change.progress == .missed
        ? "over: the window passed and nothing was started" : "over: \(change.progress.rawValue)"
    case .undecidable:
      let due = decision.latest.flatMap {
        $0 > schedule.now ? ", decide by " + clock.stamp($0) : nil
      }
      return "cannot be decided at present" + (due ?? "") + missing(decision)
    case .late: return late(decision) + missing(decision)
    case .open: return open(decision) + missing(decision)
    }
  }

  private func open(_ decision: DecisionTime) -> String {
    var text = ""
    if decision.needsSubmission {
      text = decision.submitBy.map { "submit by \(clock.stamp($0)), " } ?? "submit and "
    }
    text += "decide by " + (decision.latest.map(clock.stamp) ?? "the planned start")
    for holding in decision.holdings where holding.earliest > schedule.now {
      text +=
        "; \(holding.verb.name) from \(clock.stamp(holding.earliest)) on, since it holds for "
        + holding.period.description
    }
    for lapse in decision.lapsing {
      let role = lapse.role.map { " as \(PlainText.line($0))" } ?? ""
      text +=
        "; \(lapse.verb.name) of \(PlainText.line(lapse.person))\(role) will have expired by then"
    }
    return text
  }

  private func late(_ decision: DecisionTime) -> String {
    switch decision.lateness {
    case .submission:
      let due = decision.submitBy.map(clock.stamp) ?? "earlier"
      return "too late to start as planned, the submission was due by \(due)"
    case .leadTime: return "too late to start as planned, the lead time is not kept"
    case .begun, nil:
      return "too late to start as planned, the latest decision was due by "
        + (decision.latest.map(clock.stamp) ?? "the planned start")
    }
  }

  private func missing(_ decision: DecisionTime) -> String {
    guard let first = decision.missing.first else { return "" }
    let more = decision.missing.count - 1
    return " (still open: \(PlainText.line(first.message))"
      + (more > 0 ? " and \(more) more)" : ")")
  }

  /// `conflict with CHG-2026-8G4M, Sat 2026-03-07 23:00–01:00: CHG-2026-7F3K holds
  /// the slot`.
  func conflict(_ conflict: ChangeSchedule.Conflict, of id: String) -> String {
    let holder = conflict.holder.map { "\($0) holds the slot" } ?? "nobody holds the slot yet"
    return "conflict with \(conflict.other(than: id)), \(when(conflict.interval)): \(holder)"
  }

  /// `Sat 2026-03-07 22:00–04:00`.
  func when(_ interval: ChangeRequest.Interval) -> String {
    guard let day = clock.day(interval.start) else { return "\(interval.start)–\(interval.end)" }
    return LocalClock.date(day) + " " + clock.span(interval, on: day)
  }

  /// `until Mon 2027-01-04 00:00, except for cab-chair`.
  func freeze(_ freeze: ChangeSchedule.Freeze) -> String {
    let role = freeze.exceptRole.map { ", \(PlainText.line($0)) may except from it" } ?? ""
    return "from \(clock.stamp(freeze.interval.start)) until \(clock.stamp(freeze.interval.end))"
      + role
  }

  /// Why a window's opening is not shown.
  func fault(_ fault: OpeningFault) -> String {
    let id = PlainText.line(fault.window)
    return fault.isSkipped
      ? "window \(id) opens or closes at a time that clocks skip"
      : "window \(id): the time lies beyond what is known of the zone"
  }

  /// `policy 3333333333, refs/heads/main at 8888888888, now 2026-03-01T12:00:00Z (live)`.
  var basis: String {
    "policy \(schedule.policyCommit.short), \(PlainText.line(schedule.trunkReference)) at "
      + "\(schedule.trunkCommit.short), now \(schedule.now) (\(schedule.mode.rawValue))"
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
