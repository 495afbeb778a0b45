internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The rehearsal is older than the policy allows, or dated after the change starts.
  static let rehearsalStale = Rule(
    name: "rehearsal-stale",
    summary: "The rehearsal is older than the policy allows, or dated after the change starts.",
    rationale: """
      Systems drift. What was rehearsed long ago was rehearsed on another system; the policy \
      says how long it counts, 30 days by default.
      """,
    source: "RB-13; LSREL09-BP01",
    section: .rollback, levels: Levels(.off, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        """
        rollback:
          rehearsal: {at: 2025-12-01T10:00:00+01:00}
        """, at: "rollback.rehearsal.at"),
      .bad(
        """
        rollback:
          rehearsal: {at: 2026-03-08T02:00:00+01:00}
        """, at: "rollback.rehearsal.at"),
      .good(
        """
        rollback:
          rehearsal:
            environment: preprod
            at: 2026-02-26T17:00:00+01:00
            minutes: 27
            result: pass
            evidence: evidence/CHG-2026-7F3K/rehearsal.txt
            sha256: b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c
        """),
    ],
    check: { context in
      guard let at = context.rollback?.rehearsal?.at, let slot = context.slot else {
        return []
      }
      let start = slot.interval.start
      let maxAge = (context.policy?.lint ?? LintSettings()).rehearsalMaxAge
      guard at > start || at.advanced(by: maxAge.seconds) < start else { return [] }
      return [
        Violation(
          "rehearsed at \(at), the change starts at \(start), the limit is \(maxAge)",
          at: "rollback.rehearsal.at", advice: "rehearse at most \(maxAge) before the start",
          related: [.record("the start", slot.place), context.settingsFile].compactMap { $0 })
      ]
    })
}
