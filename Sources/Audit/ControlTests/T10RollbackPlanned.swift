internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T10: the record that was approved had a plan for the way back without an error, and whoever
/// approved saw the plan that the work began with.
struct T10RollbackPlanned: AttributeTest {
  static let test = ControlTest.t10
  let file: CaseFile

  func result() -> TestResult {
    if file.isMerelyProposed { return notApplicable("it is not approved yet") }
    if let besideTemplate { return besideTemplate }
    if let template = file.standpoint.template {
      guard file.standpoint.record?.rollback != nil else {
        return fail([absent], basis: [.signature])
      }
      return pass(
        "the plan is that of \(template.reference), approved with the policy in force",
        [file.standpoint.policyVersion?.commit].compactMap { $0 }, basis: [.signature])
    }
    guard file.standpoint.record?.rollback != nil else {
      return fail([absent], basis: [.signature])
    }
    let faults = file.approvalFaults.filter { $0.section == .rollback }
    if !faults.isEmpty {
      return fail(
        faults.map { exception(.missingRollbackPlan, $0.words, [$0.commit]) }, basis: [.signature])
    }
    return reviewed(file.approvals.given.filter { !$0.isLate })
  }

  private var absent: AuditException {
    exception(
      .missingRollbackPlan, "the record has no section rollback",
      [file.beginningCommit].compactMap { $0 })
  }

  private func reviewed(_ votes: [Approvals.Vote]) -> TestResult {
    let edits = votes.map { vote in
      (
        vote,
        file.version(of: vote.act).map {
          file.standpoint.edits(since: $0, of: [.rollback]).filter { $0.hasPrefix("rollback") }
        } ?? ["rollback"]
      )
    }
    let seeing = edits.filter(\.1.isEmpty).map(\.0)
    let blind = edits.filter { !$0.1.isEmpty }
    guard let first = blind.first, blind.contains(where: \.0.isSeated) || seeing.isEmpty else {
      return seeing.isEmpty
        ? unseen
        : pass(
          "\(seeing.compactMap(\.act.person).distinct.listed) approved the plan that the work began "
            + "with, and it has no error", seeing.map(\.act.id), basis: [.signature])
    }
    return fail(
      [
        exception(
          .approvalBeforeFinalContent,
          "\(first.1.prefix(5).listed) changed after \(file.words(first.0.act)), and nobody "
            + "approved the plan as it stood",
          blind.map(\.0.act.id) + first.0.details.compactMap(\.commit))
      ], basis: [.signature])
  }

  private var unseen: TestResult {
    fail(
      [
        exception(
          .missingRollbackPlan, "nobody had approved the plan for the way back",
          [file.beginningCommit].compactMap { $0 })
      ], basis: [.signature])
  }
}
