package import Decision
internal import Primitives
internal import Records

/// Writes verdicts for people: the verdict first, then the reason, then what to do next.
package struct VerdictText {
  private let hasColour: Bool

  package init(hasColour: Bool) { self.hasColour = hasColour }

  /// One line a change.
  package func status(_ verdicts: [Verdict]) -> String {
    verdicts.map { "\($0.change)  \($0.gate.decision.rawValue)  \($0.stage?.rawValue ?? "-")\n" }
      .joined()
  }

  /// The gate's answer and its reasons.
  package func gate(_ verdict: Verdict) -> String {
    "\(verdict.change) \(verdict.gate.decision.rawValue)\n"
      + verdict.gate.reasons.map { "  \($0.code.rawValue): \($0.message)\n" }.joined()
  }

  /// Everything that the verdict knows.
  package func explanation(_ verdict: Verdict) -> String { gate(verdict) }
}
