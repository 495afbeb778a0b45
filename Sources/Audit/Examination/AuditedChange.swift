package import Acts
package import Decision
package import Primitives
package import Records

/// One change as fully as an audit can show it; made, written and let go of one by one.
package struct AuditedChange: Sendable {
  /// All that history holds about it up to the standpoint.
  package let history: ChangeHistory
  /// The verdict as of the period's end.
  package let verdict: Verdict
  package let summary: ChangeSummary
  /// By commit of an act or of an edit: its place on the trunk and what vouches for its time.
  package let moments: [ObjectID: Moment]
  /// The commits that edits are named by; nil where only the record's own texts are at hand.
  package var graph: Graph?
  /// By verb, the sections that its acts cover under the policy by which the change was judged;
  /// empty where that policy is not at hand.
  package var covers: [Verb: [Section]] = [:]
  /// What T11 asks of code; nil where it asks nothing, or the change was examined before.
  package internal(set) var authorship: Authorship?

  package init(
    history: ChangeHistory, verdict: Verdict, summary: ChangeSummary,
    moments: [ObjectID: Moment]
  ) {
    self.history = history
    self.verdict = verdict
    self.summary = summary
    self.moments = moments
  }

  /// The same change with what only the history as a whole knows: the names of the commits that
  /// edited it, and what acts cover by the policy of its verdict.
  package func within(_ whole: History) -> AuditedChange {
    var copy = self
    copy.graph = whole.graph
    let current = history.current.flatMap {
      history.versions.indices.contains($0) ? history.versions[$0].document.change : nil
    }
    guard let digest = verdict.policy.digest, let record = current,
      let policy = whole.policies.last(where: { $0.digest == digest })?.policy
    else { return copy }
    let governing = policy.workflows.count > 1 ? policy.governing(record) : policy
    let verbs: [Verb] = [.submit, .assess, .approve, .test, .schedule, .finish, .review, .close]
    for verb in verbs {
      // An emergency is approved twice, over different sections.
      if verb == .approve, record.kind == .emergency { continue }
      let rule = governing.workflow.stages.values.first { $0.act == verb }
      if let rule { copy.covers[verb] = rule.coveredSections }
    }
    return copy
  }
}
