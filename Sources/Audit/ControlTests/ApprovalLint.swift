internal import Acts
internal import Decision
internal import Diagnostics
internal import Lint
internal import Primitives
internal import Records

/// What the linter says of the texts that people approved, each by the policy then in force.
struct ApprovalLint {
  struct Fault: Hashable {
    let commit: ObjectID
    let finding: Finding
    /// The section that the rule is about; nil for the record as a whole.
    let section: Section?
  }

  /// What nobody asks for before work begins.
  private static let reports: Set<Section> = [.execution, .review, .closure]

  let file: CaseFile

  /// Errors in every distinct text that was approved, and in the one that work began with.
  func faults() -> [Fault] {
    var faults: [Fault] = []
    var seen: [(text: RecordVersion, policy: History.PolicyVersion)] = []
    for vote in file.approvals.given where !vote.isLate {
      guard let text = file.version(of: vote.act),
        let policy = file.history.policy(at: (vote.act.integration ?? 0) - 1),
        !seen.contains(where: { $0.text === text && $0.policy === policy })
      else { continue }
      seen.append((text, policy))
      if isKnownToBeSound(text, policy) { continue }
      faults += errors(in: text, by: policy, at: file.moment(vote.act).time).map {
        fault($0, vote.act.id)
      }
    }
    if let begun = file.beginningCommit {
      faults += file.standpoint.findings.filter { $0.severity == .error }.map {
        fault($0, begun)
      }
    }
    var told: Set<[String]> = []
    return faults.filter { told.insert([$0.finding.rule, $0.finding.place ?? ""]).inserted }
  }

  /// Whether the text that work began with was found to have no error, by the same policy and for
  /// the same stages and more, and is this one but for the report on the work.
  private func isKnownToBeSound(
    _ text: RecordVersion, _ policy: History.PolicyVersion
  ) -> Bool {
    let standpoint = file.standpoint
    guard file.beginning != nil, let begun = standpoint.version,
      standpoint.policyVersion === policy,
      !standpoint.findings.contains(where: { $0.severity == .error })
    else { return false }
    if begun === text { return true }
    return text.document.findings.isEmpty && text.head == begun.head
      && text.path == begun.path
      && text.document.change?.title == begun.document.change?.title
      && Section.allCases.allSatisfy { Self.reports.contains($0) || text.agrees(with: begun, in: $0) }
  }

  /// Errors in a text by a policy, less what the policy accepted at a time.
  private func errors(
    in text: RecordVersion, by policy: History.PolicyVersion, at time: Instant
  ) -> [Finding] {
    let standpoint = file.standpoint
    let governing = text.document.change.map { policy.policy.governing($0) } ?? policy.policy
    let findings = lint(
      text.document, policy: governing, stage: .approved, evidence: .unknown,
      judgedAs: standpoint.kind, template: standpoint.template
    ).filter { $0.severity == .error }
    guard !findings.isEmpty else { return [] }
    let zone = file.history.zones[governing.calendar.timeZone]
    return PolicySuppressions(governing.lint, at: SuppressionClock(now: time, zone: zone))
      .divide(findings, of: text.document).kept
  }

  private func fault(_ finding: Finding, _ commit: ObjectID) -> Fault {
    let key = finding.place?.prefix { $0 != "." && $0 != "[" }
    return Fault(
      commit: commit, finding: finding,
      section: Rule.named(finding.rule)?.section ?? key.flatMap { Section(rawValue: String($0)) })
  }
}

extension ApprovalLint.Fault {
  var words: String { "\(finding.rule): \(finding.message)" }
}
