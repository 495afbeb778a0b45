internal import Decision
internal import Diagnostics
package import PolicyTesting

/// Writes the results of policy tests for people: the numbers first, then each failure.
package struct PolicyTestText {
  private let hasColour: Bool
  private let width: Int?

  package init(hasColour: Bool, width: Int?) {
    self.hasColour = hasColour
    self.width = width
  }

  /// The whole report.
  package func report(_ results: [CaseResult]) -> String {
    var page = Page(hasColour: hasColour, width: width)
    page.line(headline(results))
    for result in results where !result.hasPassed { add(result, to: &page) }
    return page.text
  }

  private func headline(_ results: [CaseResult]) -> String {
    let failed = results.count { !$0.hasPassed }
    let cases = "\(results.count) case\(results.count == 1 ? "" : "s")"
    let passed = Ink.good("\(results.count - failed) passed", hasColour)
    guard failed > 0 else { return "\(cases), \(passed)" }
    return "\(cases), \(passed), \(Ink.bad("\(failed) failed", hasColour))"
  }

  private func add(_ result: CaseResult, to page: inout Page) {
    page.space()
    page.line(
      Ink.bad("failed", hasColour) + ": " + Ink.strong(PlainText.line(result.name), hasColour))
    page.line("  \(Ink.place("-->", hasColour)) \(VerdictText.place(result.place))")
    for mismatch in result.mismatches {
      page.item("  line \(mismatch.line): ", "\(mismatch.subject)")
      page.item("    expected  ", mismatch.expected)
      page.item("    got       ", mismatch.got)
    }
    let gate = result.verdict.gate
    guard !gate.reasons.isEmpty else {
      page.line("  the gate is \(gate.decision.rawValue)")
      return
    }
    page.line("  the gate is \(gate.decision.rawValue), because")
    var policy: [String] = []
    for reason in gate.reasons {
      page.item("    \(reason.code.rawValue)  ", reason.message)
      if let at = reason.at, at.path.utf8.starts(with: "policies/".utf8) {
        let place = VerdictText.place(at)
        if !policy.contains(place) { policy.append(place) }
      }
    }
    let places = policy.isEmpty ? "policies/workflow.yaml" : policy.joined(separator: ", ")
    page.item("  try: ", "correct the case, or the policy at \(places)")
  }
}
