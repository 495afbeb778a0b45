internal import Records
internal import YAMLTree

extension Rule {
  /// Two records have the same steps, or the same test plan.
  static let planCopied = Rule(
    name: "plan-copied",
    summary: "Two records have the same steps, or the same test plan, word for word or nearly so.",
    rationale: """
      A plan that fits two changes was written for neither. What really is the same each time \
      belongs into a template, which is approved once. Two plans are nearly the same if nine in \
      ten of their words are.
      """,
    source: "RB-16; ServiceNow copies test plans by default",
    levels: Levels(.off, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        at: "implementation.steps", beside: besideElsewhere, also: ["rollback-copied"]),
      .good(beside: besideWithOwnPlans()),
    ],
    checkTogether: { set in
      let steps = set.copies(at: "implementation.steps", of: "the plan") { change in
        (change.implementation?.steps ?? []).compactMap(\.action)
      }
      let reported = Set(steps.map(\.index))
      let tests = set.copies(at: "testing.plan", of: "the test plan") { change in
        (change.testing?.plan ?? []).compactMap(\.action)
      }
      return steps + tests.filter { !reported.contains($0.index) }
    })

  /// A record beside the first on another system and at another time.
  static let besideElsewhere = """
    title: Rotate the certificate of the quote site
    request:
      systems: [quote-web]
      timeline: {start: 2026-04-12T00:00:00+02:00, end: 2026-04-12T06:00:00+02:00}
    schedule:
      window: {start: 2026-04-12T01:00:00+02:00, end: 2026-04-12T05:00:00+02:00}
    """
}
