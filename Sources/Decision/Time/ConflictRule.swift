internal import Acts
internal import Primitives
internal import Records

/// Whether another change holds the slot that a change plans for.
struct ConflictRule {
  let view: View
  /// Which acts of the change count from there.
  let tally: Tally

  /// The change that holds the slot, or nil if it is free or this change's own.
  ///
  /// The slot belongs to the earliest integrated counted Schedule of the current window among
  /// active, approved, unfinished changes; ties go to the lower id. With `among`, only these
  /// other changes are asked.
  func holder(among asked: Set<String>? = nil) -> ChangeHistory? {
    guard let window = view.record?.schedule?.window, window.start < window.end else { return nil }
    guard let record = view.record else { return nil }
    let systems = Set(Self.systems(of: record, view))
    let reached = reach(of: record, systems)
    let own = Self.slot(by: tally)
    func isEarlier(_ held: Int?, _ other: ChangeHistory) -> Bool {
      guard let held else { return false }
      return own.map { (held, other.id) < ($0, view.change.id) } ?? true
    }
    return others(in: window, touching: systems, reached).first { other in
      // Nothing has to be judged of one whose first Schedule came too late in any case.
      guard asked?.contains(other.id) ?? true, isEarlier(Self.firstSchedule(of: other), other),
        plans(other, in: window), isEarlier(slot(of: other), other)
      else { return false }
      let theirs = standpoint(other)
      guard let planned = theirs.record, planned.schedule?.window != nil else { return false }
      return touches(planned, Self.systems(of: planned, theirs), systems, reached)
    }
  }

  /// The other changes of which some version is planned for an overlapping time and what this one
  /// touches, by id.
  func others(
    in window: ChangeRequest.Interval, touching mine: Set<String>, _ reached: Set<String>
  ) -> [ChangeHistory] {
    let found = view.history.plans.overlapping(window) { plan in
      guard plan.change != view.change.id else { return false }
      guard let theirs = plan.systems else { return true }
      return !reached.isDisjoint(with: theirs)
        || !reach(of: Set(theirs), and: plan.dependencies).isDisjoint(with: mine)
    }
    return found.compactMap { view.history.changes[$0] }
  }

  /// Whether the record that is seen of another change plans for an overlapping time.
  private func plans(_ other: ChangeHistory, in window: ChangeRequest.Interval) -> Bool {
    guard let version = view.version(of: other), other.versions.indices.contains(version),
      let their = other.versions[version].document.change?.schedule?.window
    else { return false }
    return their.overlaps(window)
  }

  /// The spine position of the counted Schedule, if there is one.
  private static func slot(by tally: Tally) -> Int? {
    tally.counted(.schedule).map { tally.acts[$0].integration ?? Int.max }.min()
  }

  /// The spine position of the first Schedule, whether or not it counts.
  private static func firstSchedule(of other: ChangeHistory) -> Int? {
    other.acts.lazy.filter { $0.statement.verb == .schedule }.map { $0.integration ?? Int.max }
      .min()
  }

  /// The spine position since which another change holds the slot that it plans for, if it does.
  private func slot(of other: ChangeHistory) -> Int? {
    // All that want the same time ask so from the tip; each Start asks from a place of its own.
    let known = view.history.recollection(at: view.times.now)
    guard view.limit == view.history.tipPosition, view.branch == view.history.head,
      view.now == known.now
    else { return judgedSlot(of: other) }
    return known.slot(of: other.id, by: view.wholePolicy) { judgedSlot(of: other) }
  }

  private func judgedSlot(of other: ChangeHistory) -> Int? {
    let view = standpoint(other)
    let tally = Tally(view: view)
    return Self.slot(by: tally).flatMap { isActive(view, tally) ? $0 : nil }
  }

  /// Approved, neither stopped nor finished.
  private func isActive(_ view: View, _ tally: Tally) -> Bool {
    var (view, tally) = (view, tally)
    let ended: [Verb] = [.reject, .hold, .cancel, .finish, .close]
    guard ended.allSatisfy({ tally.counted($0).isEmpty }) else { return false }
    if !tally.counted(.start).isEmpty {
      // What began from a template keeps its slot, whatever became of the template.
      if view.standard != nil { return true }
      // Once work has begun, its approvals no longer age.
      view.expires = false
      tally = Tally(view: view)
    }
    // A template approves what was submitted, not what somebody drafts.
    if view.standard?.template != nil, tally.counted(.submit).isEmpty { return false }
    let stages = StageEvaluator(view: view, tally: tally, findings: [])
    return stages.verdict(of: .approved).status.passes
  }

  func standpoint(_ other: ChangeHistory) -> View {
    View(
      history: view.history, change: other.judged(by: view.times), policy: view.wholePolicy,
      now: view.now, limit: view.limit,
      branch: view.branch, hearsUnlanded: false, contentCommit: view.history.judgedTip,
      version: view.version(of: other), judging: nil, times: view.times, memo: view.memo)
  }

  /// Whether another change touches what this one reaches, or the other way round.
  func touches(
    _ other: ChangeRequest, _ theirs: [String], _ mine: Set<String>, _ reached: Set<String>
  ) -> Bool {
    !reached.isDisjoint(with: theirs) || !reach(of: other, Set(theirs)).isDisjoint(with: mine)
  }

  /// The systems of a change; of one from a template those of the template, even where it has
  /// become a normal change.
  static func systems(of record: ChangeRequest, _ view: View) -> [String] {
    record.request?.systems ?? view.standard?.systems ?? []
  }

  /// The systems of a change, their parents, and what they are declared to depend on.
  func reach(of record: ChangeRequest, _ changed: Set<String>) -> Set<String> {
    reach(of: changed, and: record.assessment?.dependencies ?? [])
  }

  private func reach(of changed: Set<String>, and dependencies: [String]) -> Set<String> {
    var systems = changed
    for name in changed {
      guard let system = view.policy.systems.systems[name] else { continue }
      systems.formUnion(system.dependsOn)
      if let parent = system.parent { systems.insert(parent) }
    }
    return systems.union(dependencies)
  }
}
