package import Decision
internal import Lint
package import Primitives
internal import Records

extension AuditReport.Suppression {
  /// The findings that the policy in force at a history's end accepts, in the order of its file.
  ///
  /// Each is as old as the unbroken run of policies in force that have it with the same words: what
  /// was taken out and put back, or prolonged, is new.
  ///
  /// - Parameter now: the clock by which it is expired or not, in the zone of that policy's
  ///   calendar; where the zone is not known, as early as anywhere.
  package static func all(in history: History, at now: Instant) -> [AuditReport.Suppression] {
    guard let policy = history.policy(at: history.tipPosition)?.policy,
      !policy.lint.suppressions.isEmpty
    else { return [] }
    let clock = SuppressionClock(now: now, zone: history.zones[policy.calendar.timeZone])
    let chronology = Chronology(history: history, now: now)
    let reigns = reigns(in: history)
    let held = reigns.map { reign in
      Set(history.policies[reign.policy].policy.lint.suppressions.map(\.withoutLine))
    }
    return policy.lint.suppressions.map { suppression in
      let words = suppression.withoutLine
      let breach = held.lastIndex { !$0.contains(words) }
      let first = reigns[((breach ?? -1) + 1)...].first
      return AuditReport.Suppression(
        suppression: suppression, since: first.flatMap { chronology.moment(at: $0.position) },
        isExpired: clock.isOver(suppression.until))
    }
  }

  /// A policy in force, and the spine position from which it was.
  private struct Reign {
    let policy: Int
    let position: Int
  }

  private static func reigns(in history: History) -> [Reign] {
    var reigns: [Reign] = []
    for (position, policy) in history.inForce.enumerated() {
      guard let policy, history.policies.indices.contains(policy) else { continue }
      if reigns.last?.policy != policy { reigns.append(Reign(policy: policy, position: position)) }
    }
    return reigns
  }
}

extension LintSuppression {
  /// The same wherever it stands in the file.
  fileprivate var withoutLine: LintSuppression {
    var copy = self
    copy.line = 0
    return copy
  }
}
