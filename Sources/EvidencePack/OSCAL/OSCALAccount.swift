internal import Audit
internal import Primitives

/// The results of an audit as observations are made of them.
struct OSCALAccount {
  /// Results that are one observation.
  struct Group {
    let test: ControlTest
    let outcome: TestResult.Outcome
    /// Nil where it is about the repository, or about several changes.
    let change: String?
    let reason: String
    let commits: [ObjectID]
    let exceptions: [AuditException.Kind]
    var count = 1
    /// Whether a change's own test found it.
    let isOfChange: Bool
  }

  /// Failures by change and test, then what could not be evaluated, by test and reason.
  let groups: [Group]
  private let counts: [ControlTest: TestCount]

  init(_ report: AuditReport) {
    counts = Dictionary(
      uniqueKeysWithValues: TestCount.all(of: report).map { ($0.test, $0) })
    var failures: [Group] = []
    var open: [Group] = []
    var places: [String: Int] = [:]
    func add(_ result: TestResult, _ change: String?) {
      switch result.outcome {
      case .fail: failures.append(Self.group(result, change))
      case .notEvaluable:
        let key = result.test.rawValue + " " + result.reason
        if let place = places[key] {
          open[place].count += 1
        } else {
          places[key] = open.count
          open.append(Self.group(result, nil))
        }
      case .pass, .notApplicable: break
      }
    }
    for result in report.repositoryResults { add(result, nil) }
    for change in report.inPeriod {
      for result in change.results { add(result, change.id) }
    }
    groups = failures + open
  }

  private static func group(_ result: TestResult, _ change: String?) -> Group {
    var kinds: [AuditException.Kind] = []
    for exception in result.exceptions where !kinds.contains(exception.kind) {
      kinds.append(exception.kind)
    }
    let isFailure = result.outcome == .fail
    return Group(
      test: result.test, outcome: result.outcome, change: change, reason: result.reason,
      commits: isFailure ? result.commits : [], exceptions: kinds,
      isOfChange: change != nil)
  }

  func count(of test: ControlTest) -> TestCount { counts[test] ?? TestCount(test) }

  /// Whether the evidence bears an objective out; nil where it cannot be told.
  func isSatisfied(_ objective: ControlObjective) -> Bool? {
    let counts = objective.tests.map(count)
    if counts.contains(where: { $0.count(.fail) > 0 }) { return false }
    if counts.contains(where: { $0.count(.notEvaluable) > 0 }) { return nil }
    // A test that nothing passed says nothing, unless it applied to nothing.
    let isSilent = counts.contains { $0.count(.pass) == 0 && $0.count(.notApplicable) == 0 }
    return isSilent || counts.allSatisfy { $0.count(.pass) == 0 } ? nil : true
  }
}
