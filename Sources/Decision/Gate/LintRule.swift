internal import Acts
internal import Diagnostics
internal import Lint
internal import Records

/// Asks the linter about the content that a view judges.
struct LintRule {
  let view: View
  let tally: Tally

  /// All findings about the judged version, for the stages that somebody already signed for, and
  /// about the tree around it.
  func findings() -> [Finding] { outcome(errorsAlone: false).findings }

  /// What holds against the content, and what the policy accepts of it at the view's time.
  struct Outcome {
    let findings: [Finding]
    /// Errors that are accepted, each with the item of the policy.
    let accepted: [(finding: Finding, by: LintSuppression)]
  }

  /// - Parameter errorsAlone: whether nothing less is asked for of the content.
  func outcome(errorsAlone: Bool = true) -> Outcome {
    guard let content = view.content else { return Outcome(findings: [], accepted: []) }
    let findings = lint(
      content.document, policy: view.policy, stage: stage, evidence: evidence,
      judgedAs: view.kind, template: view.standard?.template, errorsAlone: errorsAlone)
    let settings = view.policy.lint
    let zone = view.history.zones[view.policy.calendar.timeZone]
    let clock = SuppressionClock(now: view.now, zone: zone)
    let parts = PolicySuppressions(settings, at: clock).divide(findings, of: content.document)
    return Outcome(
      findings: parts.kept + treeFindings,
      accepted: parts.suppressed.filter { $0.finding.severity == .error }.map {
        ($0.finding, settings.suppressions[$0.index])
      })
  }

  /// What is wrong with the tree around the record; known of the judged tip alone.
  private var treeFindings: [Finding] {
    guard view.contentCommit == view.history.judgedTip else { return [] }
    return view.history.treeFindings.filter { $0.concerns(change: view.change.id) }
  }

  /// What the judged tree holds of the files that the record names. A tree that nobody looked
  /// into holds none: the record is not better for it.
  private var evidence: EvidenceLookup {
    let known = view.change.evidence[view.contentCommit] ?? [:]
    return EvidenceLookup { path in
      guard let digest = known[path] ?? nil else { return .absent }
      return .present(digest)
    }
  }

  /// A record must be complete for approval, and for every later stage that has a counted act.
  private var stage: Stage {
    let last = view.policy.workflow.gateStage
    let signed: [(Verb, Stage)] = [(.test, .tested), (.schedule, .scheduled)]
    let reached = signed.filter { !tally.counted($0.0).isEmpty }.map(\.1)
    return min(max(.approved, reached.max() ?? .approved), max(last, .approved))
  }
}

extension Finding {
  /// Whether a finding about the tree speaks of one change: of its record or evidence, of a twin
  /// under any suffix or letter case, or of the folder in which all records stand.
  func concerns(change id: String) -> Bool {
    let name = id.lowercased()
    return ([location] + related.map(\.location)).contains { place in
      let parts = place.path.split(separator: "/").map { $0.lowercased() }
      return parts.count <= 1 || parts.contains { $0 == name || $0.hasPrefix(name + ".") }
    }
  }
}
