internal import Audit

/// What several pages count: made once, in a few passes over the changes.
struct Findings: Sendable {
  /// How often a test ended how.
  struct Count: Hashable, Sendable {
    var pass = 0
    var fail = 0
    var notEvaluable = 0
    var notApplicable = 0

    mutating func add(_ outcome: TestResult.Outcome) {
      switch outcome {
      case .pass: pass += 1
      case .fail: fail += 1
      case .notEvaluable: notEvaluable += 1
      case .notApplicable: notApplicable += 1
      }
    }
  }

  /// A change that went wrong, with what went wrong, the gravest first.
  struct Wrong: Sendable {
    let change: ChangeSummary
    let exceptions: [AuditException]
  }

  /// The changes that the period is about, sorted by id.
  let changes: [ChangeSummary]
  /// Ids of the changes that have a dossier.
  let dossiers: Set<String>
  /// By test, over the changes of the period.
  private(set) var counts: [ControlTest: Count] = [:]
  /// The gravest first, then by id.
  private(set) var wrong: [Wrong] = []
  /// Every exception, the gravest kind first, then by change; a failed test that names none is there.
  private(set) var exceptions: [AuditException] = []
  /// Those about the repository as a whole, the gravest kind first.
  private(set) var ofRepository: [AuditException] = []
  /// Results of changes that could not be evaluated.
  private(set) var notEvaluable = 0

  init(_ report: AuditReport) {
    let inPeriod = Set(report.population.ids)
    changes = report.changes.filter { inPeriod.contains($0.id) }
    dossiers = Set(report.changes.map(\.id))
    ofRepository = report.repositoryResults.flatMap { Self.exceptions(of: $0, change: nil) }
      .sorted { ($0.kind.gravity, $0.change ?? "") < ($1.kind.gravity, $1.change ?? "") }
    exceptions = ofRepository
    for change in changes {
      var own: [AuditException] = []
      for result in change.results {
        counts[result.test, default: Count()].add(result.outcome)
        if result.outcome == .notEvaluable { notEvaluable += 1 }
        own += Self.exceptions(of: result, change: change.id)
      }
      if own.isEmpty { continue }
      own.sort { $0.kind.gravity < $1.kind.gravity }
      wrong.append(Wrong(change: change, exceptions: own))
      exceptions += own
    }
    wrong.sort { Self.order($0) < Self.order($1) }
    exceptions.sort { ($0.kind.gravity, $0.change ?? "") < ($1.kind.gravity, $1.change ?? "") }
  }

  /// What a result says an auditor has to write up: never nothing where a test failed.
  private static func exceptions(of result: TestResult, change: String?) -> [AuditException] {
    guard result.outcome == .fail, result.exceptions.isEmpty else { return result.exceptions }
    return [
      AuditException(
        result.test.generalKind, change: change, test: result.test, result.reason,
        commits: result.commits)
    ]
  }

  private static func order(_ wrong: Wrong) -> (Int, String) {
    (wrong.exceptions.first?.kind.gravity ?? .max, wrong.change.id)
  }

  /// How a test ended over the changes of the period.
  func count(_ test: ControlTest) -> Count { counts[test] ?? Count() }
}

extension ControlTest {
  /// What its failure is called where it names no exception itself.
  var generalKind: AuditException.Kind {
    switch self {
    case .t1: .recordIncomplete
    case .t2: .requesterNotAuthorised
    case .t3: .riskAssessedAfterApproval
    case .t4: .noApprovalEvidence
    case .t5: .approvalAfterDeployment
    case .t6: .implementedOtherThanApproved
    case .t7: .approverNotIndependent
    case .t8: .noTestEvidence
    case .t9: .testNotSignedOff
    case .t10: .missingRollbackPlan
    case .t11: .developerDeployed
    case .t12: .outsideWindow
    case .t13: .emergencyNotRatified
    case .t14: .closedWithoutReview
    case .t15: .toolAccessNotSegregated
    case .t16: .standardOutsideTemplate
    case .t17: .populationIncomplete
    case .t18: .unmatchedProductionChange
    }
  }
}
