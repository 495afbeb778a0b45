internal import Acts
internal import Decision
internal import Diagnostics
internal import Lint
internal import Primitives
internal import Records

/// T1: the record exists, is the only one of its id, and was complete when it was approved and when
/// it was closed.
struct T01RecordComplete: AttributeTest {
  static let test = ControlTest.t1
  let file: CaseFile

  func result() -> TestResult {
    guard let last = file.lastVersion else {
      return fail(
        [
          exception(
            .recordIncomplete, "no record of \(file.id) was ever on the trunk",
            file.acts.map(\.id))
        ], basis: [.orderProven])
    }
    var exceptions = twins + approvalFaults + closingFaults
    if last.document.change == nil {
      exceptions.append(
        exception(
          .recordIncomplete, "\(last.path) cannot be read as a record",
          [file.change.currentCommit].compactMap { $0 }, isOpen: true))
    }
    if !exceptions.isEmpty { return fail(exceptions, basis: [.signature]) }
    if let besideTemplate { return besideTemplate }
    let given = file.approvals.given.filter { !$0.isLate }
    if given.isEmpty, file.standpoint.template == nil {
      if file.beginning == nil {
        return notApplicable("nobody has approved it, so it need not be complete yet")
      }
      return pass(
        "the record that the work began with has no error",
        [file.beginningCommit].compactMap { $0 },
        basis: [.signature])
    }
    let closed = file.verdict.state == .closed ? " and when it was closed" : ""
    return pass(
      "one record, without an error when it was approved\(closed)",
      given.map(\.act.id) + [file.beginningCommit].compactMap { $0 }, basis: [.signature])
  }

  private var twins: [AuditException] {
    file.account.treeFindings.map {
      exception(.recordIncomplete, "\($0.rule): \($0.message)", isOpen: true)
    }
  }

  private var approvalFaults: [AuditException] {
    if file.saysStandard, file.standpoint.departure != nil { return [] }
    return file.approvalFaults.filter { $0.section != .rollback && $0.section != .testing }.map {
      exception(
        .recordIncomplete, "it was incomplete when it was approved: \($0.words)", [$0.commit])
    }
  }

  /// What the last steps should have written down by the time of the Close.
  private var closingFaults: [AuditException] {
    if file.saysStandard, file.standpoint.departure != nil { return [] }
    guard file.verdict.state == .closed, let close = file.counted(.close).first,
      let text = file.version(of: close),
      let policy = file.history.policy(at: (close.integration ?? 0) - 1)?.policy,
      let record = text.document.change
    else { return [] }
    let late: [Section] = [.execution, .review, .closure]
    let findings = lint(
      text.document, policy: policy.governing(record), stage: .closed, evidence: .unknown,
      judgedAs: file.kind, template: file.standpoint.template)
    return findings.filter { finding in
      finding.severity == .error
        && (Rule.named(finding.rule)?.section.map(late.contains) ?? false)
    }.map {
      exception(
        .recordIncomplete, "it was incomplete when it was closed: \($0.rule): \($0.message)",
        [close.id], time: file.moment(close).time)
    }
  }
}
