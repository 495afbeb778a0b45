internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T3: the risk was assessed before anybody approved, and is the one that they saw.
struct T03RiskAssessedFirst: AttributeTest {
  static let test = ControlTest.t3
  let file: CaseFile

  func result() -> TestResult {
    if file.isMerelyProposed { return notApplicable("it is not approved yet") }
    if let besideTemplate { return besideTemplate }
    if let template = file.standpoint.template {
      return pass(
        "the policy in force assesses every use of \(template.reference) as "
          + "\(file.standpoint.risk?.rawValue ?? "unknown")",
        [file.standpoint.policyVersion?.commit].compactMap { $0 }, basis: [.signature])
    }
    let stage = file.standpoint[.assessed]
    let assessments = file.acts(filling: stage?.requirements ?? [], by: .assess)
      .filter { !file.isLate($0) }
    if file.kind == .emergency, assessments.isEmpty {
      return notApplicable("the assessment of an emergency falls due with its ratification: T13")
    }
    let approvals = file.approvals.given
    guard !approvals.isEmpty else {
      if let stage, stage.status == .unsatisfied, assessments.isEmpty, file.beginning != nil {
        return unassessed
      }
      return notEvaluable("nobody approved it, so that nothing tells what came first")
    }
    let edited = riskEdits(approvals)
    if !edited.isEmpty { return fail(edited, basis: [.signature]) }
    guard let stage, stage.status != .notApplicable else { return byTextAlone(approvals) }
    guard stage.status.passes, !assessments.isEmpty else {
      if stage.status == .overridden {
        return pass("the assessment was set aside by an Override", basis: [.signature])
      }
      return unassessed
    }
    return ordered(assessments, approvals)
  }

  private var unassessed: TestResult {
    fail(
      [
        exception(
          .riskAssessedAfterApproval,
          "nobody had assessed the risk when the work began: \(file.beginningWords)",
          [file.beginningCommit].compactMap { $0 })
      ], basis: [.orderProven])
  }

  private func ordered(_ assessments: [Act], _ approvals: [Approvals.Vote]) -> TestResult {
    let early = approvals.filter { vote in
      !assessments.contains { precedes($0, vote.act) }
    }
    guard early.isEmpty else {
      return fail(
        early.map { vote in
          exception(
            .riskAssessedAfterApproval,
            "\(file.words(vote.act)) came before any assessment that counts",
            [vote.act.id] + assessments.map(\.id), time: file.moment(vote.act).time)
        }, basis: [.orderProven])
    }
    return pass(
      "\(assessments.compactMap(\.person).distinct.listed) assessed the risk as "
        + "\(file.standpoint.risk?.rawValue ?? "unknown") before every approval",
      assessments.map(\.id) + approvals.map(\.act.id), basis: [.orderProven, .signature])
  }

  /// Whether an assessment was there to be seen by an approval, or was signed with it.
  private func precedes(_ assessment: Act, _ approval: Act) -> Bool {
    if file.graph.reaches(approval.commit, assessment.commit) { return true }
    guard let earlier = assessment.integration, let later = approval.integration else {
      return false
    }
    return earlier < later
  }

  /// Approvals of another assessment than the one that the work began with.
  private func riskEdits(_ approvals: [Approvals.Vote]) -> [AuditException] {
    approvals.filter(\.isSeated).compactMap { vote in
      guard let seen = file.version(of: vote.act) else { return nil }
      let fields = file.standpoint.edits(since: seen, of: [.assessment])
        .filter { $0.hasPrefix("assessment") }
      guard !fields.isEmpty else { return nil }
      return exception(
        .riskAssessedAfterApproval,
        "\(fields.listed) changed after \(vote.act.person ?? "somebody") approved", [vote.act.id])
    }
  }

  private func byTextAlone(_ approvals: [Approvals.Vote]) -> TestResult {
    guard file.standpoint.risk != nil else {
      return fail(
        [exception(.riskAssessedAfterApproval, "the record that was approved states no risk")],
        basis: [.signature])
    }
    return pass(
      "the text that was approved states the risk; the policy in force asks nobody to sign it",
      approvals.map(\.act.id), basis: [.signature, .stated])
  }
}
