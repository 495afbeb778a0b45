package import Audit
internal import Primitives
package import Reporting

/// Writes `audit.json` (`assent/audit/1`): the whole audit, from which everything else can be asked.
///
/// Keys stand in a fixed order, times are in UTC with `Z`, absent values are null, each change
/// stands on a line of its own: equal audits give equal bytes, and two can be compared by line.
package struct AuditJSON: Sendable {
  private let report: AuditReport
  private let inputs: [(String, JSONValue)]
  private let files: [(String, JSONValue)]

  /// - Parameters:
  ///   - inputs: what was asked beside the scope, so that anybody can ask the same again.
  ///   - files: by path, what is to be known of files whose bytes do not say it all.
  package init(
    report: AuditReport, inputs: [(String, JSONValue)] = [], files: [(String, JSONValue)] = []
  ) {
    self.report = report
    self.inputs = inputs
    self.files = files
  }

  /// The file, whole.
  package var file: PackFile {
    var bytes: [UInt8] = []
    write { bytes += $0 }
    return PackFile(path: "audit.json", bytes: bytes)
  }

  /// Writes the file piece by piece, so that a large population need not stand in memory twice.
  package func write<E: Error>(_ sink: ([UInt8]) throws(E) -> Void) throws(E) {
    var chunk = Array("{\"schema\":\"assent/audit/1\"".utf8)
    for (name, value) in head { Self.append(name, value(), to: &chunk) }
    chunk += ",\n\"changes\":[".utf8
    for (index, change) in report.changes.enumerated() {
      chunk += (index == 0 ? "\n" : ",\n").utf8
      Self.change(change).append(to: &chunk)
      guard chunk.count > 1 << 18 else { continue }
      try sink(chunk)
      chunk.removeAll(keepingCapacity: true)
    }
    chunk += "]".utf8
    for (name, value) in tail { Self.append(name, value(), to: &chunk) }
    chunk += "}\n".utf8
    try sink(chunk)
  }

  private static func append(_ name: String, _ value: JSONValue, to bytes: inout [UInt8]) {
    bytes += ",\n\"\(name)\":".utf8
    value.append(to: &bytes)
  }

  private var head: [(String, () -> JSONValue)] {
    [
      ("scope", { Self.scope(report.scope) }),
      ("inputs", { .object(inputs) }),
      ("counts", { counts }),
      ("files", { .object(files) }),
      ("population", { Self.population(report.population) }),
    ]
  }

  private var tail: [(String, () -> JSONValue)] {
    [
      ("repository-results", { .array(report.repositoryResults.map(Self.result)) }),
      ("policies", { .array(report.policies.map(Self.policy)) }),
      ("policy-unrest", { .array(report.policyUnrest.map(Self.unrest)) }),
      ("people", { .array(report.people.map(Self.person)) }),
      ("duties", { .array(report.duties.map(Self.duty)) }),
      ("reconciliation", { Self.reconciliation(report.reconciliation) }),
      ("tool-evidence", { .array(report.toolEvidence.map(Self.evidence)) }),
      ("sample", { report.sample.map(Self.sample) ?? .null }),
      ("metrics", { .array(report.metrics.map(Self.metric)) }),
      ("series", { .array(report.series.map(Self.series)) }),
      ("suppressions", { .array(report.suppressions.map(Self.suppression)) }),
      ("remarks", { .texts(report.remarks) }),
    ]
  }

  /// How many rows each part has, so that a table that was cut short shows.
  private var counts: JSONValue {
    let exceptions = report.exceptions.count
    return .object([
      ("ever-recorded", .number(report.population.everRecorded)),
      ("in-period", .number(report.population.ids.count)),
      ("overlapping", .number(report.population.overlapping.count)),
      ("undated", .number(report.population.undated.count)),
      ("changes", .number(report.changes.count)),
      ("exceptions", .number(exceptions)),
      ("deployments", report.reconciliation.deployments.map { .number($0.count) } ?? .null),
      ("protected-commits", report.reconciliation.commits.map { .number($0.count) } ?? .null),
      ("policies", .number(report.policies.count)),
      ("people", .number(report.people.count)),
      ("tests", .array(TestCount.all(of: report).map(Self.count))),
    ])
  }

  private static func count(_ count: TestCount) -> JSONValue {
    .object(
      [("test", .string(count.test.rawValue))]
        + TestResult.Outcome.allCases.map { ($0.rawValue, .number(count.count($0))) })
  }
}

/// How often a test came out how, over the changes of the period and the repository.
package struct TestCount: Hashable, Sendable {
  package let test: ControlTest
  private var counts: [TestResult.Outcome: Int] = [:]

  init(_ test: ControlTest) { self.test = test }

  /// How many results have an outcome.
  package func count(_ outcome: TestResult.Outcome) -> Int { counts[outcome] ?? 0 }

  /// All tests in their order.
  package static func all(of report: AuditReport) -> [TestCount] {
    var counts: [ControlTest: TestCount] = [:]
    func add(_ result: TestResult) {
      counts[result.test, default: TestCount(result.test)].counts[result.outcome, default: 0] += 1
    }
    for change in report.inPeriod { change.results.forEach(add) }
    report.repositoryResults.forEach(add)
    return ControlTest.allCases.map { counts[$0] ?? TestCount($0) }
  }
}
