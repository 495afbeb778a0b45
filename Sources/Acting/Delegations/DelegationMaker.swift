internal import Acts
internal import Decision
package import Git
internal import Ledger
package import Primitives
internal import Records

/// Makes a signed handing over of a role, or its recall: drafted, judged, signed, judged again and
/// published.
package struct DelegationMaker {
  /// What was made.
  package struct Result: Sendable {
    package let commit: ObjectID
    package let paper: DelegationPaper
    /// References that now have it, such as `origin/assent/roles/ana.ruiz`.
    package let places: [String]
    package let pushed: Bool
    /// Whether it is part of the trunk already.
    package let isLanded: Bool
    /// The command that publishes what was only kept; nil if nothing is left to do.
    package let publishing: String?
  }

  /// How often a push that somebody overtook is built anew.
  private static let attempts = 5

  private let role: String
  private let delegate: String
  private let days: DelegationDays
  private let body: String
  private let settings: Desk.Settings
  private let clock: () -> Instant

  /// - Parameter body: the reason, which stands between subject and trailer.
  package init(
    _ role: String, to delegate: String, _ days: DelegationDays, body: String,
    settings: Desk.Settings, clock: @escaping () -> Instant
  ) {
    self.role = role
    self.delegate = delegate
    self.days = days
    self.body = body
    self.settings = settings
    self.clock = clock
  }

  /// Drafts it on what the trunk is now; a paper with a refusal is for looking at.
  package func paper(
    in repository: borrowing Repository
  ) throws(ActingError) -> (Desk, DelegationPaper) {
    let desk = try Desk(settings, in: repository)
    return (desk, try paper(at: desk, repository))
  }

  /// Signs a paper and publishes it, building it anew where somebody was faster.
  package func complete(
    _ paper: DelegationPaper, at desk: Desk, in repository: borrowing Repository
  ) throws(ActingError) -> Result {
    var (desk, paper) = (desk, paper)
    for _ in 0..<Self.attempts {
      if let refusal = paper.refusal { throw refusal }
      let commit = try ActMaker.sign(paper.draft, desk, repository)
      if let fault = try fault(of: commit, paper.draft.proposal, unsigned: false, desk, repository)
      {
        throw .refusal("it would have no effect: \(fault)")
      }
      let publication = Publication(desk: desk, draft: paper.draft)
      if case .done(let places, let pushed) = try publication.publish(commit, in: repository) {
        return Result(
          commit: commit, paper: paper, places: places, pushed: pushed,
          isLanded: settings.pushes && desk.policy.charter.carrier == .push,
          publishing: publication.command(for: commit))
      }
      let seen = paper.delegation
      desk = try desk.refreshed(in: repository)
      paper = try self.paper(at: desk, repository)
      guard paper.delegation == seen else {
        throw .refusal("while you signed, the policy has changed", hint: "repeat the command")
      }
    }
    throw ActingError(
      "push-refused", "others were faster \(Self.attempts) times in a row",
      hint: "repeat the command", exitStatus: 2)
  }

  // MARK: Drafting

  private func paper(
    at desk: Desk, _ repository: borrowing Repository
  ) throws(ActingError) -> DelegationPaper {
    let stamp = try Stamp(of: desk.git)
    let now = clock()
    let delegation = Delegation(index: 0, role: role, to: delegate, days: try span(desk, now))
    var refusal = DelegationObjection(desk: desk, now: now).refusal(of: delegation)
    // What names nobody and nothing cannot even be written down.
    if let refusal, refusal.exitStatus == 2 { throw refusal }
    let carrier = try Carrier(for: "roles", desk: desk, in: repository)
    let base = try carrier.base(
      for: [], desk: desk, mustExtendTrunk: desk.policy.charter.carrier == .push, now: now,
      in: repository)
    let form = try form(delegation, stamp, base, desk, repository)
    if refusal == nil {
      let commit = try form.store(in: repository)
      let words = try fault(of: commit, form, unsigned: true, desk, repository)
      refusal = words.map { .refusal("it would have no effect: \($0)") }
    }
    return DelegationPaper(
      signatory: desk.signatory, delegation: delegation, refusal: refusal,
      draft: Draft(
        signatory: desk.signatory, items: [], raw: form.raw, verdicts: [], remarks: [],
        refusal: refusal, proposal: form, carrier: carrier, base: base, edit: nil,
        editedPaths: []))
  }

  /// The days, from today on where no first is given; nil for a recall.
  private func span(_ desk: Desk, _ now: Instant) throws(ActingError) -> Delegation.Days? {
    guard case .given(let from, let until) = days else { return nil }
    if let from { return Delegation.Days(from: from, until: until) }
    let zone = desk.history.zones[desk.policy.calendar.timeZone]
    guard let today = zone?.local(now)?.day else {
      throw .usage("the calendar's time zone is not known here", hint: "give --from DATE")
    }
    return Delegation.Days(from: today, until: until)
  }

  private func form(
    _ delegation: Delegation, _ stamp: Stamp, _ base: Carrier.Base, _ desk: Desk,
    _ repository: borrowing Repository
  ) throws(ActingError) -> Proposal {
    let subject =
      delegation.days == nil ? "Take \(role) back from \(delegate)" : "Hand \(role) to \(delegate)"
    let message = ActMessage(
      subject: subject, body: body, delegations: [delegation],
      repository: desk.policy.charter.repository)
    let text: String
    do throws(ActMessage.Fault) { text = try message.text() } catch {
      throw .usage(
        "it cannot be written: \(error.message)",
        hint: "a role is a name of policies/people.yaml, or system-owner(SYSTEM)")
    }
    let tree = try inGit { () throws(GitError) in try repository.commit(base.commit).tree }
    let trunkTree = try inGit { () throws(GitError) in try repository.commit(desk.trunk.tip).tree }
    return Proposal(
      stamp: stamp, tree: tree, parent: base.commit, message: text, landedTree: trunkTree,
      landsDirectly: base.fork == desk.trunk.tip && desk.policy.charter.carrier == .push,
      trunk: desk.trunk.tip)
  }

  /// Why the commit would have no effect once landed, by the evidence that everybody will have.
  private func fault(
    of commit: ObjectID, _ form: Proposal, unsigned: Bool, _ desk: Desk,
    _ repository: borrowing Repository
  ) throws(ActingError) -> String? {
    let history = try desk.history(
      assuming: try form.landing(of: commit, in: repository),
      signedBy: unsigned ? [commit] : [], in: repository)
    return DelegationCheck(history: history, now: clock()).fault(of: commit, count: 1)
  }
}
