internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T7: nobody who approved asked for the change, wrote what they approved, or carried it out.
struct T07ApproverIndependent: AttributeTest {
  static let test = ControlTest.t7
  let file: CaseFile

  func result() -> TestResult {
    if file.isMerelyProposed { return notApplicable("it is not approved yet") }
    if let template = file.standpoint.template {
      return notApplicable("the owners of the policy approved \(template.reference), not its use")
    }
    let approvals = file.approvals
    let votes = approvals.seated + approvals.wanting.filter(\.isAuthorised)
    let exceptions = votes.flatMap(overlaps)
    if !exceptions.isEmpty { return fail(exceptions, basis: [.signature, .stated]) }
    let unknown = approvals.openRules.first { $0.code == .contributorUnknown }
    if let unknown { return notEvaluable(unknown.message ?? "unknown hands wrote what is covered") }
    guard !votes.isEmpty else {
      return notEvaluable("nobody approved it whose independence could be tested")
    }
    let people = votes.compactMap(\.act.person).distinct.listed
    let setAside = claimsSetAside(votes)
    return pass(
      "\(people) neither asked for it, nor wrote what they approved, nor carried it out"
        + (setAside.isEmpty ? "" : "; an Override set aside what \(setAside.listed) claims"),
      votes.map(\.act.id), basis: [.signature, .stated])
  }

  private func overlaps(_ vote: Approvals.Vote) -> [AuditException] {
    guard let person = vote.act.person else { return [] }
    let behind = Set(([person] + delegators(of: vote.act)).map(file.history.canonical))
    var parts: [(String, [ObjectID])] = []
    if !behind.isDisjoint(with: requesters) { parts.append(("asked for it", [])) }
    let edits = contributions(of: behind, vote)
    if !edits.isEmpty { parts.append(("wrote what they approved", edits)) }
    if !behind.isDisjoint(with: file.implementers) {
      parts.append(("carried it out", [file.beginningCommit].compactMap { $0 }))
    }
    if vote.reason == .tester { parts.append(("tested it", [])) }
    // The engine keeps people out for more than what is looked for here, such as a delegator's part.
    if parts.isEmpty, vote.isDependent, let reason = vote.reason {
      parts.append(("is its \(reason.rawValue)", []))
    }
    return parts.map { part, commits in
      exception(
        .approverNotIndependent, "\(person) approved it and \(part)", [vote.act.id] + commits,
        time: file.moment(vote.act).time)
    }
  }

  private func delegators(of act: Act) -> [String] {
    [act.statement["for"]].compactMap { $0 }
  }

  private var requesters: Set<String> {
    var people: Set<String> = []
    if let named = file.standpoint.record?.request?.requester { people.insert(named) }
    for (index, act) in file.acts.enumerated() where act.statement.verb == .submit {
      if file.isSigned(index), !file.isLate(act), let person = act.person { people.insert(person) }
    }
    return Set(people.map(file.history.canonical))
  }

  /// Edits of what the vote covers, up to the beginning of the work, less mere claims that an
  /// Override set aside.
  private func contributions(of people: Set<String>, _ vote: Approvals.Vote) -> [ObjectID] {
    edits(by: people).filter { edit in
      guard vote.isSeated, excludesContributors else { return true }
      // The engine let the vote count, so a power of the policy in force set the claim aside.
      return edit.people.contains { people.contains($0.person) && $0.signed }
    }.map { file.graph.ids[$0.commit] }
  }

  private func claimsSetAside(_ votes: [Approvals.Vote]) -> [String] {
    guard excludesContributors else { return [] }
    return votes.filter { vote in
      guard vote.isSeated, let person = vote.act.person else { return false }
      return !edits(by: [person]).isEmpty
    }.compactMap(\.act.person).distinct
  }

  private var excludesContributors: Bool {
    file.standpoint.before != nil
      || file.standpoint.policy.workflow.stages[.approved]?.not.contains(.contributors) ?? false
  }

  private func edits(by people: Set<String>) -> [Edit] {
    let covered = file.standpoint.approvalCovers
    return file.change.edits.filter { edit in
      covered.contains(where: edit.sections.contains) && !isLater(edit)
        && edit.people.contains { people.contains($0.person) }
    }
  }

  private func isLater(_ edit: Edit) -> Bool {
    guard let beginning = file.beginning else { return false }
    let integration = file.graph.integrations[edit.commit]
    if let integration, integration <= beginning.standpoint.position { return false }
    return !file.graph.reaches(beginning.commit, edit.commit)
  }
}
