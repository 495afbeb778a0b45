internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// Sees to it that no Start without an open gate goes without an exception: each reason why the gate
/// was closed has a test that fails for it, and where none does T5 fails.
struct UnauthorisedStart {
  let file: CaseFile

  func told(in results: [TestResult]) -> [TestResult] {
    guard let beginning = file.beginning, case .start = beginning.sign, !beginning.isAuthorised
    else { return results }
    let failed = Set(results.filter { $0.outcome == .fail }.map(\.test))
    let asked =
      beginning.reasons.map(Self.tests) + [beginning.fault].compactMap { $0 }.map(Self.tests)
    let isExplained = !asked.isEmpty && asked.allSatisfy { !failed.isDisjoint(with: $0) }
    let isTold = results.contains { result in
      result.exceptions.contains { $0.kind == .startedUnauthorised }
    }
    if isExplained, isTold { return results }
    if isToldByT5(results, beginning) { return results }
    let explaining = asked.flatMap { $0 }.first(where: failed.contains)
    let home = isExplained ? explaining ?? .t5 : .t5
    return results.map { $0.test == home ? failing($0, beginning) : $0 }
  }

  /// Whether T5 says already that nobody had approved this Start, with every reason of the gate.
  private func isToldByT5(_ results: [TestResult], _ beginning: Beginning) -> Bool {
    guard beginning.fault == nil, let commit = file.beginningCommit else { return false }
    return results.contains { result in
      result.test == .t5
        && result.exceptions.contains { $0.kind == .startedUnauthorised && $0.commits == [commit] }
    }
  }

  private func failing(_ result: TestResult, _ beginning: Beginning) -> TestResult {
    let reasons =
      beginning.reasons.map(\.message)
      + [beginning.fault].compactMap { $0 }.map { "it does not count: \($0.rawValue)" }
    let exception = AuditException(
      .startedUnauthorised, change: file.id, test: result.test,
      "\(file.beginningWords) was not authorised: "
        + reasons.distinct.prefix(3).joined(separator: "; "),
      commits: [file.beginningCommit].compactMap { $0 }, time: file.started?.time)
    let isFailed = result.outcome == .fail
    return TestResult(
      result.test, .fail,
      isFailed ? result.reason + "; " + exception.message : exception.message,
      commits: (result.commits + exception.commits).distinct,
      basis: isFailed ? result.basis : [.orderProven],
      exceptions: result.exceptions + [exception])
  }

  /// The tests that ask for what a reason says was missing.
  private static func tests(for reason: GateReason) -> [ControlTest] {
    switch reason.code {
    case .lint, .recordError: [.t1, .t8, .t10, .t16]
    case .approvalStale: [.t6, .t16]
    case .artifactWrong: [.t6]
    case .windowPassed, .windowNotOpen, .windowMisfit, .freeze, .leadTime, .conflict: [.t12]
    case .contributorUnknown: [.t7]
    case .requirementUnsatisfied: tests(of: reason.message)
    default: [.t5]
    }
  }

  /// A reason about a requirement begins with its stage: `approved/security: 0 of 1`.
  private static func tests(of message: String) -> [ControlTest] {
    let name = String(message.prefix { $0 != "/" && $0 != ":" })
    switch Stage(rawValue: name) {
    case .initiated: return [.t2]
    case .assessed: return [.t3, .t16]
    case .approved: return [.t4, .t5, .t6, .t7, .t13, .t16]
    case .tested: return [.t8, .t9, .t16]
    case .planned: return [.t10, .t16]
    case .scheduled: return [.t12]
    case .implemented, .reviewed, .closed, nil: return [.t5]
    }
  }

  /// The tests that ask for what is wrong with the Start itself.
  private static func tests(for fault: ActReason) -> [ControlTest] {
    fault == .approver ? [.t7] : [.t5]
  }
}
