internal import Acts
package import Diagnostics
internal import Lint
package import Primitives
package import Records

/// A verdict with the standpoints that it rests on, for those who test controls: the same
/// evaluation, nothing judged anew.
package struct ChangeAccount: Sendable {
  /// Where the ratification of an emergency stands.
  package struct Ratified: Sendable {
    package let isComplete: Bool
    package let isOverdue: Bool
    package let isRefused: Bool
    package let isOverridden: Bool
    /// Whether recorded times are asked for and one is missing.
    package let lacksTime: Bool
    package let due: Instant?
    /// The acts that it consists of.
    package let acts: [ObjectID]
  }

  package let verdict: Verdict
  /// How the change stands at the tip, an authorised Start's decisions not fixed.
  package let end: Standpoint
  /// Nil if nothing says that work began.
  package let beginning: Beginning?
  /// Nil for what is no emergency.
  package let ratification: Ratified?
  /// Errors about the tree around the record, such as two files of one id.
  package let treeFindings: [Finding]
}

/// A verdict and what it rests on.
///
/// - Returns: nil if neither a record nor an act of that id exists.
package func account(of id: String, in history: History, now: Instant) -> ChangeAccount? {
  guard let change = history.changes[id] else { return nil }
  return Evaluation(history: history, change: change, now: now, question: GateQuestion()).account
}

extension Evaluation {
  fileprivate var account: ChangeAccount {
    let lint = LintRule(view: view, tally: tally).outcome()
    let live = StageEvaluator(view: view, tally: tally, findings: lint.findings)
    let stages = live.stages()
    let ratification = ratification(stages)
    return ChangeAccount(
      verdict: verdict(lint, live, stages),
      end: Standpoint(view, tally, stages, findings: lint.findings),
      beginning: beginning,
      ratification: ratification.map { rule in
        ChangeAccount.Ratified(
          isComplete: rule.isComplete, isOverdue: rule.isOverdue, isRefused: rule.isRefused,
          isOverridden: rule.isOverridden, lacksTime: rule.requirement.status == .error,
          due: rule.due, acts: rule.filling.map(\.id))
      },
      treeFindings: history.treeFindings.filter {
        $0.severity == .error && $0.concerns(change: change.id)
      })
  }

  // MARK: The beginning of the work

  /// The first Start by a known person; else the first Finish; else the first text that says so.
  private var beginning: Beginning? { started ?? finished(by: .finish) ?? stated }

  private var started: Beginning? {
    for (index, act) in change.acts.enumerated() {
      guard act.statement.verb == .start, act.statement["kind"] == nil, isSomebodys(index),
        let integration = act.integration
      else { continue }
      if let judged = starts.first(where: { $0.index == index }), !judged.stages.isEmpty {
        return Beginning(
          sign: .start(index), commit: act.commit, integration: integration,
          standpoint: Standpoint(
            judged.view, judged.tally, judged.stages, findings: judged.findings),
          reasons: judged.reasons, fault: judged.fault)
      }
      guard let standpoint = standpoint(at: index) else { continue }
      return Beginning(
        sign: .start(index), commit: act.commit, integration: integration, standpoint: standpoint,
        reasons: [], fault: act.faults.first ?? .policyGap)
    }
    return nil
  }

  private func finished(by verb: Verb) -> Beginning? {
    for (index, act) in change.acts.enumerated() {
      guard act.statement.verb == verb, isSomebodys(index), let integration = act.integration,
        let standpoint = standpoint(at: index)
      else { continue }
      return Beginning(
        sign: .finish(index), commit: act.commit, integration: integration,
        standpoint: standpoint, reasons: [], fault: nil)
    }
    return nil
  }

  /// A text on the trunk that reports work that no act does.
  private var stated: Beginning? {
    for spine in change.spineVersions {
      guard let index = spine.version, change.versions.indices.contains(index),
        change.versions[index].document.change?.saysItWasDone ?? false,
        history.graph.spine.indices.contains(spine.position)
      else { continue }
      let commit = history.graph.spine[spine.position]
      let standpoint = standpoint(
        before: spine.position, commit: commit, version: index, judging: nil,
        at: times.time(at: spine.position) ?? history.graph.times[commit])
      guard let standpoint else { return nil }
      return Beginning(
        sign: .text(history.graph.ids[commit]), commit: commit, integration: spine.position,
        standpoint: standpoint, reasons: [], fault: nil)
    }
    return nil
  }

  /// How the change stood for an act whatever is wrong with the act itself.
  private func standpoint(at index: Int) -> Standpoint? {
    let act = change.acts[index]
    guard let integration = act.integration else { return nil }
    return standpoint(
      before: integration, commit: act.commit, version: act.version, judging: index,
      at: times.time(of: act) ?? act.time)
  }

  private func standpoint(
    before integration: Int, commit: Graph.Index, version: Int?, judging: Int?, at time: Instant
  ) -> Standpoint? {
    guard let policy = history.policy(at: integration - 1) else { return nil }
    let view = View(
      history: history, change: change, policy: policy, now: time, limit: integration - 1,
      branch: commit, hearsUnlanded: false, contentCommit: commit, version: version,
      judging: judging, times: times)
    let tally = Tally(view: view)
    let findings = textFindings(in: view)
    let stages = StageEvaluator(view: view, tally: tally, findings: findings).stages()
    return Standpoint(view, tally, stages, findings: findings)
  }

  /// The errors of a text of which nobody looked for the evidence.
  private func textFindings(in view: View) -> [Finding] {
    guard let content = view.content else { return [] }
    let findings = lint(
      content.document, policy: view.policy, stage: .approved, evidence: .unknown,
      judgedAs: view.kind, template: view.standard?.template, errorsAlone: true)
    let zone = history.zones[view.policy.calendar.timeZone]
    return PolicySuppressions(
      view.policy.lint, at: SuppressionClock(now: view.now, zone: zone)
    ).divide(findings, of: content.document).kept
  }
}

extension ChangeRequest {
  /// Whether the text reports work, or an outcome that only work can have.
  package var saysItWasDone: Bool {
    if let execution {
      if execution.started != nil || execution.finished != nil { return true }
      if !(execution.log ?? []).isEmpty { return true }
    }
    switch closure?.outcome {
    case .successful, .successfulWithIssues, .rolledBack, .failed: return true
    case .cancelled, .rejected, nil: return false
    }
  }
}
