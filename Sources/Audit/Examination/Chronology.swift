internal import Acts
package import Decision
package import Primitives

/// When acts and edits happened, and who says so.
///
/// The recorded time where a recorder vouches for one. Else what people claim: for Start and
/// Finish the date of the act itself, which is what windows are compared with; for everything else
/// the later of its own and its integration's, since before that nobody else could know of it.
package struct Chronology: Sendable {
  private let history: History
  private let times: RecordedTimes
  /// The clock that believes recorders.
  let now: Instant

  package init(history: History, now: Instant) {
    self.history = history
    self.now = now
    times = RecordedTimes(history, now: now)
  }

  /// When an act happened.
  package func moment(of act: Act) -> Moment {
    if let position = act.integration, let time = times.time(at: position) {
      return Moment(commit: act.id, position: position, time: time, source: .recorded)
    }
    let isWork = act.statement.verb == .start || act.statement.verb == .finish
    let later = isWork ? act.time : max(act.time, act.integrationTime ?? act.time)
    return Moment(commit: act.id, position: act.integration, time: later, source: .claimed)
  }

  /// When a commit reached the trunk; of one that has not, when it says that it was made.
  package func moment(of commit: Graph.Index) -> Moment? {
    let graph = history.graph
    guard graph.ids.indices.contains(commit) else { return nil }
    guard let position = graph.integrations[commit] else {
      return Moment(
        commit: graph.ids[commit], position: nil, time: graph.times[commit], source: .claimed)
    }
    if let time = times.time(at: position) {
      return Moment(
        commit: graph.ids[commit], position: position, time: time, source: .recorded)
    }
    let time = max(graph.times[commit], graph.times[graph.spine[position]])
    return Moment(commit: graph.ids[commit], position: position, time: time, source: .claimed)
  }

  /// When a spine commit came.
  package func moment(at position: Int) -> Moment? {
    guard history.graph.spine.indices.contains(position) else { return nil }
    return moment(of: history.graph.spine[position])
  }
}
