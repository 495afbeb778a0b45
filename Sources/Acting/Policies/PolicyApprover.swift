internal import Acts
internal import Decision
package import Git
internal import Ledger
internal import Primitives
internal import Records

/// Makes signed approvals of a policy: drafted, judged, signed, judged again and published.
package struct PolicyApprover {
  /// How often a push that somebody overtook is built anew.
  private static let attempts = 5

  private let revision: String?
  private let body: String
  private let settings: Desk.Settings

  /// - Parameters:
  ///   - revision: what has the policy; nil for the one that waits on the trunk.
  ///   - body: the reason, which stands between subject and trailers.
  package init(_ revision: String?, body: String, settings: Desk.Settings) {
    self.revision = revision
    self.body = body
    self.settings = settings
  }

  /// Drafts the approval on what the trunk and the proposal are now.
  ///
  /// A ballot with a refusal is for looking at: ``complete(_:at:in:)`` does not sign it.
  package func ballot(
    in repository: borrowing Repository
  ) throws(ActingError) -> (Desk, PolicyBallot) {
    let desk = try Desk(settings, in: repository)
    return (desk, try ballot(at: desk, repository))
  }

  /// Signs a ballot and publishes it, building it anew where somebody was faster.
  package func complete(
    _ ballot: PolicyBallot, at desk: Desk, in repository: borrowing Repository
  ) throws(ActingError) -> PolicyApprovalResult {
    var (desk, ballot) = (desk, ballot)
    for _ in 0..<Self.attempts {
      if let refusal = ballot.refusal { throw refusal }
      let commit = try ActMaker.sign(ballot.draft, desk, repository)
      let proposal = try PolicyProposal(revision, desk: desk, in: repository)
      _ = try judge(commit, ballot.draft.proposal, proposal, unsigned: false, desk, repository)
      let publication = Publication(desk: desk, draft: ballot.draft)
      if case .done(let places, let pushed) = try publication.publish(commit, in: repository) {
        return PolicyApprovalResult(
          commit: commit, ballot: ballot, places: places, pushed: pushed,
          isLanded: settings.pushes && desk.policy.charter.carrier == .push,
          publishing: publication.command(for: commit))
      }
      let seen = (ballot.digest, ballot.from)
      desk = try desk.refreshed(in: repository)
      ballot = try self.ballot(at: desk, repository)
      guard (ballot.digest, ballot.from) == seen else {
        throw .refusal(
          "while you signed, what you were about to approve has changed",
          hint: "look at it again, then repeat the command")
      }
    }
    throw ActingError(
      "push-refused", "others were faster \(Self.attempts) times in a row",
      hint: "repeat the command", exitStatus: 2)
  }

  // MARK: Drafting

  private func ballot(
    at desk: Desk, _ repository: borrowing Repository
  ) throws(ActingError) -> PolicyBallot {
    let proposal = try PolicyProposal(revision, desk: desk, in: repository)
    let carrier = try Carrier(for: "policy", desk: desk, in: repository)
    // Where acts are pushed to the trunk, the approval goes before the policy that it names.
    let isDirect = desk.policy.charter.carrier == .push
    let parent = isDirect ? desk.trunk.tip : proposal.parent(trunk: desk.trunk.tip)
    guard let digest = proposal.next.digest else {
      throw .refusal(
        "the approval would not count: it can never come into force: it cannot be read "
          + "(\(proposal.next.fault))", hint: "assent policy lint")
    }
    let form = try form(parent, digest, proposal, isDirect: isDirect, desk, repository)
    let base = replaced(carrier, parent, proposal, desk)
    var refusal = proposal.refusal(of: desk.signatory.person)
    var outcome = (
      outlook: proposal.standing.outlook(of: proposal.next, unlanded: true), settles: false
    )
    if refusal == nil {
      do throws(ActingError) {
        let commit = try form.store(in: repository)
        outcome = try judge(commit, form, proposal, unsigned: true, desk, repository)
      } catch {
        refusal = error
      }
    }
    let remarks = base.replaced.map {
      ["\(carrier.branch) gives up \($0.short), which had not landed"]
    }
    let known = proposal.standing.approvals(of: proposal.next).map(\.person)
    return PolicyBallot(
      signatory: desk.signatory, place: proposal.place, current: proposal.standing.current,
      next: proposal.next, digest: digest, from: proposal.standing.digest,
      outlook: outcome.outlook,
      approved: known + (known.contains(desk.signatory.person) ? [] : [desk.signatory.person]),
      settles: outcome.settles, remarks: remarks ?? [], refusal: refusal,
      draft: Draft(
        signatory: desk.signatory, items: [], raw: form.raw, verdicts: [], remarks: remarks ?? [],
        refusal: refusal, proposal: form, carrier: carrier, base: base.base, edit: nil,
        editedPaths: []))
  }

  private func form(
    _ parent: ObjectID, _ digest: SHA256Digest, _ proposal: PolicyProposal, isDirect: Bool,
    _ desk: Desk, _ repository: borrowing Repository
  ) throws(ActingError) -> Proposal {
    let version = proposal.next.policy.map { "version \($0.charter.version)" } ?? "a version"
    let message = ActMessage(
      subject: "Approve \(version) of the policy", body: body,
      policyApprovals: [
        PolicyApproval(index: 0, digest: digest, from: proposal.standing.digest)
      ], repository: desk.policy.charter.repository)
    let text: String
    do throws(ActMessage.Fault) { text = try message.text() } catch {
      throw .usage("the approval cannot be written: \(error.message)")
    }
    let tree = try inGit { () throws(GitError) in try repository.commit(parent).tree }
    let trunkTree = try inGit { () throws(GitError) in try repository.commit(desk.trunk.tip).tree }
    return Proposal(
      stamp: try Stamp(of: desk.git), tree: tree, parent: parent, message: text,
      landedTree: isDirect ? trunkTree : try merged(trunkTree, proposal.next, repository),
      landsDirectly: isDirect, trunk: desk.trunk.tip)
  }

  /// The trunk's tree with the policy that is to follow.
  private func merged(
    _ trunk: ObjectID, _ next: PolicySnapshot, _ repository: borrowing Repository
  ) throws(ActingError) -> ObjectID {
    guard let policies = next.tree else { return trunk }
    return try inGit { () throws(GitError) in
      let name = Array("policies".utf8)
      let others = try repository.tree(trunk).filter { $0.nameBytes != name }
      return try repository.writeTree(
        others + [TreeEntry(nameBytes: name, mode: 0o040000, id: policies)])
    }
  }

  /// What the approval is built on; its branch may hold an older approval, which then gives way.
  ///
  /// - Returns: also what is given up without having landed.
  private func replaced(
    _ carrier: Carrier, _ parent: ObjectID, _ proposal: PolicyProposal, _ desk: Desk
  ) -> (base: Carrier.Base, replaced: ObjectID?) {
    let graph = proposal.reading.history.graph
    let fork = desk.trunk.tip
    guard let old = carrier.tracked ?? carrier.local, let index = graph.ids.firstIndex(of: old),
      let above = graph.ids.firstIndex(of: parent), !graph.reaches(above, index)
    else { return (Carrier.Base(commit: parent, fork: fork, replaced: nil), nil) }
    return (
      Carrier.Base(commit: parent, fork: fork, replaced: old),
      graph.integrations[index] == nil && desk.policy.charter.carrier == .branch ? old : nil
    )
  }

  // MARK: Judging

  /// What the policy needs with the approval, by the evidence that everybody else will have.
  ///
  /// Throws a refusal if the approval does not count there.
  private func judge(
    _ commit: ObjectID, _ form: Proposal, _ proposal: PolicyProposal, unsigned: Bool,
    _ desk: Desk, _ repository: borrowing Repository
  ) throws(ActingError) -> (outlook: PolicyOutlook, settles: Bool) {
    let reading = try desk.reading(
      assuming: try form.landing(of: commit, in: repository), signedBy: unsigned ? [commit] : [],
      beside: proposal.commit, in: repository)
    guard let standing = reading.policy else {
      throw ActingError("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    if standing.current.digest == proposal.next.digest {
      return (.met, true)
    }
    guard standing.approvals(of: proposal.next).contains(where: { $0.commit == commit }) else {
      throw .refusal("the approval would not count on the trunk")
    }
    return (standing.outlook(of: proposal.next, unlanded: true), false)
  }
}
