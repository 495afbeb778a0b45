package import Decision
package import Git
internal import Ledger
package import Primitives
internal import Records

/// Makes signed acts: drafted, judged, signed, judged again and published.
package struct ActMaker {
  /// What was made.
  package struct Result: Sendable {
    package let commit: ObjectID
    package let draft: Draft
    /// References that now have it, such as `origin/main`.
    package let places: [String]
    /// Whether a remote has it.
    package let pushed: Bool
    /// The verdicts as they are once landed.
    package let verdicts: [Verdict]
    /// Whether it is part of the trunk already.
    package let isLanded: Bool
    /// The command that publishes what was only kept; nil if nothing is left to do.
    package let publishing: String?
  }

  /// How often a push that somebody overtook is built anew.
  private static let attempts = 5

  private let request: ActRequest
  private let settings: Desk.Settings
  private let clock: () -> Instant

  package init(_ request: ActRequest, settings: Desk.Settings, clock: @escaping () -> Instant) {
    self.request = request
    self.settings = settings
    self.clock = clock
  }

  /// Drafts the act on what the trunk is now.
  ///
  /// A draft with a refusal is for looking at: ``complete(_:at:in:)`` does not sign it.
  package func draft(in repository: borrowing Repository) throws(ActingError) -> (Desk, Draft) {
    let desk = try Desk(settings, in: repository)
    return (desk, try drafting(desk, repository).draft(in: repository))
  }

  /// Signs a draft and publishes it, building it anew where somebody was faster.
  package func complete(
    _ draft: Draft, at desk: Desk, in repository: borrowing Repository
  ) throws(ActingError) -> Result {
    var (desk, draft) = (desk, draft)
    for _ in 0..<Self.attempts {
      if let refusal = draft.refusal { throw refusal }
      let commit = try Self.sign(draft, desk, repository)
      let verdicts = try verify(commit, draft, desk, repository)
      let outcome = try Publication(desk: desk, draft: draft).publish(commit, in: repository)
      if case .done(let places, let pushed) = outcome {
        return result(commit, draft, desk, verdicts, places, pushed)
      }
      let seen = draft.items
      desk = try desk.refreshed(in: repository)
      draft = try drafting(desk, repository).draft(in: repository)
      guard draft.items == seen else {
        throw .refusal(
          "while you signed, the trunk changed what you were about to sign",
          hint: "look at it again, then repeat the command")
      }
    }
    throw ActingError(
      "push-refused", "others were faster \(Self.attempts) times in a row",
      hint: "repeat the command", exitStatus: 2)
  }

  private func drafting(
    _ desk: Desk, _ repository: borrowing Repository
  ) throws(ActingError) -> Drafting {
    try Drafting(request, desk: desk, clock: clock, in: repository)
  }

  // MARK: Signing

  /// Lets Git sign, and makes sure that it signed exactly the draft.
  static func sign(
    _ draft: Draft, _ desk: Desk, _ repository: borrowing Repository
  ) throws(ActingError) -> ObjectID {
    let proposal = draft.proposal
    let printed = try desk.git.text(
      [
        "commit-tree", proposal.tree.description, "-p", proposal.parent.description, "-S", "-F",
        "-",
      ], input: Array(proposal.message.utf8),
      settings: desk.signingKey.settings + ["i18n.commitEncoding=UTF-8"],
      variables: proposal.stamp.variables,
      hint: "see that the key is at hand: ssh-add -L, or --key FILE")
    guard let id = ObjectID(printed) else {
      throw ActingError(
        "git-failed", "git commit-tree printed no commit id", exitStatus: 3)
    }
    let commit = try inGit { () throws(GitError) in try repository.commit(id) }
    guard commit.signatureHeader != nil, commit.signedPayload == draft.raw else {
      throw .refusal("Git signed something else than what was shown")
    }
    return id
  }

  /// Judges the signed commit by the evidence alone, as everybody else will.
  private func verify(
    _ commit: ObjectID, _ draft: Draft, _ desk: Desk, _ repository: borrowing Repository
  ) throws(ActingError) -> [Verdict] {
    let judgement = try Judgement(
      of: commit, draft.proposal, changes: request.changes, unsigned: false, desk: desk,
      now: clock(), in: repository)
    _ = try Verification(
      request: request, person: desk.signatory.person, policy: desk.policy
    ).remarks(on: judgement)
    return judgement.verdicts
  }

  // MARK: Result

  private func result(
    _ commit: ObjectID, _ draft: Draft, _ desk: Desk, _ verdicts: [Verdict], _ places: [String],
    _ pushed: Bool
  ) -> Result {
    let landed = settings.pushes && desk.policy.charter.carrier == .push
    let publishing = Publication(desk: desk, draft: draft).command(for: commit)
    return Result(
      commit: commit, draft: draft, places: places, pushed: pushed, verdicts: verdicts,
      isLanded: landed, publishing: publishing)
  }
}
