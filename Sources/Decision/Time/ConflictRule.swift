internal import Acts
internal import Primitives
internal import Records

/// Whether another change holds the slot that a change plans for.
struct ConflictRule {
  let view: View

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
    var own: Int?
    var isOwnKnown = false
    return others(in: window, touching: systems, reached).first { other in
      guard asked?.contains(other.id) ?? true, plans(other, in: window) else { return false }
      let theirs = standpoint(other)
      guard let planned = theirs.record, let their = planned.schedule?.window,
        touches(planned, Self.systems(of: planned, theirs), systems, reached)
      else { return false }
      guard let held = slot(of: theirs, window: their), isActive(other) else {
        return false
      }
      if !isOwnKnown {
        own = slot(of: view, window: window)
        isOwnKnown = true
      }
      guard let own else { return true }
      return (held, other.id) < (own, view.change.id)
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
  private func slot(of view: View, window: ChangeRequest.Interval) -> Int? {
    let tally = Tally(view: view)
    return tally.counted(.schedule).map { view.change.acts[$0].integration ?? Int.max }.min()
  }

  /// Approved, neither stopped nor finished.
  private func isActive(_ other: ChangeHistory) -> Bool {
    var view = standpoint(other)
    var tally = Tally(view: view)
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
