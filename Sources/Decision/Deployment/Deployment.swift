package import Primitives

/// The answer about a deployment: whether governed code may move from one commit to another.
package struct Deployment: Hashable, Sendable {
  /// What is about to run.
  package let commit: ObjectID
  /// What runs now.
  package let since: ObjectID
  /// The worst that a reason makes of it.
  package let decision: GateDecision
  /// Why it may not happen, the decisive reasons first.
  package let reasons: [GateReason]
  /// The verdicts that the decision rests on, sorted by id.
  package let changes: [Verdict]
  /// The changes that were left out because they do not affect the system asked about, sorted.
  package let leftOut: [String]

  package init(
    commit: ObjectID, since: ObjectID, reasons: [GateReason], changes: [Verdict] = [],
    leftOut: [String] = []
  ) {
    self.commit = commit
    self.since = since
    decision = reasons.map(\.code.effect).max() ?? .allowed
    self.reasons = reasons.enumerated().sorted {
      ($1.element.code.effect, $0.offset) < ($0.element.code.effect, $1.offset)
    }.map(\.element)
    self.changes = changes
    self.leftOut = leftOut
  }

  /// The answer where what runs now is no ancestor of what is about to run: nothing can be said
  /// about what lies between.
  package static func unrelated(commit: ObjectID, since: ObjectID) -> Deployment {
    let words = "\(since) is not an ancestor of \(commit), so it is not known what would change"
    return Deployment(
      commit: commit, since: since, reasons: [GateReason(code: .notAncestor, message: words)])
  }
}
