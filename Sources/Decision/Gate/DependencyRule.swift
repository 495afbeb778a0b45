internal import Acts
internal import Primitives
internal import Records

/// Whether a change that another waits for is done.
struct DependencyRule {
  /// The standpoint of the change that waits.
  let view: View

  private static let longestChain = 200

  /// Whether an authorised Start and a counted Finish with a successful outcome are seen, and
  /// nothing that took it back since.
  func hasFinished(_ other: ChangeHistory) -> Bool {
    let question = RunMemo.Question(
      change: other.id, limit: view.limit, branch: view.branch, now: view.now)
    if let known = view.memo.answers[question] { return known }
    view.memo.answers[question] = false
    // Each link of a chain takes a piece of the thread's stack: a longer chain is not done.
    guard view.memo.depth < Self.longestChain else { return false }
    view.memo.depth += 1
    defer { view.memo.depth -= 1 }
    let answer = isDone(other)
    view.memo.answers[question] = answer
    return answer
  }

  private func isDone(_ other: ChangeHistory) -> Bool {
    // Its acts count here as they do for itself: a key whose certificate lapsed has done nothing.
    let other = other.judged(by: view.times)
    let starts = StartRule(
      history: view.history, change: other, now: view.now, times: view.times, memo: view.memo)
    guard let start = starts.firstAuthorised() else { return false }
    let standpoint = View(
      history: view.history, change: other, policy: view.wholePolicy, now: view.now,
      limit: view.limit,
      branch: view.branch, hearsUnlanded: view.hearsUnlanded,
      contentCommit: view.history.judgedTip, version: view.version(of: other), judging: nil,
      times: view.times, memo: view.memo)
    let tally = Tally(view: standpoint)
    let spoken = other.acts.indices.filter(tally.hasSpoken)
    let isTakenBack = spoken.contains { index in
      let statement = other.acts[index].statement
      return statement.verb == .start && statement["kind"] == "rollback"
    }
    if isTakenBack { return false }
    let failures = spoken.filter { other.acts[$0].statement.verb == .finish }
      .filter { !Self.isSuccess(other.acts[$0]) }
    return tally.counted(.finish).contains { index in
      let finish = other.acts[index]
      return Self.isSuccess(finish)
        && view.graph.reaches(finish.commit, other.acts[start.index].commit)
        && failures.allSatisfy { view.graph.precedes(other.acts[$0].commit, finish.commit) }
    }
  }

  private static func isSuccess(_ finish: Act) -> Bool {
    (finish.statement["outcome"] ?? "").hasPrefix("successful")
  }
}
