internal import Decision
package import Primitives
internal import Records

/// What an audit says in figures about the flow of changes.
///
/// Shares of nothing are not evaluable rather than nought. Durations are between milestones, which
/// may be claimed; those that run backwards are left out and counted by a figure of their own.
/// Percentiles are by nearest rank: the smallest value that so many percent do not exceed.
package struct FlowMetrics: Sendable {
  /// What is known beside the changes of the period, and where signals begin.
  package struct Context: Sendable {
    /// Changes that the period's basis places elsewhere, such as those not yet started: with them
    /// what is open is complete. Nil: they were not looked at, and the figures say so.
    package var others: [ChangeSummary]?
    /// When ages are taken; the period's end unless it is given.
    package var asOf: Instant?
    /// The zone in which days begin; without it days are counted from the period's beginning.
    package var zone: TimeZoneRules?
    /// What ran and no change covers, if that was looked for.
    package var reconciliation: Reconciliation?
    /// After how many days a change should be decided.
    package var decisionDays = 30
    /// Within how many seconds after Submit an approval is too quick for reading.
    package var hastySeconds: Int64 = 60
    /// How many approvals an hour are too many for reading.
    package var approvalsPerHour = 20

    package init() {}
  }

  /// In the order of the page.
  package let metrics: [Metric]
  package let series: [FlowSeries]

  /// - Parameter changes: the changes of the period, in any order.
  package init(changes: [ChangeSummary], period: AuditPeriod, context: Context = Context()) {
    let flow = Flow(changes: changes, period: period, context: context)
    metrics =
      flow.outcomeMetrics + flow.timeMetrics + flow.waitingMetrics + flow.emergencyMetrics
      + flow.authorisationMetrics + flow.backlogMetrics + flow.standardMetrics
      + flow.approvalMetrics + flow.controlMetrics
    series = [
      flow.changesByWeek, flow.leadTimes, flow.waitingByRole, flow.ageBands, flow.controlHealth,
      flow.failuresByMonth,
    ]
  }
}

/// The changes as all figures look at them.
struct Flow {
  /// Sorted by id.
  let changes: [ChangeSummary]
  let period: AuditPeriod
  let context: FlowMetrics.Context
  let asOf: Instant
  /// By change: the kinds of its exceptions.
  let exceptions: [Set<AuditException.Kind>]
  let controls: [ControlTest: ControlTally]

  init(changes: [ChangeSummary], period: AuditPeriod, context: FlowMetrics.Context) {
    self.changes = changes.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    self.period = period
    self.context = context
    asOf = context.asOf ?? period.end
    exceptions = self.changes.map { Set($0.exceptions.map(\.kind)) }
    controls = ControlTally.all(of: self.changes)
  }

  /// The changes that have any of some kinds of exception.
  func changes(with kinds: Set<AuditException.Kind>) -> [ChangeSummary] {
    zip(changes, exceptions).filter { !$0.1.isDisjoint(with: kinds) }.map(\.0)
  }
}

extension ChangeSummary {
  /// How it ended in production; nil while it has not, or where nothing says how.
  ///
  /// A rollback that was used counts whatever the outcome says.
  var ending: Ending? {
    guard milestones.started != nil || milestones.finished != nil else { return nil }
    if rollback.wasUsed { return .rolledBack }
    return switch outcome {
    case .successful: .successful
    case .successfulWithIssues: .withIssues
    case .rolledBack: .rolledBack
    case .failed: .failed
    case .cancelled, .rejected, nil: nil
    }
  }

  enum Ending { case successful, withIssues, rolledBack, failed }

  /// Whether something is still to be done about it.
  var isOpen: Bool {
    milestones.closed == nil && (atEnd.state == .active || atEnd.state == .held)
  }

  /// Seconds from one milestone to another; nil where one is missing or they run backwards.
  func seconds(
    _ from: KeyPath<Milestones, Moment?>, _ to: KeyPath<Milestones, Moment?>
  ) -> Int64? {
    guard let from = milestones[keyPath: from], let to = milestones[keyPath: to] else { return nil }
    return from.time.seconds(until: to.time)
  }
}

extension Instant {
  /// Seconds until a later instant; nil for an earlier one, and beyond what can be counted.
  func seconds(until other: Instant) -> Int64? {
    let (seconds, overflow) = other.seconds.subtractingReportingOverflow(self.seconds)
    return overflow || seconds < 0 ? nil : seconds
  }
}
