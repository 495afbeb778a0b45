internal import Acts
internal import Primitives
internal import Records

/// Whether another change holds the slot that a change plans for.
struct ConflictRule {
  let view: View

  /// The change that holds the slot, or nil if it is free or this change's own.
  ///
  /// The slot belongs to the earliest integrated counted Schedule of the current window among
  /// active, approved, unfinished changes; ties go to the lower id.
  func holder() -> ChangeHistory? {
    guard let window = view.record?.schedule?.window, window.start < window.end else { return nil }
    let own = slot(of: view, window: window)
    let others = view.history.changes.values.filter { $0.id != view.change.id }
      .sorted { $0.id < $1.id }
    return others.first { other in
      guard let version = view.version(of: other),
        let planned = other.versions[version].document.change,
        let their = planned.schedule?.window, their.overlaps(window),
        touchesSameSystem(planned)
      else { return false }
      guard let held = slot(of: standpoint(other), window: their), isActive(other) else {
        return false
      }
      guard let own else { return true }
      return (held, other.id) < (own, view.change.id)
    }
  }

  /// The spine position of the counted Schedule, if there is one.
  private func slot(of view: View, window: ChangeRequest.Interval) -> Int? {
    let tally = Tally(view: view)
    return tally.counted(.schedule).map { view.change.acts[$0].integration ?? Int.max }.min()
  }

  /// Approved, neither stopped nor finished.
  private func isActive(_ other: ChangeHistory) -> Bool {
    let view = standpoint(other)
    let tally = Tally(view: view)
    let ended: [Verb] = [.reject, .cancel, .finish, .close]
    guard ended.allSatisfy({ tally.counted($0).isEmpty }) else { return false }
    if !tally.counted(.start).isEmpty { return true }
    let stages = StageEvaluator(view: view, tally: tally, findings: [])
    return stages.verdict(of: .approved).status.passes
  }

  private func standpoint(_ other: ChangeHistory) -> View {
    View(
      history: view.history, change: other, policy: view.policy, now: view.now, limit: view.limit,
      branch: view.branch, hearsUnlanded: false, contentCommit: view.history.judgedTip,
      version: view.version(of: other), judging: nil, times: view.times, memo: view.memo)
  }

  private func touchesSameSystem(_ other: ChangeRequest) -> Bool {
    guard let record = view.record else { return false }
    let (mine, theirs) = (Set(record.request?.systems ?? []), Set(other.request?.systems ?? []))
    return !reach(of: record).isDisjoint(with: theirs) || !reach(of: other).isDisjoint(with: mine)
  }

  /// The systems of a change, their parents, and what they are declared to depend on.
  private func reach(of record: ChangeRequest) -> Set<String> {
    var systems = Set(record.request?.systems ?? [])
    for name in systems {
      guard let system = view.policy.systems.systems[name] else { continue }
      systems.formUnion(system.dependsOn)
      if let parent = system.parent { systems.insert(parent) }
    }
    return systems.union(record.assessment?.dependencies ?? [])
  }
}
