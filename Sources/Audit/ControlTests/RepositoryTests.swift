package import Decision
package import Primitives

/// T15, T17 and T18: what is asked of the repository as a whole, and what that says of each change.
///
/// Every exception stands in one place: with the change that it is about if the population has it,
/// else with the repository.
package struct RepositoryTests: Sendable {
  /// What was given and found before.
  package struct Evidence: Sendable {
    package var scope: AuditScope
    package var history: History
    package var population: Population
    package var summaries: [ChangeSummary]
    package var reconciliation = Reconciliation()
    package var tools: [ToolEvidence] = []
    package var unrest: [PolicyUnrest] = []
    package var policies: [PolicyPeriod] = []
    package var staff: StaffList?
    /// The zone of the period, in which days of a staff list end.
    package var zone = TimeZoneRules(offset: 0)
    /// Whether the policies of the period govern code of which commits have to be linked.
    package var governsCode = false

    package init(
      scope: AuditScope, history: History, population: Population, summaries: [ChangeSummary]
    ) {
      self.scope = scope
      self.history = history
      self.population = population
      self.summaries = summaries
    }
  }

  /// T15, T17 and T18 of the repository.
  package let results: [TestResult]
  private let segregation: SegregationTest
  private let retention: RetentionTest
  private let reverse: ReverseTest

  package init(_ evidence: Evidence) {
    segregation = SegregationTest(evidence)
    retention = RetentionTest(evidence)
    reverse = ReverseTest(evidence)
    results = [segregation.result, retention.result, reverse.result]
  }

  /// T15, T17 and T18 of one change.
  package func results(of id: String) -> [TestResult] {
    [segregation.result(of: id), retention.result(of: id), reverse.result(of: id)]
  }
}
