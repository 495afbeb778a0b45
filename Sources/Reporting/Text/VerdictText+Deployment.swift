package import Decision
internal import Primitives

extension VerdictText {
  /// How many reasons people read; the JSON has them all.
  private static var mostReasons: Int { 20 }

  /// The answer about a deployment, every reason for it, and what to do.
  package func deployment(_ deployment: Deployment) -> String {
    var page = page
    page.line(headline(deployment))
    addReasons(of: deployment, to: &page)
    if !deployment.changes.isEmpty {
      page.heading("Changes")
      for verdict in deployment.changes { page.line("  " + headline(verdict)) }
    }
    addWayOut(of: deployment, to: &page)
    page.heading("Judged by")
    page.line("  from    \(deployment.since)")
    page.line("  to      \(deployment.commit)")
    if !deployment.leftOut.isEmpty {
      page.item("  without ", deployment.leftOut.joined(separator: ", "))
    }
    if let verdict = deployment.changes.first {
      addBasis(of: verdict, to: &page)
    }
    return page.text
  }

  func headline(_ deployment: Deployment) -> String {
    let word = deployment.decision.rawValue.uppercased()
    let start = "Deployment of \(deployment.commit.short) is "
    let rest = deployment.reasons.first.map { reason in
      PlainText.cut(": " + PlainText.line(reason.message), to: 140 - (start + word).utf8.count)
    }
    return Ink.strong(start, hasColour) + Self.ink(deployment.decision)(word, hasColour)
      + (rest ?? "")
  }

  private func addReasons(of deployment: Deployment, to page: inout Page) {
    guard !deployment.reasons.isEmpty else { return }
    page.heading("Reasons")
    for reason in deployment.reasons.prefix(Self.mostReasons) {
      page.item("  \(reason.code.rawValue): ", reason.message, ink: Self.ink(reason.code.effect))
    }
    let more = deployment.reasons.count - Self.mostReasons
    if more > 0 { page.line("  and \(more) more; --format json lists them all") }
  }

  private func addWayOut(of deployment: Deployment, to page: inout Page) {
    guard deployment.decision != .allowed else { return }
    page.heading("What opens the gate")
    var seen: Set<String> = []
    for reason in deployment.reasons {
      let advice = reason.code.meaning.advice
      if seen.insert(advice).inserted { page.item("  ", advice) }
    }
  }

  private func addBasis(of verdict: Verdict, to page: inout Page) {
    let policy = verdict.policy.commit?.short ?? "none"
    page.line("  policy  " + policy + (verdict.policy.authorised ? "" : " (unsettled)"))
    page.line(
      "  trunk   " + PlainText.line(verdict.trunkReference) + " at " + verdict.trunkCommit.short)
    page.line("  now     \(verdict.now) (\(verdict.mode.rawValue))")
  }
}
