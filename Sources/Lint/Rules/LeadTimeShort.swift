internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// A change that is submitted now cannot keep its lead time.
  static let leadTimeShort = Rule(
    name: "lead-time-short",
    summary: "A change that is submitted now cannot keep its lead time.",
    rationale: """
      The lead time runs from the first Submit that counts to the start of the window. Acts are \
      not read: a change that was submitted in time is reported too, once the day has passed. \
      Asked with `--now` alone. In the examples high risk asks for five working days.
      """,
    source: "Stanford's lead times; the policy model: lead time",
    section: .schedule, levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        without: ["execution", "review", "closure"], at: "schedule.window",
        now: "2026-03-05T12:00:00+01:00"),
      .good(without: ["execution", "review", "closure"], now: "2026-02-26T18:00:00+01:00"),
    ],
    check: { context in
      guard let now = context.surroundings.now, context.change.isOpen,
        context.execution?.started == nil,
        let window = context.schedule?.window, window.start > now,
        let policy = context.policy, let rule = policy.workflow.stages[.scheduled],
        let lead = rule.leadTime, let period = lead.byRisk[context.risk],
        let latest = policy.calendar.latestSubmission(
          before: window.start, lead: period, inWorkingDays: lead.inWorkingDays,
          zone: context.surroundings.zone), latest < now
      else { return [] }
      return [
        Violation(
          "at risk \(context.risk.rawValue) it had to be submitted by \(latest), and it is \(now)",
          at: "schedule.window", advice: "move the window, unless it was submitted in time",
          related: [.policy("the lead time", file: "workflow.yaml", line: rule.line)])
      ]
    })
}
