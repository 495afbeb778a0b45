internal import Acts
internal import Primitives
internal import Records

/// What one run of the decision found out about the changes that others wait for. A change that
/// is being asked about is not done: cycles never finish.
final class DependencyMemo {
  /// A change as seen from one standpoint.
  struct Question: Hashable {
    let change: String
    let limit: Int
    let branch: Graph.Index?
    let now: Instant
  }

  fileprivate var answers: [Question: Bool] = [:]
}

/// Whether a change that another waits for is done.
struct DependencyRule {
  /// The standpoint of the change that waits.
  let view: View

  /// Whether an authorised Start and a counted Finish with a successful outcome are seen.
  func hasFinished(_ other: ChangeHistory) -> Bool {
    let question = DependencyMemo.Question(
      change: other.id, limit: view.limit, branch: view.branch, now: view.now)
    if let known = view.memo.answers[question] { return known }
    view.memo.answers[question] = false
    let answer = isDone(other)
    view.memo.answers[question] = answer
    return answer
  }

  private func isDone(_ other: ChangeHistory) -> Bool {
    let starts = StartRule(
      history: view.history, change: other, now: view.now, times: view.times, memo: view.memo)
    guard let start = starts.firstAuthorised() else { return false }
    let standpoint = View(
      history: view.history, change: other, policy: view.policy, now: view.now, limit: view.limit,
      branch: view.branch, hearsUnlanded: view.hearsUnlanded,
      contentCommit: view.history.judgedTip, version: view.version(of: other), judging: nil,
      times: view.times, memo: view.memo)
    let tally = Tally(view: standpoint)
    return tally.counted(.finish).contains { index in
      let finish = other.acts[index]
      return (finish.statement["outcome"] ?? "").hasPrefix("successful")
        && view.graph.reaches(finish.commit, other.acts[start.index].commit)
    }
  }
}
