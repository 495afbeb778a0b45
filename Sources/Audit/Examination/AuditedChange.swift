package import Decision
package import Primitives

/// One change as fully as an audit can show it; made, written and let go of one by one.
package struct AuditedChange: Sendable {
  /// All that history holds about it up to the standpoint.
  package let history: ChangeHistory
  /// The verdict as of the period's end.
  package let verdict: Verdict
  package let summary: ChangeSummary
  /// By commit of an act or of an edit: its place on the trunk and what vouches for its time.
  package let moments: [ObjectID: Moment]

  package init(
    history: ChangeHistory, verdict: Verdict, summary: ChangeSummary,
    moments: [ObjectID: Moment]
  ) {
    self.history = history
    self.verdict = verdict
    self.summary = summary
    self.moments = moments
  }
}
