internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T6: the text that was approved is the text that the work began with and that stands since.
struct T06DoneAsApproved: AttributeTest {
  static let test = ControlTest.t6
  let file: CaseFile

  func result() -> TestResult {
    guard file.beginning != nil else { return notApplicable(CaseFile.unstarted) }
    if file.saysStandard, file.standpoint.departure != nil, let besideTemplate {
      return besideTemplate
    }
    let approvals = file.approvals
    let exceptions = stale(approvals) + editedSince + wrongArtifacts
    if !exceptions.isEmpty { return fail(exceptions, basis: [.signature]) }
    let seen = approvals.given.filter { !$0.isLate }.map(\.act)
    guard !seen.isEmpty || file.standpoint.template != nil || approvals.isComplete else {
      return notEvaluable("nobody approved anything that it could be compared with")
    }
    return conforming(seen)
  }

  /// Deviations are no failure if whoever reports them signs for them.
  private func conforming(_ seen: [Act]) -> TestResult {
    let commits = seen.map(\.id) + [file.beginningCommit].compactMap { $0 }
    let sections = file.standpoint.approvalCovers.map(\.rawValue).listed
    let same =
      file.standpoint.template.map { "it sets nothing that \($0.reference) does not leave open" }
      ?? "\(sections) are the same in the text approved, at the beginning of the work and since"
    let deviations = file.lastVersion?.document.change?.execution?.deviations ?? []
    guard !deviations.isEmpty else { return pass(same, commits, basis: [.signature]) }
    let signed = [Verb.finish, .review, .close].flatMap(file.spoken).first { act in
      guard let text = file.version(of: act), let last = file.lastVersion else { return false }
      return text.agrees(with: last, in: .execution)
    }
    guard let signed else {
      return notEvaluable("it declares deviations for which nobody signed", commits)
    }
    return pass(
      "\(same); \(deviations.count) declared in execution.deviations, signed by "
        + "\(signed.person ?? "")", commits + [signed.id], basis: [.signature, .stated])
  }

  /// Approvals of another text, where no other approval took their seat.
  private func stale(_ approvals: Approvals) -> [AuditException] {
    let wanting = approvals.wanting.filter { !$0.isLate && $0.isAuthorised }
    return (approvals.seated + wanting).compactMap { vote in
      guard let text = file.version(of: vote.act) else { return nil }
      let covered = file.standpoint.approvalCovers
      let fields = file.standpoint.edits(since: text, of: covered)
      guard !fields.isEmpty else { return nil }
      let edits = vote.details.compactMap(\.commit).distinct
      let people = vote.details.flatMap(\.people).distinct.listed
      return exception(
        .approvalBeforeFinalContent,
        "\(fields.prefix(5).listed) changed"
          + (people.isEmpty ? "" : " by \(people)") + " after \(file.words(vote.act))",
        [vote.act.id] + edits + [file.beginningCommit].compactMap { $0 })
    }
  }

  /// What was edited of the approved text once the work had begun.
  private var editedSince: [AuditException] {
    let flags = file.verdict.flags.filter { $0.code == .editedAfterStart }
    if !flags.isEmpty {
      return flags.map { flag in
        exception(
          .implementedOtherThanApproved, "after the work began, \(flag.message)",
          [file.beginningCommit, flag.commit].compactMap { $0 })
      }
    }
    guard let beginning = file.beginning, !beginning.isAuthorised else { return [] }
    // The engine compares only with what an authorised Start was given.
    for spine in file.change.spineVersions where spine.position > beginning.integration {
      let moment = file.chronology.moment(at: spine.position)
      guard let index = spine.version, file.change.versions.indices.contains(index) else {
        return [edited("the record was removed", moment)]
      }
      let fields = beginning.standpoint.edits(
        in: file.change.versions[index], of: beginning.standpoint.approvalCovers)
      if !fields.isEmpty { return [edited("\(fields.prefix(5).listed) changed", moment)] }
    }
    return []
  }

  private func edited(_ what: String, _ moment: Moment?) -> AuditException {
    exception(
      .implementedOtherThanApproved, "after the work began, \(what)",
      [file.beginningCommit, moment?.commit].compactMap { $0 }, time: moment?.time)
  }

  /// Starts of something else than the artifacts that were approved.
  private var wrongArtifacts: [AuditException] {
    var exceptions = (file.beginning?.reasons ?? []).filter { $0.code == .artifactWrong }.map {
      exception(
        .implementedOtherThanApproved, "\(file.beginningWords): \($0.message)",
        [file.beginningCommit].compactMap { $0 })
    }
    let began = file.beginningCommit
    let starts = Set(file.acts.filter { $0.statement.verb == .start }.map(\.id))
    for flag in file.verdict.flags where flag.code == .startedUnauthorised {
      guard let commit = flag.commit, commit != began, starts.contains(commit) else { continue }
      exceptions.append(exception(.implementedOtherThanApproved, flag.message, [commit]))
    }
    return exceptions
  }
}
