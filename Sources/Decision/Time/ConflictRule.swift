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
    guard let record = view.record else { return nil }
    let systems = Set(record.request?.systems ?? [])
    let reached = reach(of: record)
    var own: Int?
    var isOwnKnown = false
    return others(in: window).first { other in
      guard let version = view.version(of: other),
        let planned = other.versions[version].document.change,
        let their = planned.schedule?.window, their.overlaps(window),
        touches(planned, systems, reached)
      else { return false }
      guard let held = slot(of: standpoint(other), window: their), isActive(other) else {
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

  /// The other changes that are planned for an overlapping time, by id.
  private func others(in window: ChangeRequest.Interval) -> [ChangeHistory] {
    view.history.plans.overlapping(window).compactMap {
      $0 == view.change.id ? nil : view.history.changes[$0]
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
    let ended: [Verb] = [.reject, .hold, .cancel, .finish, .close]
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

  /// Whether another change touches what this one reaches, or the other way round.
  private func touches(_ other: ChangeRequest, _ mine: Set<String>, _ reached: Set<String>) -> Bool
  {
    !reached.isDisjoint(with: other.request?.systems ?? [])
      || !reach(of: other).isDisjoint(with: mine)
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
