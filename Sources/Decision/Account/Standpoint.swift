package import Diagnostics
package import Primitives
package import Records
internal import YAMLTree

/// How a change was judged from one standpoint: which acts counted, and what was still open.
package struct Standpoint: Sendable {
  /// The last spine position whose acts were seen.
  package let position: Int
  /// By which clock.
  package let now: Instant
  /// The policy in force, with the workflows that governed the record.
  package let policy: Policy
  /// Where that policy comes from; nil before the trust root.
  package let policyVersion: History.PolicyVersion?
  /// The text that was judged; nil if there was none.
  package let version: RecordVersion?
  /// The record as it was judged: a standard one with what its template says.
  package let record: ChangeRequest?
  /// The type by which it was judged.
  package let kind: ChangeRequest.Kind?
  package let risk: ChangeRequest.Risk?
  /// All nine, none of them deferred.
  package let stages: [StageVerdict]
  /// By act of the change: why it did not count; nil for one that had its effect.
  package let reasons: [ActReason?]
  /// By act: what supports the reason.
  package let details: [[ActVerdict.Detail]]
  /// The errors that the linter found, less what the policy accepted.
  package let findings: [Finding]
  /// The approval before an emergency; nil for other changes.
  package let before: StageVerdict?
  /// What an approval covered: of an emergency, the one before.
  package let approvalCovers: [Section]
  /// The template that stood in for assessment, approval, tests and plans; nil if none did.
  package let template: Template?
  /// Why none did although the record says `type: standard`, in words.
  package let departure: String?

  init(_ view: View, _ tally: Tally, _ stages: [StageVerdict], findings: [Finding]) {
    position = view.limit
    now = view.now
    policy = view.policy
    policyVersion = view.history.policy(at: min(view.limit, view.history.tipPosition))
    version = view.content
    record = view.record
    kind = view.kind
    let evaluator = StageEvaluator(view: view, tally: tally, findings: findings)
    risk = evaluator.risk
    self.stages = stages
    reasons = tally.reasons
    details = tally.details
    self.findings = findings
    let path = EmergencyPath(view: view)
    before = evaluator.emergencyApproval().map {
      StageVerdict(stage: .approved, status: $0.0, requirements: $0.1)
    }
    approvalCovers =
      path.rule != nil
      ? EmergencyPath.covered : view.policy.workflow.stages[.approved]?.coveredSections ?? []
    template = view.standard?.template
    departure = view.standard?.departure
  }

  /// How one stage stood.
  package subscript(stage: Stage) -> StageVerdict? { stages.first { $0.stage == stage } }

  /// Whether an act said what it says, though it may have aged or been made again since.
  package func hasSpoken(_ index: Int) -> Bool {
    guard reasons.indices.contains(index) else { return false }
    switch reasons[index] {
    case nil, .stale, .expired, .superseded, .duplicate: return true
    default: return false
    }
  }
}

/// The beginning of the work, as far as history knows of it, and how the change was judged then.
package struct Beginning: Sendable {
  /// What says that work began.
  package enum Sign: Hashable, Sendable {
    /// A Start, as an index into the change's acts.
    case start(Int)
    /// A Finish without any Start before it.
    case finish(Int)
    /// The record's text alone, since an edit.
    case text(ObjectID)
  }

  package let sign: Sign
  /// The commit that says so.
  package let commit: Graph.Index
  /// The spine position that integrated it.
  package let integration: Int
  /// How the change stood for it, of its own signature nothing but what it says being judged.
  package let standpoint: Standpoint
  /// Why the gate was closed to it; empty for what is no Start.
  package let reasons: [GateReason]
  /// Why the Start itself did not count.
  package let fault: ActReason?

  /// Whether it is a Start that the gate was open for.
  package var isAuthorised: Bool {
    guard case .start = sign else { return false }
    return reasons.isEmpty && fault == nil
  }

  /// The act; nil where only the text speaks.
  package var act: Int? {
    switch sign {
    case .start(let index), .finish(let index): index
    case .text: nil
    }
  }
}

extension Standpoint {
  /// The fields in which a later text is not what was judged, as far as that is an edit: an
  /// emergency's record may be completed.
  package func edits(in later: RecordVersion, of sections: [Section]) -> [String] {
    guard let version else { return [] }
    var fields = Staleness.fields(from: version, to: later, in: sections)
    if kind == .emergency { fields = EmergencyPath.withoutFilled(fields, since: version) }
    return fields.map(\.description)
  }

  /// The fields in which what was judged is not the text that somebody saw before.
  package func edits(since earlier: RecordVersion, of sections: [Section]) -> [String] {
    guard let version else { return [] }
    var fields = Staleness.fields(from: earlier, to: version, in: sections)
    if kind == .emergency { fields = EmergencyPath.withoutFilled(fields, since: earlier) }
    return fields.map(\.description)
  }
}
