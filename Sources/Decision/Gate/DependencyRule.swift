internal import Acts
internal import Records

/// Whether a change that another waits for is done.
struct DependencyRule {
  /// The standpoint of the change that waits.
  let view: View

  /// Whether an authorised Start and a counted Finish with a successful outcome are seen.
  func hasFinished(_ other: ChangeHistory) -> Bool {
    guard other.id != view.change.id, let start = authorisedStart(of: other) else { return false }
    var standpoint = view
    standpoint = View(
      history: view.history, change: other, policy: view.policy, now: view.now, limit: view.limit,
      branch: view.branch, hearsUnlanded: view.hearsUnlanded, version: other.current, judging: nil)
    let tally = Tally(view: standpoint)
    return tally.counted(.finish).contains { index in
      let finish = other.acts[index]
      let outcome = finish.statement["outcome"] ?? ""
      return outcome.hasPrefix("successful")
        && view.graph.reaches(finish.commit, other.acts[start].commit)
    }
  }

  private func authorisedStart(of other: ChangeHistory) -> Int? {
    // Chains of dependencies are cut here: a Start that needed its own dependencies was judged
    // when those changes were, and a cycle never finishes.
    StartRule(history: view.history, change: other, now: view.now, depth: view.depth + 1)
      .firstAuthorised()?.index
  }
}
