package import Primitives

/// A commit of governed code that changed protected paths, as an audit sees it.
package struct GovernedCommit: Hashable, Sendable {
  package let commit: CodeCommit
  /// Name and address as the commit claims them.
  package let author: String
  /// The committer's date.
  package let made: Instant
  /// The date of the first-parent commit that brought it to the branch.
  package let arrived: Instant
  /// Whether a first-parent commit below that one has a later date, so that it may be older or
  /// younger than it says.
  package let isBackdated: Bool

  package init(
    commit: CodeCommit, author: String, made: Instant, arrived: Instant, isBackdated: Bool
  ) {
    self.commit = commit
    self.author = author
    self.made = made
    self.arrived = arrived
    self.isBackdated = isBackdated
  }
}

/// The protected commits of one branch of governed code, and what descends from what there.
package struct GovernedCode: Sendable {
  /// The name in `code:` of `policies/assent.yaml`.
  package let repository: String
  package let branch: String
  /// Those that arrived in the time asked about, parents first.
  package let commits: [GovernedCommit]
  private let graph: Graph
  private let numbers: [ObjectID: Graph.Index]

  package init(
    repository: String, branch: String, commits: [GovernedCommit], graph: Graph,
    numbers: [ObjectID: Graph.Index]
  ) {
    self.repository = repository
    self.branch = branch
    self.commits = commits
    self.graph = graph
    self.numbers = numbers
  }

  /// Whether an artifact is a commit or descends from it; nil if the clone does not have it.
  package func reaches(_ artifact: ObjectID, _ commit: ObjectID) -> Bool? {
    guard let high = numbers[artifact] else { return nil }
    guard let low = numbers[commit] else { return false }
    return graph.reaches(high, low)
  }
}
