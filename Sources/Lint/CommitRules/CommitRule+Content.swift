internal import Diagnostics

extension CommitRule {
  /// One commit edits policy and records.
  package static let commitMixed = CommitRule(
    name: "commit-mixed",
    summary: "One commit edits both `policies/` and `changes/`.",
    rationale: """
      Its records would be judged by a policy that it changes itself. The trunk refuses such a \
      commit, and a branch whose commits together do both is refused as a preview.
      """,
    source: "the specification: the policy", severity: .error,
    reported: "A commit that adds a system to `policies/systems.yaml` and a record about it.",
    silent: "Two branches, the policy first.")

  /// A record with acts is gone.
  package static let recordDeleted = CommitRule(
    name: "record-deleted",
    summary: "A commit deletes a record that has acts.",
    rationale: """
      History keeps the acts, and nothing to judge them by. A change that is given up is \
      cancelled and closed, and its record stays.
      """,
    source: "the specification: files; closure of a change record", severity: .warning,
    reported: "A commit without `changes/2026/CHG-2026-7F3K.yaml`, which was submitted before.",
    silent: "A commit that deletes a draft that nobody has acted on.")

  /// A record with acts stands elsewhere.
  package static let recordRenamed = CommitRule(
    name: "record-renamed",
    summary: "A commit moves a record that has acts.",
    rationale: """
      The record keeps its acts, since they name its id. Links to its old path break, and readers \
      who compare the two files see a deletion.
      """,
    source: "the specification: files", severity: .note,
    reported: "A commit that moves `changes/CHG-2026-7F3K.yaml` to `changes/2026/`.",
    silent: "A commit that moves a record without acts.")

  /// The policy asks for signed edits, and an edit is not.
  package static let editUnsigned = CommitRule(
    name: "edit-unsigned",
    summary: "An edit of a record is not signed by a known human, and the policy asks for that.",
    rationale: """
      With `edits: signed` such an edit leaves every requirement with `not: [contributors]` open, \
      since nobody knows whom to keep out.
      """,
    source: "the specification: who and when, contributors", severity: .warning,
    reported: "Under `edits: signed`, a commit made in a web editor.",
    silent: "The same edit, signed with an active key of the policy.")

  /// A link to a change that does not exist.
  package static let linkUnknown = CommitRule(
    name: "link-unknown",
    summary: "A commit links to a change that has no record.",
    rationale: """
      Work is tied to its change by `Change: <ID>` or `[<ID>]`. By a wrong id it is tied to \
      nothing, and a deployment of it belongs to no change.
      """,
    source: "the specification: links", severity: .warning,
    reported: "A commit `Retry failed claims [CHG-2026-0000]`, of which there is no record.",
    silent: "A commit `Retry failed claims [CHG-2026-7F3K]`, whose record is on the trunk.")
}
