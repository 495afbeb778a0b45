import Acts
import Primitives
import Records

@testable import Decision

extension Reference {
  /// Whether a minute lies in an opening of one of the windows.
  private func isOpen(
    _ instant: Instant, _ windows: [Records.Calendar.Window], _ zone: TimeZoneRules
  ) -> Bool {
    guard let local = zone.local(instant) else { return false }
    let minute = local.seconds / 60
    let today = local.day.weekday
    let yesterday = (today + 6) % 7
    return windows.contains { window in
      if window.from < window.to {
        return window.days.contains(today) && window.from <= minute && minute < window.to
      }
      return (window.days.contains(today) && minute >= window.from)
        || (window.days.contains(yesterday) && minute < window.to)
    }
  }

  /// Whether every minute of an interval lies in the union of the windows.
  func fits(_ interval: ChangeRequest.Interval, _ ids: [String], _ policy: Policy) -> Bool {
    guard let zone = history.zones[policy.calendar.timeZone] else { return false }
    let windows = policy.calendar.windows.filter { ids.contains($0.id) }
    var instant = interval.start
    while instant < interval.end {
      if !isOpen(instant, windows, zone) { return false }
      instant = instant.advanced(by: 60)
    }
    return true
  }

  /// Freezes that touch the plan or the moment, and that no counted Except sets aside.
  func freezes(in scene: Scene, _ policy: Policy, _ plan: ChangeRequest.Interval?) -> Bool {
    let outcomes = outcomes(in: scene)
    return policy.calendar.freezes.contains { freeze in
      let isExcepted = change.acts.indices.contains { number in
        let statement = change.acts[number].statement
        return statement.verb == .except && statement["freeze"] == freeze.id
          && (outcomes[number]?.counted ?? false)
      }
      if isExcepted { return false }
      return freeze.interval.contains(scene.now) || plan.map(freeze.interval.overlaps) ?? false
    }
  }

  /// The earliest start that the lead time allows, day by day.
  func earliest(
    after submission: Instant, _ period: Period, inWorkingDays: Bool, _ policy: Policy
  ) -> Instant? {
    guard inWorkingDays, period.unit == .days else {
      return submission.advanced(by: period.seconds)
    }
    guard let zone = history.zones[policy.calendar.timeZone], let local = zone.local(submission)
    else { return nil }
    var day = local.day.daysSinceEpoch
    var left = period.count
    while left > 0 {
      day += 1
      let date = CivilDate(daysSinceEpoch: day)
      if date.weekday < 5, !policy.calendar.holidays.contains(date) { left -= 1 }
    }
    // The zones of the stories never change their clocks.
    return submission.advanced(by: Int64(day - local.day.daysSinceEpoch) * 86_400)
  }

  /// Whether the planned start lies too close behind the first counting Submit.
  func lacksLeadTime(in scene: Scene, _ policy: Policy, risk: ChangeRequest.Risk?) -> Bool {
    guard let rule = policy.workflow.stages[.scheduled]?.leadTime, let risk,
      let period = rule.byRisk[risk], let plan = record(in: scene)?.schedule?.window
    else { return false }
    let outcomes = outcomes(in: scene)
    let submissions = change.acts.indices.filter {
      change.acts[$0].statement.verb == .submit && outcomes[$0]?.counted ?? false
    }
    guard let first = submissions.first else { return false }
    let act = change.acts[first]
    let since = claimedTimes(of: act).max() ?? act.time
    guard
      let earliest = earliest(
        after: since, period, inWorkingDays: rule.inWorkingDays, policy)
    else { return true }
    return plan.start < earliest
  }

  // MARK: Conflicts

  /// Whether two lists share a system, or one holds another's parent or dependency.
  static func touch(_ left: [String], _ right: [String], _ systems: Systems) -> Bool {
    func near(_ name: String) -> Set<String> {
      let system = systems.systems[name]
      return Set([name] + (system?.dependsOn ?? []) + [system?.parent].compactMap { $0 })
    }
    return left.contains { one in
      right.contains { near(one).contains($0) || near($0).contains(one) }
    }
  }

  /// The spine position of the earliest counted Schedule of the window as planned now.
  func slot(in scene: Scene) -> Int? {
    let outcomes = outcomes(in: scene)
    return change.acts.indices.compactMap { number -> Int? in
      let act = change.acts[number]
      guard act.statement.verb == .schedule, outcomes[number]?.counted ?? false,
        version(act.version)?.document.change?.schedule?.window
          == record(in: scene)?.schedule?.window
      else { return nil }
      return act.integration
    }.min()
  }

  /// Whether another change holds the slot; nil where that is left open.
  func hasConflict(in scene: Scene, _ policy: Policy) -> Bool? {
    guard policy.workflow.stages[.scheduled]?.conflicts != nil,
      let plan = record(in: scene)?.schedule?.window
    else { return false }
    let mine = slot(in: scene)
    var isUnclear = false
    for id in history.changes.keys.sorted() where id != change.id {
      guard let other = Reference(id, in: history) else { continue }
      let there = other.scene(like: scene)
      guard let record = other.record(in: there), let window = record.schedule?.window,
        window.overlaps(plan),
        Self.touch(
          self.record(in: scene)?.request?.systems ?? [], record.request?.systems ?? [],
          policy.systems),
        let theirs = other.slot(in: there)
      else { continue }
      if let mine, (mine, change.id) < (theirs, id) { continue }
      switch other.holdsSlot(in: there) {
      case true?:
        // Who has no Schedule of his own does not ask for the slot yet.
        if mine != nil { return true }
        isUnclear = true
      case false?: continue
      case nil: isUnclear = true
      }
    }
    return isUnclear ? nil : false
  }

  /// The same moment for this change.
  func scene(like scene: Scene) -> Scene {
    var other = scene
    other.version =
      scene.seesBranches
      ? change.current
      : change.spineVersions.last { $0.position <= scene.position }?.version
    return other
  }

  /// Whether it is active, approved and unfinished.
  private func holdsSlot(in scene: Scene) -> Bool? {
    let result = judged(in: scene)
    if result.isUnclear { return nil }
    guard result.states == ["active"] else { return false }
    if isFinished(in: scene) { return false }
    if result.stages[.approved]?.status.passes ?? false { return true }
    // What was started without leave is known to hold the slot too (see DisagreementTests).
    return change.acts.contains { $0.statement.verb == .start } ? nil : false
  }
}
