package import Decision
internal import Primitives

extension VerdictText {
  /// The gate's answer, every reason for it, and what to do.
  package func gate(_ verdict: Verdict) -> String {
    var page = page
    page.line(headline(verdict))
    for remark in verdict.remarks { page.item("  ", remark) }
    addReasons(of: verdict, to: &page)
    addWayOut(of: verdict, to: &page)
    page.heading("Judged by")
    addBasis(of: verdict, to: &page, isComplete: false)
    return page.text
  }

  /// Every reason with its code and the place that it comes from.
  func addReasons(of verdict: Verdict, to page: inout Page) {
    guard !verdict.gate.reasons.isEmpty else { return }
    page.heading("Reasons")
    for reason in verdict.gate.reasons {
      let effect = reason.code.effect
      page.item("  \(reason.code.rawValue): ", reason.message, ink: Self.ink(effect))
      if let place = reason.at { page.line("    at " + Self.place(place)) }
    }
  }

  /// What would open the gate, and when to ask again.
  func addWayOut(of verdict: Verdict, to page: inout Page) {
    guard verdict.gate.decision != .allowed else { return }
    let remedies = Remedies(verdict: verdict)
    page.heading(remedies.isOver ? "What to do" : "What opens the gate")
    add(remedies.opening, to: &page)
    if !remedies.isOver, let next = verdict.gate.next {
      page.item("  ", "Time alone changes the answer next at \(next).")
    }
  }
}
