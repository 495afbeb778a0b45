internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The outage lasts longer than the window.
  static let outageExceedsWindow = Rule(
    name: "outage-exceeds-window",
    summary: "The outage lasts longer than the window.",
    rationale: """
      What is announced as the window is when people expect to be able to work again.
      """,
    source: "field list of a change record, risk and impact",
    section: .assessment, from: .assessed,
    levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad("assessment: {outage: {kind: planned, minutes: 500}}", at: "assessment.outage.minutes"),
      .good("assessment: {outage: {kind: planned, minutes: 240}}"),
    ],
    check: { context in
      guard let minutes = context.assessment?.outageMinutes, let slot = context.slot,
        minutes > Minutes.length(of: slot.interval)
      else { return [] }
      return [
        Violation(
          "the outage of \(minutes) minutes does not fit the "
            + "\(Minutes.length(of: slot.interval)) minutes planned",
          at: "assessment.outage.minutes", advice: "correct the minutes, or ask for more time",
          related: [.record("the time planned", slot.place)])
      ]
    })
}
