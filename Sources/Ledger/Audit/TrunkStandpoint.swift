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
  /// instant or later came later still, whatever it claims itself. One dated after today is taken to
  /// be as old as the one below it: else a date of 2099 would keep the tip out of every audit.
  package init(before end: Instant, in history: History, now: Instant) {
    let graph = history.graph
    let recorded = history.recordings.first { $0.time >= end }?.position
    let limit = recorded ?? graph.spine.count
    var position: Int?
    var isBefore = false
    for place in 0..<limit {
      let time = graph.times[graph.spine[place]]
      if time <= now || place == 0 { isBefore = time < end }
      if isBefore { position = place }
    }
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
