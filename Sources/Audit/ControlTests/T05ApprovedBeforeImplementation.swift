internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T5: the trunk had every approval before the work began, which ancestry proves; and the record
/// does not itself say that the work began earlier.
struct T05ApprovedBeforeImplementation: AttributeTest {
  static let test = ControlTest.t5
  let file: CaseFile

  func result() -> TestResult {
    guard let beginning = file.beginning else { return notApplicable(CaseFile.unstarted) }
    let approvals = file.approvals
    let late = self.late(approvals)
    switch beginning.sign {
    case .text(let commit):
      return fail([undeclared(commit)] + late, basis: [.stated])
    case .finish(let index):
      return fail([unbegun(file.acts[index])] + late, basis: [.orderProven])
    case .start:
      if !late.isEmpty { return fail(late, basis: [.orderProven]) }
    }
    let early = statedEarlier(approvals)
    if !early.isEmpty { return fail(early, basis: [.stated, .timeClaimed]) }
    return ordered(approvals, beginning)
  }

  private func ordered(_ approvals: Approvals, _ beginning: Beginning) -> TestResult {
    let start = [file.beginningCommit].compactMap { $0 }
    if let template = file.standpoint.template {
      return pass(
        "\(template.reference) was in force before \(file.beginningWords)",
        [file.standpoint.policyVersion?.commit].compactMap { $0 } + start, basis: [.orderProven])
    }
    let before = approvals.given.filter { !$0.isLate }.map(\.act)
    guard !before.isEmpty else {
      if approvals.isComplete {
        return pass(
          "what was asked for was set aside by Overrides before", start, basis: [.orderProven])
      }
      return fail([unapproved(approvals)], basis: [.orderProven])
    }
    let missing = approvals.open.filter { seat in
      approvals.claimants(of: seat).filter(\.isAuthorised).isEmpty
    }
    if !missing.isEmpty { return fail([unapproved(approvals)], basis: [.orderProven]) }
    let last = before.map(file.moment).max { $0.time < $1.time }
    let when = last.map { "\($0.time) (\($0.source.rawValue))" } ?? ""
    return pass(
      "\(file.beginningWords) descends from every approval, the last of them at \(when)",
      start + before.map(\.id), basis: [.orderProven] + file.basis(before))
  }

  /// Approvals that were asked for and came when the work had begun.
  private func late(_ approvals: Approvals) -> [AuditException] {
    let wanted = Set(approvals.open.compactMap(\.role))
    return approvals.votes.filter { vote in
      vote.isLate && vote.isAuthorised && (vote.act.statement.role.map(wanted.contains) ?? false)
    }.map { vote in
      exception(
        .approvalAfterDeployment,
        "\(file.words(vote.act)) came after the work began: \(file.beginningWords)",
        [file.beginningCommit].compactMap { $0 } + [vote.act.id],
        time: file.moment(vote.act).time)
    }
  }

  private func unapproved(_ approvals: Approvals) -> AuditException {
    let seats = approvals.open.compactMap(\.role).distinct.listed
    let reasons = file.beginning?.reasons.map(\.message).distinct ?? []
    return exception(
      .startedUnauthorised,
      "\(file.beginningWords), when nobody had approved it as \(seats.isEmpty ? "asked" : seats)"
        + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"),
      [file.beginningCommit].compactMap { $0 })
  }

  private func undeclared(_ commit: ObjectID) -> AuditException {
    let time = file.started.map { " from \($0.time)" } ?? ""
    return exception(
      .startedUnauthorised,
      "commit \(commit.short) says that it was carried out\(time), and nobody signed a Start",
      [commit])
  }

  private func unbegun(_ finish: Act) -> AuditException {
    exception(
      .startedUnauthorised,
      "\(file.words(finish)) ends what no Start began, so that nothing tells what came first",
      [finish.id], time: file.moment(finish).time)
  }

  /// The record says itself that the work began before the last approval was even dated.
  private func statedEarlier(_ approvals: Approvals) -> [AuditException] {
    guard let stated = file.lastVersion?.document.change?.execution?.started else { return [] }
    return approvals.seated.filter { vote in
      let act = vote.act
      let moment = file.moment(act)
      let earliest =
        moment.source == .recorded
        ? min(moment.time, act.time) : min(act.time, act.integrationTime ?? act.time)
      return stated < earliest
    }.map { vote in
      exception(
        .approvalAfterDeployment,
        "execution.started says \(stated), before \(file.words(vote.act))", [vote.act.id],
        time: stated)
    }
  }
}
