internal import Audit
internal import ChangeCalendar
internal import Decision
internal import Ledger
internal import Primitives
internal import Records

/// Draws up the report when all changes have been judged.
struct AuditConclusion {
  let inputs: AuditInputs
  let scope: AuditScope
  let evidence: AuditEvidence
  /// The trunk up to the standpoint, without its changes.
  let ground: HistoryReader.Reading
  /// The same with all changes, abridged.
  let history: History
  /// Of all changes, sorted by id.
  let summaries: [ChangeSummary]

  private var zone: TimeZoneRules? { history.zones[scope.period.zone] }

  /// The report, with the results of all tests.
  func report() throws -> AuditReport {
    let period = scope.period
    let clock = SpineClock(history: history, now: scope.asOf)
    let population = Population(of: summaries, history: history, period: period)
    var report = AuditReport(
      scope: scope, population: population,
      changes: summaries.filter { Population.shows($0, in: period) })
    report.reconciliation = try reconciliation()
    report.policies = PolicyPeriod.all(
      in: history, arrivals: ground.policyArrivals, during: period, clock: clock)
    report.policyUnrest = PolicyUnrest.all(in: history, during: period, clock: clock)
    report.toolEvidence = evidence.tools
    addRepositoryTests(&report)
    report.people = PersonAccount.all(
      in: history, summaries: summaries, population: population, period: period, clock: clock,
      staff: evidence.staff)
    report.duties = DutyPair.all(of: report.inPeriod)
    report.suppressions = AuditReport.Suppression.all(in: history, at: scope.asOf)
    report.sample = try AuditSampling(inputs, scope).sample(of: report.inPeriod)
    addMetrics(&report)
    report.remarks = remarks(report)
    return report
  }

  private var code: AuditCode {
    AuditCode(inputs, history.policy(at: history.tipPosition)?.policy.charter)
  }

  private func reconciliation() throws -> Reconciliation {
    let reconciler = Reconciler(history: history, period: scope.period, now: scope.asOf)
    let code = try code.read(scope.period, artifacts: reconciler.artifacts)
    return reconciler.reconcile(feeds: evidence.feeds, code: code)
  }

  private func addRepositoryTests(_ report: inout AuditReport) {
    var evidence = RepositoryTests.Evidence(
      scope: scope, history: history, population: report.population, summaries: summaries)
    evidence.reconciliation = report.reconciliation
    evidence.tools = self.evidence.tools
    evidence.unrest = report.policyUnrest
    evidence.policies = report.policies
    evidence.staff = self.evidence.staff
    if let zone { evidence.zone = zone }
    evidence.governsCode = code.isGoverned
    let tests = RepositoryTests(evidence)
    report.repositoryResults = tests.results
    for place in report.changes.indices {
      let found = tests.results(of: report.changes[place].id)
      report.changes[place].results = (report.changes[place].results + found)
        .enumerated().sorted { ($0.element.test, $0.offset) < ($1.element.test, $1.offset) }
        .map(\.element)
    }
  }

  private func addMetrics(_ report: inout AuditReport) {
    let members = Set(report.population.ids)
    var context = FlowMetrics.Context()
    context.others = summaries.filter { !members.contains($0.id) }
    context.asOf = scope.asOf
    context.zone = zone
    context.reconciliation = report.reconciliation
    let metrics = FlowMetrics(changes: report.inPeriod, period: scope.period, context: context)
    report.metrics = metrics.metrics
    report.series = metrics.series
  }

  private func remarks(_ report: AuditReport) -> [String] {
    var remarks: [String] = []
    if !scope.isTrustRootGiven {
      remarks.append("no trust root was given: the first policy of the trunk is trusted")
    }
    if scope.asOf < scope.period.end {
      remarks.append("the period has not ended: verdicts stand as of \(scope.asOf)")
    }
    if !scope.backdatedCommits.isEmpty {
      remarks.append(
        "\(scope.backdatedCommits.count) commits of the trunk are dated before the one below them")
    }
    for problem in history.problems where problem.holds(at: history.tipPosition) {
      remarks.append("at the standpoint the policy is not settled: \(problem.message)")
    }
    return remarks + report.reconciliation.remarks
  }
}
