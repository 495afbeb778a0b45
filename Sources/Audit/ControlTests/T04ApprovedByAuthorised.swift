internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T4: as many people as the policy in force asked for approved, each in a role that they held and
/// with a key then in force. Whether they were independent (T7), saw the final text (T6) and came
/// first (T5) is asked for by itself.
struct T04ApprovedByAuthorised: AttributeTest {
  static let test = ControlTest.t4
  let file: CaseFile

  func result() -> TestResult {
    if file.isMerelyProposed { return notApplicable("it is not approved yet") }
    if let template = file.standpoint.template, file.kind == .standard {
      return pass(
        "\(template.reference) is approved with the policy in force",
        [file.standpoint.policyVersion?.commit].compactMap { $0 }, basis: [.signature])
    }
    let approvals = file.approvals
    guard let stage = approvals.stage, stage.status != .notApplicable else {
      return fail(
        [
          exception(
            .noApprovalEvidence, "the policy in force asked nobody for an approval",
            [file.beginningCommit].compactMap { $0 })
        ], basis: [.signature])
    }
    if approvals.isComplete { return complete(approvals, stage) }
    let exceptions = approvals.open.flatMap { missing($0, in: approvals) }
    if !exceptions.isEmpty { return fail(exceptions, basis: [.signature]) }
    if let rule = approvals.openRules.first(where: { $0.status == .error }) {
      return notEvaluable("\(rule.id): \(rule.message ?? "it cannot be decided")")
    }
    if approvals.open.isEmpty, approvals.openRules.isEmpty {
      return notEvaluable("approval was \(stage.status.rawValue), and no requirement says why")
    }
    let claimants = approvals.wanting.filter(\.isAuthorised)
    return pass(
      "signed in roles that their signers held: "
        + (approvals.seated + claimants).map { name($0.act) }.distinct.listed
        + "; that they do not count all the same is a matter of T5, T6 or T7",
      (approvals.seated + claimants).map(\.act.id), basis: [.signature])
  }

  private func complete(_ approvals: Approvals, _ stage: StageVerdict) -> TestResult {
    let overridden = stage.requirements.filter { $0.status == .overridden }.map(\.id)
    let names = approvals.seated.map { name($0.act) }.distinct.listed
    guard overridden.isEmpty else {
      let overrides = file.acts.indices.filter { index in
        file.acts[index].statement.verb == .override
          && file.standpoint.reasons.indices.contains(index)
          && file.standpoint.reasons[index] == nil
      }.map { file.acts[$0] }
      return pass(
        "approved by \(names.isEmpty ? "nobody" : names); \(overridden.listed) set aside by "
          + overrides.compactMap(\.person).distinct.listed
          + ", to whom the policy in force gives that power",
        approvals.seated.map(\.act.id) + overrides.map(\.id), basis: [.signature])
    }
    return pass(
      "approved by \(names)", approvals.seated.map(\.act.id), basis: [.signature])
  }

  /// What is missing of a seat once everybody who held its role is seated.
  private func missing(
    _ seat: RequirementVerdict, in approvals: Approvals
  ) -> [AuditException] {
    let claimants = approvals.claimants(of: seat)
    let people = Set(
      claimants.filter { $0.isAuthorised && $0.reason != .expired }.compactMap(\.act.person))
    guard people.count < max(1, seat.need - seat.have) else { return [] }
    let role = seat.role ?? seat.id
    let refused = claimants.filter { !$0.isAuthorised }
    if !refused.isEmpty {
      return refused.map { vote in
        exception(
          .approverNotAuthorised,
          "\(name(vote.act)) does not count: \(vote.reason?.rawValue ?? "")", [vote.act.id],
          time: file.moment(vote.act).time)
      }
    }
    if let expired = claimants.first(where: { $0.reason == .expired }) {
      return [
        exception(
          .noApprovalEvidence, "\(file.words(expired.act)) had run out when the work began",
          [expired.act.id])
      ]
    }
    return [
      exception(
        .noApprovalEvidence,
        "\(seat.have) of \(seat.need) approved as \(role)"
          + (seat.message.map { ": \($0)" } ?? ""), [file.beginningCommit].compactMap { $0 })
    ]
  }

  private func name(_ act: Act) -> String {
    "\(act.person ?? "an unknown key") as \(act.statement.role ?? "nobody")"
  }
}
