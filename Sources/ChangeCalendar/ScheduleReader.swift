internal import Acts
package import Decision
package import Primitives
package import Records

/// Makes a change calendar of a history: pure, so that equal inputs give equal calendars.
///
/// The caller asks for the verdicts on ``candidates``, over as many cores as it likes, makes a
/// draft of each, and has the drafts put together.
package struct ScheduleReader: Sendable {
  /// What one change adds to a calendar.
  package struct Draft: Sendable {
    fileprivate let change: PlannedChange?
    fileprivate let unplanned: ChangeSchedule.Unplanned?
    fileprivate let overlaps: [SlotOverlap]
  }

  let history: History
  let version: History.PolicyVersion
  let zone: TimeZoneRules
  let days: Range<CivilDate>
  let interval: ChangeRequest.Interval
  let now: Instant
  /// Found once, since it takes a look at the whole trunk.
  private let revisions: Revisions

  /// Reads by the policy in force at the trunk's tip.
  ///
  /// - Returns: nil if no policy is in force there, its zone is not known here, or the days lie
  ///   beyond what is known of it.
  package init?(history: History, days: Range<CivilDate>, now: Instant) {
    guard let version = history.policy(at: history.tipPosition),
      let zone = history.zones[version.policy.calendar.timeZone],
      let start = zone.beginning(of: days.lowerBound), let end = zone.beginning(of: days.upperBound)
    else { return nil }
    self.history = history
    self.version = version
    self.zone = zone
    self.days = days
    interval = ChangeRequest.Interval(start: start, end: end)
    self.now = now
    revisions = Revisions(history: history, policy: version.policy, now: now)
  }

  /// The ids of the changes that matter for these days, sorted: those planned among them, those
  /// that overlap one of these, and those that ask for a time and have no window yet.
  package var candidates: [String] {
    let shown = planned(in: interval)
    var reach = interval
    for window in shown.compactMap({ plan(of: $0) }) {
      reach.start = min(reach.start, window.start)
      reach.end = max(reach.end, window.end)
    }
    let unplanned = history.changes.values.filter { timelineWithoutWindow(of: $0) != nil }.map(\.id)
    return Set(planned(in: reach) + unplanned).sorted()
  }

  /// What a candidate adds, given the verdict on it.
  package func draft(of verdict: Verdict) -> Draft {
    guard let change = history.changes[verdict.change], let record = record(of: change) else {
      return Draft(change: nil, unplanned: nil, overlaps: [])
    }
    guard let window = plan(of: change.id) else {
      let unplanned = timelineWithoutWindow(of: change).map {
        ChangeSchedule.Unplanned(id: change.id, title: record.title, timeline: $0)
      }
      return Draft(
        change: nil, unplanned: verdict.state == .active ? unplanned : nil, overlaps: [])
    }
    let (progress, decision) = decision(of: verdict, record, window)
    let planned = PlannedChange(
      id: change.id, title: record.title, window: window,
      systems: record.request?.systems ?? [], type: verdict.type, risk: verdict.risk,
      stage: verdict.stage, state: verdict.state, gate: verdict.gate.decision, progress: progress,
      standing: standing(verdict, progress, decision), decision: decision,
      revision: revisions.of(change))
    let overlaps = progress.isOver ? [] : slotOverlaps(of: change.id, in: history, now: now)
    return Draft(change: planned, unplanned: nil, overlaps: overlaps)
  }

  /// When a change is planned and until when it can be decided; nil for one without a window.
  package func plan(
    of verdict: Verdict
  ) -> (window: ChangeRequest.Interval, progress: PlannedChange.Progress, decision: DecisionTime)? {
    guard let window = plan(of: verdict.change), let change = history.changes[verdict.change],
      let record = record(of: change)
    else { return nil }
    let (progress, decision) = decision(of: verdict, record, window)
    return (window, progress, decision)
  }

  private func decision(
    of verdict: Verdict, _ record: ChangeRequest, _ window: ChangeRequest.Interval
  ) -> (PlannedChange.Progress, DecisionTime) {
    let progress = progress(verdict, window)
    let timing = DecisionTiming(
      history: history, policy: version.policy.governing(record), zone: zone, verdict: verdict,
      record: record, window: window, progress: progress)
    return (progress, timing.time())
  }

  // MARK: Plans

  private func record(of change: ChangeHistory) -> ChangeRequest? {
    guard let current = change.current, change.versions.indices.contains(current) else {
      return nil
    }
    return change.versions[current].document.change
  }

  /// The planned window, if it is one.
  private func plan(of id: String) -> ChangeRequest.Interval? {
    guard let change = history.changes[id], let window = record(of: change)?.schedule?.window,
      window.start < window.end
    else { return nil }
    return window
  }

  private func planned(in interval: ChangeRequest.Interval) -> [String] {
    history.plans.overlapping(interval).filter { plan(of: $0)?.overlaps(interval) ?? false }
  }

  private func timelineWithoutWindow(of change: ChangeHistory) -> ChangeRequest.Interval? {
    guard plan(of: change.id) == nil, let timeline = record(of: change)?.request?.timeline,
      timeline.overlaps(interval)
    else { return nil }
    return timeline
  }

  // MARK: Progress

  private func progress(_ verdict: Verdict, _ window: ChangeRequest.Interval)
    -> PlannedChange.Progress
  {
    switch verdict.state {
    case .cancelled: return .cancelled
    case .rejected: return .rejected
    case .closed: return closing(verdict)
    case .active, .held: break
    }
    if verdict.gate.reasons.contains(where: { $0.code == .closed }) { return .closed }
    if verdict.gate.reasons.contains(where: { $0.code == .finished }) { return .finished }
    if hasStarted(verdict) { return .started }
    return now < window.end ? .planned : .missed
  }

  /// A change can be closed without having happened.
  private func closing(_ verdict: Verdict) -> PlannedChange.Progress {
    let close = version.policy.workflow.stages[.closed]?.act ?? .close
    let act = verdict.acts.last { $0.counted && $0.act.statement.verb == close }
    switch act?.act.statement["outcome"] {
    case "cancelled": return .cancelled
    case "rejected": return .rejected
    default: return .closed
    }
  }

  /// Whether a Start was let through.
  private func hasStarted(_ verdict: Verdict) -> Bool {
    verdict.acts.contains { each in
      each.counted && each.act.statement.verb == .start
        && each.act.statement["kind"] != "rollback"
        && !verdict.flags.contains {
          $0.code == .startedUnauthorised && $0.commit == each.act.id
        }
    }
  }

  private func standing(
    _ verdict: Verdict, _ progress: PlannedChange.Progress, _ decision: DecisionTime
  ) -> PlannedChange.Standing {
    switch progress {
    case .cancelled, .rejected: return .cancelled
    case .planned, .started, .missed: return decision.state == .decided ? .confirmed : .tentative
    case .finished, .closed:
      let asked = verdict.stages.filter { $0.stage <= version.policy.workflow.gateStage }
      return asked.allSatisfy(\.status.passes) ? .confirmed : .tentative
    }
  }
}

