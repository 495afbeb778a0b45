internal import Acts
package import Primitives
package import Records

/// When a change could be carried out next by the calendar.
package struct NextSlot: Hashable, Sendable {
  /// The next opening of an allowed window, from now on; nil without windows or within a year.
  package let opening: Opening?
  /// The next time that is long enough and that no freeze touches, at the length now planned.
  package let interval: ChangeRequest.Interval?
  /// The calendar's zone by its name, and its rules.
  package let zoneName: String
  package let zone: TimeZoneRules?

  package init(
    opening: Opening?, interval: ChangeRequest.Interval?, zoneName: String, zone: TimeZoneRules?
  ) {
    self.opening = opening
    self.interval = interval
    self.zoneName = zoneName
    self.zone = zone
  }
}

/// The next opening of a window that a change may use, and the next slot as long as its planned
/// window, lead time included; nil if the change has no record.
package func nextSlot(for id: String, in history: History, now: Instant) -> NextSlot? {
  guard let change = history.changes[id] else { return nil }
  let evaluation = Evaluation(
    history: history, change: change, now: now, question: GateQuestion())
  guard let record = evaluation.view.record else { return nil }
  return SlotSearch(evaluation: evaluation, record: record).run()
}

/// Looks through the coming year.
private struct SlotSearch {
  let evaluation: Evaluation
  let record: ChangeRequest

  private static let horizon: Int64 = 370 * 86_400

  private var view: View { evaluation.view }
  private var calendar: Calendar { view.policy.calendar }

  /// The rules for the stage scheduled: every list of windows has to be kept.
  private var lists: [[String]] {
    guard let rule = view.policy.workflow.stages[.scheduled] else { return [] }
    return ([rule] + rule.further).compactMap(\.windows)
  }

  func run() -> NextSlot {
    let zone = view.history.zones[calendar.timeZone]
    let year = ChangeRequest.Interval(
      start: view.now, end: view.now.advanced(by: Self.horizon))
    let openings =
      zone.map { calendar.openings(of: lists.flatMap { $0 }.uniqued(), in: $0, within: year) }?
      .openings ?? []
    let next = openings.first { $0.interval.start >= view.now }
    return NextSlot(
      opening: next, interval: zone.flatMap { slot(openings, $0) }, zoneName: calendar.timeZone,
      zone: zone)
  }

  private func slot(_ openings: [Opening], _ zone: TimeZoneRules) -> ChangeRequest.Interval? {
    guard let planned = record.schedule?.window ?? record.request?.timeline,
      planned.start < planned.end
    else { return nil }
    let length = planned.end.seconds - planned.start.seconds
    let earliest = max(view.now, earliestByLeadTime(zone) ?? view.now)
    let freezes = openFreezes
    // A slot begins where something opens or ends, or at once.
    let starts =
      [earliest] + openings.map { max(earliest, $0.interval.start) }
      + freezes.map { max(earliest, $0.interval.end) }
    let rule = WindowRule(calendar: calendar, zone: zone)
    return Set(starts).sorted().lazy.compactMap { start -> ChangeRequest.Interval? in
      let slot = ChangeRequest.Interval(start: start, end: start.advanced(by: length))
      guard !freezes.contains(where: { $0.interval.overlaps(slot) }) else { return nil }
      let fits = lists.allSatisfy { (try? rule.fits(slot, windows: $0)) ?? false }
      return fits ? slot : nil
    }.first
  }

  /// Freezes that are not set aside for this change.
  private var openFreezes: [Calendar.Freeze] {
    let tally = evaluation.tally
    let excepted = Set(tally.counted(.except).compactMap { tally.acts[$0].statement["freeze"] })
    return calendar.freezes.filter { !excepted.contains($0.id) }
  }

  private func earliestByLeadTime(_ zone: TimeZoneRules) -> Instant? {
    guard let rule = view.policy.workflow.stages[.scheduled],
      let risk = record.assessment?.risk, EmergencyPath(view: view).rule == nil
    else { return nil }
    let submit = evaluation.tally.counted(.submit).first.map { view.change.acts[$0] }
    let submitted = submit.map { view.recorded($0) ?? view.claimed($0).later } ?? view.now
    return ([rule] + rule.further).compactMap(\.leadTime).compactMap { lead -> Instant? in
      guard let period = lead.byRisk[risk] else { return nil }
      return LeadTimeRule(calendar: calendar, zone: zone)
        .earliest(after: submitted, period, inWorkingDays: lead.inWorkingDays)
    }.max()
  }
}
