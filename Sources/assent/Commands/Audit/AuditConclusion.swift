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
  private(set) var summaries: [ChangeSummary]

  private var zone: TimeZoneRules? { history.zones[scope.period.zone] }

  /// The report, with the results of all tests.
  func report() throws -> AuditReport {
    let period = scope.period
    let clock = Chronology(history: history, now: scope.asOf)
    let population = Population(
      of: summaries, history: history, period: period, now: scope.now)
    let shown = Set(population.ids).union(population.overlapping)
    var report = AuditReport(
      scope: scope, population: population,
      changes: summaries.filter { shown.contains($0.id) })
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

  private var reconciler: Reconciler {
    Reconciler(
      history: history, period: scope.period, now: scope.asOf, aliases: inputs.aliases.names)
  }

  /// Judges T11 anew, now that it is known which code all changes bring.
  ///
  /// - Parameter questions: of each summary what it asks.
  mutating func judgeAuthors(_ questions: [Authorship?]) throws {
    let asked = Set(questions.compactMap(\.self).flatMap(\.commits))
    guard !asked.isEmpty else { return }
    let artifacts = reconciler.predecessors.filter { asked.contains($0.key) }
    guard let authors = try code.authors(artifacts) else { return }
    let names = AuthorNames(history)
    for (place, question) in zip(summaries.indices, questions) {
      guard let question,
        let test = summaries[place].results.firstIndex(where: { $0.test == .t11 })
      else { continue }
      summaries[place].results[test] = question.result(authors: authors, by: names)
    }
  }

  private func reconciliation() throws -> Reconciliation {
    let reconciler = reconciler
    let read = try code.read(scope.period, artifacts: reconciler.artifacts)
    var result = reconciler.reconcile(feeds: evidence.feeds, code: read)
    let unread = read == nil ? [] : try code.unread()
    if !unread.isEmpty {
      result.remarks.append("no clone was given of the governed \(unread.joined(separator: ", "))")
    }
    let all = (evidence.feeds ?? []).flatMap(\.deployments)
    let others = all.count { !scope.period.contains($0.time) }
    if others > 0 {
      result.remarks.append("\(others) of \(all.count) deployments given lie outside the period")
    }
    result.unread = unread
    return result
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
        scope.backdatedCommits.count == 1
          ? "1 commit of the trunk is dated before the one below it"
          : "\(scope.backdatedCommits.count) commits of the trunk are dated before the ones below "
            + "them")
    }
    let graph = history.graph
    let future = graph.spine.count { graph.times[$0] > scope.now }
    if future > 0 {
      remarks.append(
        "\(future) commits of the trunk are dated after \(scope.now), when this audit was made: they "
          + "are taken to be as old as the commits below them")
    }
    let placed = report.population.placedByArrival
    if !placed.isEmpty {
      remarks.append(
        "\(placed.count) changes claim to lie outside the period, and the trunk took them up within: "
          + placed.prefix(5).joined(separator: ", ") + (placed.count > 5 ? " and others" : ""))
    }
    if let staff = evidence.staff {
      let strangers = StaffComparison(staff: staff, history: history).strangers
      if !strangers.isEmpty {
        remarks.append(
          "\(strangers.count) of \(staff.entries.count) lines of the staff list name nobody whom a "
            + "policy knows, beginning with line \(strangers[0])")
      }
    }
    for problem in history.problems where problem.holds(at: history.tipPosition) {
      remarks.append("at the standpoint the policy is not settled: \(problem.message)")
    }
    return remarks + aliasRemarks + report.reconciliation.remarks
  }

  /// What was taken for something else is said, and so is a name that means nothing here.
  private var aliasRemarks: [String] {
    let policy = history.policy(at: history.tipPosition)?.policy
    var known = Set(policy.map { Array($0.systems.systems.keys) } ?? [])
    for summary in summaries {
      known.formUnion(summary.systems)
      if let environment = summary.environment { known.insert(environment) }
    }
    return inputs.aliases.names.sorted { $0.key < $1.key }.flatMap { name, meant in
      meant.sorted().map { own in
        "by --alias, `\(name)` of the feeds was taken for `\(own)`"
          + (known.contains(own) ? "" : ", which no record and no inventory names")
      }
    }
  }
}
