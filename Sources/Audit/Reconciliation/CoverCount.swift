/// How many deployments, or commits of protected paths, stand how: counted once, so that every page
/// and every line says the same.
package struct CoverCount: Hashable, Sendable {
  package private(set) var covered = 0
  package private(set) var notAllowedThen = 0
  package private(set) var mismatch = 0
  package private(set) var uncovered = 0
  package private(set) var notEvaluable = 0

  package init(_ covers: some Sequence<Reconciliation.Cover>) {
    for cover in covers {
      switch cover {
      case .covered: covered += 1
      case .notAllowedThen: notAllowedThen += 1
      case .mismatch: mismatch += 1
      case .uncovered: uncovered += 1
      case .notEvaluable: notEvaluable += 1
      }
    }
  }

  package var all: Int { notCovered + covered }

  /// All but those that are covered: what cannot be told is never taken for covered.
  package var notCovered: Int { uncovered + notAllowedThen + mismatch + notEvaluable }

  /// What those that are not covered lack, such as `1 that no change names, 3 that a change names and
  /// did not allow then`; empty if all are covered.
  package var words: String {
    [
      (uncovered, "that no change names"),
      (notAllowedThen, "that a change names but did not allow then"),
      (mismatch, "that a change names otherwise"), (notEvaluable, "of which it cannot be told"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

extension Reconciliation {
  /// How the deployments stand; nil without a feed.
  package var deploymentCount: CoverCount? { deployments.map { CoverCount($0.lazy.map(\.cover)) } }

  /// How the commits of protected paths stand; nil where no code was read.
  package var commitCount: CoverCount? { commits.map { CoverCount($0.lazy.map(\.cover)) } }
}
