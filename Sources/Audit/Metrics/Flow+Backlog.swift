internal import Primitives

/// What is open, how old it is, and what nobody has decided.
extension Flow {
  /// The changes of the period and, where they are known, all others.
  private var all: [ChangeSummary] {
    let known = Set(changes.map(\.id))
    let others = (context.others ?? []).filter { !known.contains($0.id) }
    return (changes + others).sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  /// What the figures leave out.
  private var reach: String {
    context.others == nil ? "; only changes that belong to the period" : ""
  }

  /// How long the open ones have been submitted.
  private func ages(_ changes: [ChangeSummary]) -> [Span] {
    changes.compactMap { change in
      guard change.isOpen, let submitted = change.milestones.submitted?.time,
        let seconds = submitted.seconds(until: asOf)
      else { return nil }
      return Span(change: change.id, seconds: seconds)
    }
  }

  /// Open, submitted, and neither approved nor started.
  private func undecided(_ changes: [ChangeSummary]) -> [ChangeSummary] {
    changes.filter { change in
      let moments = change.milestones
      return change.isOpen && moments.submitted != nil && moments.approved == nil
        && moments.started == nil
    }
  }

  var backlogMetrics: [Metric] {
    let all = all
    let ages = ages(all)
    let undecided = undecided(all)
    let limit = Int64(clamping: context.decisionDays) * 86_400
    let late = Set(self.ages(undecided).filter { $0.seconds > limit }.map(\.change))
    return [
      .durations(
        "open-age", "Age of open changes",
        "first Submit to \(asOf), of the changes that are not closed\(reach)", of: ages,
        without: "nothing that was submitted is open"),
      growth(all),
      .count(
        "undecided", "Undecided",
        "submitted, open, neither approved nor started as of \(asOf)\(reach)", of: undecided),
      .count(
        "undecided-past-limit", "Undecided for more than \(context.decisionDays) days",
        "the undecided whose first Submit is older than that\(reach)",
        of: undecided.filter { late.contains($0.id) }),
    ]
  }

  private func growth(_ all: [ChangeSummary]) -> Metric {
    let new = all.filter { $0.milestones.submitted.map { period.contains($0.time) } ?? false }
    let ended = all.count { $0.milestones.closed.map { period.contains($0.time) } ?? false }
    return Metric(
      id: "backlog-growth", title: "Backlog growth",
      formula: "first submitted in the period, less ended in the period\(reach)",
      value: .count(new.count - ended), changes: new.map(\.id))
  }

  var ageBands: FlowSeries {
    let bands: [(Int64, String)] = [
      (1, "under 1 day"), (6, "1–5 days"), (31, "6–30 days"), (91, "31–90 days"),
    ]
    return FlowSeries(
      id: "age-bands", title: "Open changes by age since Submit", unit: "changes",
      series: ["open"],
      bars: Self.histogram(
        ages(all).map { $0.seconds / 86_400 }, bands, last: "over 90 days"))
  }
}