// MARK: Putting together

extension ScheduleReader {
  /// The calendar of all drafts.
  package func schedule(of drafts: [Draft]) -> ChangeSchedule {
    let calendar = version.policy.calendar
    let lists = version.policy.workflows.compactMap { $0.stages[.scheduled]?.windows }
    let ids = lists.isEmpty ? calendar.windows.map(\.id) : lists.flatMap { $0 }
    let (openings, faults) = calendar.openings(of: ids, in: zone, within: interval)
    let freezes = calendar.freezes.filter { $0.interval.overlaps(interval) }
      .sorted { ($0.interval.start, $0.id) < ($1.interval.start, $1.id) }
    let tip = history.graph.spine[history.tipPosition]
    return ChangeSchedule(
      repository: version.policy.charter.repository, zoneName: calendar.timeZone, zone: zone,
      days: days, interval: interval, now: now, mode: history.mode,
      trunkReference: history.trunkReference, trunkCommit: history.graph.ids[tip],
      policyCommit: version.commit,
      policyRevision: revisions.ofPolicy,
      problem: history.problems.first { $0.holds(at: history.tipPosition) }?.message,
      windows: openings.map { opening in
        ChangeSchedule.Window(
          opening: opening,
          open: freezes.reduce([opening.interval]) { parts, freeze in
            parts.flatMap { $0.without(freeze.interval) }
          })
      },
      faults: faults.filter { days.contains($0.day) },
      freezes: freezes.map {
        ChangeSchedule.Freeze(id: $0.id, interval: $0.interval, exceptRole: $0.exceptRole)
      },
      holidays: calendar.holidays.filter { days.contains($0) }.sorted(),
      changes: drafts.compactMap(\.change).filter { $0.window.overlaps(interval) }
        .sorted { ($0.window.start, $0.id) < ($1.window.start, $1.id) },
      conflicts: conflicts(drafts),
      unplanned: drafts.compactMap(\.unplanned).sorted { $0.id < $1.id })
  }

  /// Each pair once, told by whichever change is held up.
  private func conflicts(_ drafts: [Draft]) -> [ChangeSchedule.Conflict] {
    var unfinished: [String: PlannedChange] = [:]
    for change in drafts.compactMap(\.change) where !change.progress.isOver {
      unfinished[change.id] = change
    }
    var pairs: [[String]: ChangeSchedule.Conflict] = [:]
    for draft in drafts {
      guard let own = draft.change, unfinished[own.id] != nil else { continue }
      for overlap in draft.overlaps {
        guard let other = unfinished[overlap.other],
          own.window.overlaps(interval) || other.window.overlaps(interval)
        else { continue }
        let pair = [own.id, other.id].sorted()
        let holder = overlap.isHeld ? other.id : pairs[pair]?.holder
        pairs[pair] = ChangeSchedule.Conflict(
          changes: pair, interval: overlap.interval, holder: holder)
      }
    }
    return pairs.values.sorted {
      $0.interval.start == $1.interval.start
        ? $0.changes.lexicographicallyPrecedes($1.changes)
        : $0.interval.start < $1.interval.start
    }
  }
}

extension ChangeRequest.Interval {
  /// What another interval leaves of this one, in order.
  func without(_ other: ChangeRequest.Interval) -> [ChangeRequest.Interval] {
    guard overlaps(other) else { return [self] }
    return [
      ChangeRequest.Interval(start: start, end: min(end, other.start)),
      ChangeRequest.Interval(start: max(start, other.end), end: end),
    ].filter { $0.start < $0.end }
  }
}
