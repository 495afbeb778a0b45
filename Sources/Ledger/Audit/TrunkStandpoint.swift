package import Decision
package import Primitives

/// Up to where a trunk belongs to a period.
package struct TrunkStandpoint: Hashable, Sendable {
  /// The position on the first-parent chain; nil if the trunk begins after the period.
  package let position: Int?
  /// The positions, up to there, of commits dated before the one below them.
  package let backdated: [Int]

  /// The last commit of the first-parent chain that is dated before an instant.
  ///
  /// The date is the committer's claim. What stands above a commit that a recorder dated at the
  /// instant or later came later still, whatever it claims itself.
  package init(before end: Instant, in history: History) {
    let graph = history.graph
    let recorded = history.recordings.first { $0.time >= end }?.position
    let limit = recorded ?? graph.spine.count
    let position = graph.spine[..<limit].lastIndex { graph.times[$0] < end }
    self.init(at: position, in: history)
  }

  /// A position that was chosen otherwise.
  package init(at position: Int?, in history: History) {
    let graph = history.graph
    self.position = position
    backdated = (1..<max(1, (position ?? 0) + 1)).filter {
      graph.times[graph.spine[$0]] < graph.times[graph.spine[$0 - 1]]
    }
  }
}
