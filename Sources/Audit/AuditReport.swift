package import Records

/// All that an audit found but the changes' own dossiers: what tables and overview pages show.
package struct AuditReport: Sendable {
  /// An accepted lint exception of the policy in force at the standpoint.
  package struct Suppression: Hashable, Sendable {
    package let suppression: LintSuppression
    /// The policy that first has it, and when it came into force.
    package let since: Moment?
    package let isExpired: Bool

    package init(suppression: LintSuppression, since: Moment?, isExpired: Bool) {
      self.suppression = suppression
      self.since = since
      self.isExpired = isExpired
    }
  }

  package var scope: AuditScope
  package var population: Population
  /// The changes of the period and those that overlap it, sorted by id.
  package var changes: [ChangeSummary]
  /// T15, T17 and T18, and whatever else is about the repository as a whole.
  package var repositoryResults: [TestResult] = []
  package var policies: [PolicyPeriod] = []
  package var policyUnrest: [PolicyUnrest] = []
  package var people: [PersonAccount] = []
  package var duties: [DutyPair] = []
  package var reconciliation = Reconciliation()
  package var toolEvidence: [ToolEvidence] = []
  package var sample: Sample?
  package var metrics: [Metric] = []
  package var series: [FlowSeries] = []
  package var suppressions: [Suppression] = []
  /// What the reader should know before anything else.
  package var remarks: [String] = []

  package init(scope: AuditScope, population: Population, changes: [ChangeSummary]) {
    self.scope = scope
    self.population = population
    self.changes = changes
  }

  /// The changes that the period is about, without those that only overlap it.
  package var inPeriod: [ChangeSummary] {
    let ids = Set(population.ids)
    return changes.filter { ids.contains($0.id) }
  }

  /// Every exception: of the repository first, then by change.
  package var exceptions: [AuditException] {
    repositoryResults.flatMap(\.exceptions) + inPeriod.flatMap(\.exceptions)
  }
}
