internal import Diagnostics

extension CommitRule {
  /// A line looks like an act and is none.
  package static let actNearMiss = CommitRule(
    name: "act-near-miss",
    summary: "A line of a commit message looks like an act and is none.",
    rationale: """
      Its author believes to have acted, and waits. Acts are trailers of the last paragraph, in \
      their exact spelling; every other line is passed over by the gate.
      """,
    source: "the specification: acts", severity: .warning,
    reported: """
      A commit with the message

      ```
      Approve the move

      change-approve: CHG-2026-7F3K; role=security
      ```
      """,
    silent: "The same act as `assent approve CHG-2026-7F3K --role security` writes it.")

  /// An act is no evidence.
  package static let actVoid = CommitRule(
    name: "act-void",
    summary: "An act of the range is no evidence, and never will be.",
    rationale: """
      It is malformed, its commit is not signed by a key of the policy, or what it signs is not \
      what stands there. Nothing later cures that; the act has to be made again. Found before the \
      merge it costs a minute.
      """,
    source: "the specification: acts, the first reasons of the list", severity: .error,
    reported: """
      A commit without a signature that says

      ```
      Change-Approve: CHG-2026-7F3K; role=security; digest=sha256:9f2c…
      Change-Repository: harbourline/changes
      ```
      """,
    silent: "The same commit, signed with an active key of somebody in `policies/people.yaml`.")

  /// An act is sound and counts for nothing.
  package static let actUncounted = CommitRule(
    name: "act-uncounted",
    summary: "An act of the range is sound as evidence, and counts for nothing.",
    rationale: """
      Its maker does not hold the role, is kept out by the separation of duties, has acted \
      already, or signed a content that is no longer there. Whoever waits for it waits in vain.
      """,
    source: "the specification: acts and decision", severity: .warning,
    reported: "An Approve as `security` by the change's requester.",
    silent: "An Approve as `security` by somebody else who holds the role.")

  /// The text of an act whose signature was left behind.
  package static let actSquashed = CommitRule(
    name: "act-squashed",
    summary: "A commit repeats an act of another commit as text, where it counts for nothing.",
    rationale: """
      Squash and rebase copy messages, never signatures. The commit that was signed has to be \
      reachable from the trunk: merge it with a merge commit.
      """,
    source: "the specification: how acts reach the trunk", severity: .error,
    reported: "A squash of a branch that lists the trailers of its acts.",
    silent: "A merge commit whose second parent is the act.")

  /// The range has acts that a squash would lose.
  package static let actNeedsMerge = CommitRule(
    name: "act-needs-merge",
    summary: "The range carries acts, so that it has to be merged by a merge commit.",
    rationale: """
      An act is a signed commit. Every button that makes new commits of old ones (squash, rebase, \
      and on some forges a fast-forward too) leaves the signature behind, and with it the act.
      """,
    source: "the specification: how acts reach the trunk", severity: .note,
    reported: "A branch with an Approve that the trunk does not have yet.",
    silent: "A branch that edits records and has no acts.")

  /// An edit makes acts stale.
  package static let approvalOutdated = CommitRule(
    name: "approval-outdated",
    summary: "An edit of the range makes acts stale that were given for the text before.",
    rationale: """
      An act holds for what it covers. After the edit its maker has to look again, and the gate \
      waits. The finding stands at the edited key and says who has to sign anew; taking the edit \
      back restores the act.
      """,
    source: "the specification: covers; BMC's and ServiceNow's material fields", severity: .warning,
    reported: "A commit that changes a minute of `rollback.steps` after it was approved.",
    silent: "A commit that adds the section `execution`, which no approval covers.")
}
