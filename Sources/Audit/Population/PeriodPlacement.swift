package import Decision
package import Primitives

/// Says which changes a period is about.
package struct PeriodPlacement: Sendable {
  /// Where a change lies.
  package enum Place: Hashable, Sendable {
    /// The moment of the basis lies in the period.
    case within
    /// It claims to lie elsewhere, but the trunk took the change up in the period.
    case withinByArrival
    /// Another moment places it, and it was under way in the period.
    case overlapping
    case outside
    /// It has no moment of that basis.
    case undated

    /// Whether a report shows the change.
    package var isShown: Bool { self != .outside && self != .undated }
  }

  private let period: AuditPeriod
  private let arrivals: TrunkArrivals

  /// - Parameters:
  ///   - history: the trunk up to the standpoint; its changes do not matter.
  ///   - now: today, after which nothing can have come; nil to believe every date.
  package init(in period: AuditPeriod, history: History, now: Instant?) {
    self.period = period
    arrivals = TrunkArrivals(history: history, now: now)
  }

  /// Where a change lies.
  ///
  /// An act claims its own date, and one of 1970 or 2099 would lie in no period at all: what the
  /// trunk took up in the period belongs to it too, whatever it claims.
  package func place(of summary: ChangeSummary) -> Place {
    let milestones = summary.milestones
    guard let moment = milestones.moment(of: period.basis) else { return .undated }
    if period.contains(moment.time) { return .within }
    let taken = milestones.position(of: period.basis).flatMap { arrivals[$0] }
    if let taken, period.contains(taken) { return .withinByArrival }
    return isUnderWay(milestones) ? .overlapping : .outside
  }

  /// Begun before the period ended, and neither finished nor closed before it began.
  private func isUnderWay(_ milestones: ChangeSummary.Milestones) -> Bool {
    guard let began = milestones.started, began.time < period.end else { return false }
    guard let ended = milestones.finished ?? milestones.closed else { return true }
    return ended.time >= period.start
  }
}
