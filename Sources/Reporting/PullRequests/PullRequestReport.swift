package import Decision
package import Diagnostics
package import Primitives
internal import Records

/// What a pull request would do to changes, judged as if its head had been merged as it is.
package struct PullRequestReport: Sendable {
  /// A change that it edits, acts on or links to.
  package struct Change: Sendable {
    /// The preview, or the answer as it stands where the head brings nothing.
    package let verdict: Verdict
    package let findings: [Finding]
    /// Whether its record or evidence is edited.
    package let isEdited: Bool

    package init(verdict: Verdict, findings: [Finding], isEdited: Bool) {
      self.verdict = verdict
      self.findings = findings
      self.isEdited = isEdited
    }
  }

  /// A signed statement that it carries.
  package struct CarriedAct: Sendable {
    package let commit: ObjectID
    /// Such as `approve CHG-2026-7F3K as security`.
    package let words: String
    package let person: String?
    /// Why it would not count after a true merge; nil if it would.
    package let reason: ActReason?

    package init(commit: ObjectID, words: String, person: String?, reason: ActReason?) {
      self.commit = commit
      self.words = words
      self.person = person
      self.reason = reason
    }
  }

  /// An edit of the policy.
  package struct PolicyEdit: Sendable {
    package let files: [String]
    /// Why it can never come into force, in words; nil if it can.
    package let obstacle: String?
    /// Such as `1 of 2 approvals by ana, bo, cat`; empty once all are there.
    package let missing: [String]
    /// Who could give what is missing, in words; nil if nobody can or nothing is.
    package let whom: String?
    /// Whether approvals go to the trunk by themselves, not on the proposal's branch.
    package let approvedOnTrunk: Bool

    package init(
      files: [String], obstacle: String?, missing: [String], whom: String?, approvedOnTrunk: Bool
    ) {
      self.files = files
      self.obstacle = obstacle
      self.missing = missing
      self.whom = whom
      self.approvedOnTrunk = approvedOnTrunk
    }
  }

  /// Which merge button keeps what the pull request is for.
  package enum Merge: String, Sendable {
    /// It brings text, which every button brings.
    case any
    /// It brings signed commits, which have to arrive as they are.
    case mergeCommit = "merge-commit"
    /// It must not be merged as it is.
    case none
  }

  package let head: ObjectID
  /// The commits that the trunk lacks.
  package let commits: [ObjectID]
  package let changes: [Change]
  package let acts: [CarriedAct]
  package let policyEdit: PolicyEdit?
  /// The branch that it goes to, where that is not the trunk.
  package let otherBranch: String?
  package let trunkReference: String
  package let trunkCommit: ObjectID
  package let policyCommit: ObjectID?
  package let now: Instant

  package init(
    head: ObjectID, commits: [ObjectID], changes: [Change], acts: [CarriedAct],
    policyEdit: PolicyEdit?, otherBranch: String?, trunkReference: String, trunkCommit: ObjectID,
    policyCommit: ObjectID?, now: Instant
  ) {
    self.head = head
    self.commits = commits
    self.changes = changes
    self.acts = acts
    self.policyEdit = policyEdit
    self.otherBranch = otherBranch
    self.trunkReference = trunkReference
    self.trunkCommit = trunkCommit
    self.policyCommit = policyCommit
    self.now = now
  }

  /// Whether it concerns neither a change nor the policy.
  package var isForeign: Bool { changes.isEmpty && acts.isEmpty && policyEdit == nil }

  /// The button to press.
  package var merge: Merge {
    if isMixed || policyEdit?.obstacle != nil { return .none }
    if !acts.isEmpty { return .mergeCommit }
    return policyEdit.map { $0.approvedOnTrunk ? .any : .mergeCommit } ?? .any
  }

  /// Whether it edits policy and records at once.
  var isMixed: Bool { policyEdit != nil && changes.contains(where: \.isEdited) }

  /// The worst answer about any of its changes; nil without changes.
  package var decision: GateDecision? { changes.map(\.verdict.gate.decision).max() }

  /// Acts of which an edit has changed what they cover, but for those that their makers made again.
  func staleActs(of change: Change) -> [ActVerdict] {
    change.verdict.acts.filter { ruling in
      ruling.reason == .stale && VerdictText.renewal(of: ruling, in: change.verdict) == nil
    }
  }
}
