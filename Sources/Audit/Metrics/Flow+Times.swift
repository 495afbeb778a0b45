internal import Acts
internal import Primitives
internal import Records

/// How long changes took, and for whom they waited.
extension Flow {
  private typealias Milestones = ChangeSummary.Milestones

  var timeMetrics: [Metric] {
    [
      time("lead-time", "Lead time", "first Submit to Finish", \.submitted, \.finished),
      time(
        "time-to-submit", "Time to submission", "record on the trunk to first Submit", \.created,
        \.submitted),
      time(
        "time-to-approval", "Time to approval", "first Submit to the last act the gate rests on",
        \.submitted, \.approved),
      time(
        "time-to-start", "Time from approval to implementation",
        "approved to Start, if in this order",
        \.approved, \.started),
      time("time-to-finish", "Implementation", "Start to Finish", \.started, \.finished),
      time("time-to-review", "Time to review", "Finish to Review", \.finished, \.reviewed),
      time("time-to-close", "Time to closing", "Finish to the end", \.finished, \.closed),
      .count(
        "times-backwards", "Changes whose times run backwards",
        """
        created after Submit, Submit after Finish, Start after Finish, or Finish after Review or \
        the end: dates are claims, so look at who made them
        """, of: changes.filter(Self.runsBackwards)),
    ]
  }

  private func time(
    _ id: String, _ title: String, _ formula: String, _ from: KeyPath<Milestones, Moment?>,
    _ to: KeyPath<Milestones, Moment?>
  ) -> Metric {
    .durations(
      id, title, formula, of: spans(from, to), without: "no change has both moments in this order")
  }

  private func spans(
    _ from: KeyPath<Milestones, Moment?>, _ to: KeyPath<Milestones, Moment?>
  ) -> [Span] {
    changes.compactMap { change in
      change.seconds(from, to).map { Span(change: change.id, seconds: $0) }
    }
  }

  private static func runsBackwards(_ change: ChangeSummary) -> Bool {
    let moments = change.milestones
    let pairs = [
      (moments.created, moments.submitted), (moments.submitted, moments.finished),
      (moments.started, moments.finished), (moments.finished, moments.reviewed),
      (moments.finished, moments.closed),
    ]
    return pairs.contains { first, second in
      guard let first, let second else { return false }
      return second.time < first.time
    }
  }

  /// By role, how long changes waited for its approvals.
  ///
  /// Emergencies are left out: their full approvals come after, and nothing waits for them.
  private var waits: [(role: String, spans: [Span])] {
    var byRole: [String: [Span]] = [:]
    for change in changes where change.kind != .emergency {
      guard let submitted = change.milestones.submitted?.time else { continue }
      for act in change.participations where act.verb == .approve && act.counted {
        guard let seconds = submitted.seconds(until: act.moment.time) else { continue }
        byRole[Self.role(act.role), default: []].append(Span(change: change.id, seconds: seconds))
      }
    }
    return byRole.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { ($0.key, $0.value) }
  }

  /// A role without the system that it is held for.
  private static func role(_ role: String?) -> String {
    role?.split(separator: "(", maxSplits: 1).first.map(String.init) ?? "no-role"
  }

  var waitingMetrics: [Metric] {
    let waits = waits
    guard !waits.isEmpty else {
      return [
        Metric(
          id: "approval-wait", title: "Waiting for approvals",
          formula: "first Submit to each counted Approve, by role, emergencies left out",
          value: .notEvaluable("no approval after a Submit counted"), changes: [])
      ]
    }
    return waits.map { wait in
      .durations(
        "approval-wait:\(wait.role)", "Waiting for \(wait.role)",
        "first Submit to each counted Approve as \(wait.role), emergencies left out",
        of: wait.spans, without: "no approval counted")
    }
  }

  var waitingByRole: FlowSeries {
    FlowSeries(
      id: "waiting-by-role", title: "Waiting for approval by role", unit: "hours",
      series: ["median", "90th percentile"],
      bars: waits.compactMap { wait in
        Distribution(wait.spans.map(\.seconds)).map {
          FlowSeries.Bar(
            label: wait.role, values: [Int($0.median / 3600), Int($0.ninetieth / 3600)])
        }
      })
  }

  var leadTimes: FlowSeries {
    let bands: [(Int64, String)] = [
      (1, "under 1 day"), (3, "1–2 days"), (6, "3–5 days"), (11, "6–10 days"), (21, "11–20 days"),
      (31, "21–30 days"), (61, "31–60 days"),
    ]
    let days = spans(\.submitted, \.finished).map { $0.seconds / 86_400 }
    return FlowSeries(
      id: "lead-times", title: "Lead time, first Submit to Finish", unit: "changes",
      series: ["changes"], bars: Self.histogram(days, bands, last: "over 60 days"))
  }

  /// How many values lie below each bound and not below the one before.
  static func histogram(_ values: [Int64], _ bands: [(Int64, String)], last: String)
    -> [FlowSeries.Bar]
  {
    var counts = [Int](repeating: 0, count: bands.count + 1)
    for value in values { counts[bands.firstIndex { value < $0.0 } ?? bands.count] += 1 }
    return zip(bands.map(\.1) + [last], counts).map {
      FlowSeries.Bar(label: $0, values: [$1])
    }
  }
}
