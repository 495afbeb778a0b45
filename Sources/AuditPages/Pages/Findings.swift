internal import Audit
internal import Decision

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

  /// The changes whose work has begun, by whether the gate was open to it.
  struct Starts: Hashable, Sendable {
    var authorised = 0
    var unauthorised = 0
    var unknown = 0

    var judged: Int { authorised + unauthorised }

    /// Only what T5 passes and nothing contradicts is authorised.
    mutating func add(_ change: ChangeSummary, _ own: [AuditException]) {
      let isTold =
        change.atEnd.flags.contains(.startedUnauthorised)
        || own.contains { $0.kind == .startedUnauthorised || $0.kind == .approvalAfterDeployment }
      let outcome = change.results.first { $0.test == .t5 }?.outcome
      switch (isTold, outcome) {
      case (true, _), (_, .fail): unauthorised += 1
      case (_, .pass): authorised += 1
      case (_, .notEvaluable), (_, nil): unknown += 1
      case (_, .notApplicable): break
      }
    }
  }

  /// A change that went wrong, with what went wrong, the gravest first.
  struct Wrong: Sendable {
    let change: ChangeSummary
    let exceptions: [AuditException]

    /// What to say first: the gravest exception, but rather why a Start was not authorised than that
    /// it was not, and rather what happened than that the deployment shows it again.
    var headline: AuditException? {
      guard let gravest = exceptions.first, gravest.kind.isConsequence else {
        return exceptions.first
      }
      return exceptions.first { $0.kind.isCause }
        ?? exceptions.first { $0.kind != .unmatchedProductionChange } ?? gravest
    }

    /// The other kinds, the gravest first.
    var others: [AuditException.Kind] {
      var kinds: [AuditException.Kind] = []
      for exception in exceptions
      where exception.kind != headline?.kind && !kinds.contains(exception.kind) {
        kinds.append(exception.kind)
      }
      return kinds
    }
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
  /// Results that could not be evaluated, of changes and of the repository.
  private(set) var notEvaluable = 0

  private(set) var starts = Starts()

  init(_ report: AuditReport) {
    let inPeriod = Set(report.population.ids)
    changes = report.changes.filter { inPeriod.contains($0.id) }
    dossiers = Set(report.changes.map(\.id))
    // A test of the repository that fails for what changes did is told with them.
    let told = Set(changes.lazy.flatMap(\.exceptions).map(\.test))
    ofRepository = report.repositoryResults
      .flatMap { result in
        result.exceptions.isEmpty && told.contains(result.test)
          ? [] : Self.exceptions(of: result, change: nil)
      }
      .sorted { ($0.kind.gravity, $0.change ?? "") < ($1.kind.gravity, $1.change ?? "") }
    exceptions = ofRepository
    notEvaluable = report.repositoryResults.count { $0.outcome == .notEvaluable }
    for change in changes {
      var own: [AuditException] = []
      for result in change.results {
        counts[result.test, default: Count()].add(result.outcome)
        if result.outcome == .notEvaluable { notEvaluable += 1 }
        own += Self.exceptions(of: result, change: change.id)
      }
      starts.add(change, own)
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
