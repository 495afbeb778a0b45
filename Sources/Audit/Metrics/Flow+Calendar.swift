internal import Primitives
internal import Records

/// What happened when.
extension Flow {
  /// More bars than this are nothing that anybody reads; a longer step is taken instead.
  private static let mostBars = 160

  var changesByWeek: FlowSeries {
    let step = step(from: .week)
    let kinds = ChangeRequest.Kind.allCases
    var counts: [Int: [Int]] = [:]
    for change in changes {
      guard let time = moment(of: change)?.time, period.contains(time) else { continue }
      let column = change.kind.flatMap(kinds.firstIndex) ?? kinds.count
      counts[step.number(of: day(of: time)), default: Self.zeros(kinds.count + 1)][column] += 1
    }
    return FlowSeries(
      id: "changes-by-week", title: "Changes \(period.basis.rawValue) by \(step.rawValue)",
      unit: "changes", series: kinds.map(\.rawValue) + ["type unknown"],
      bars: bars(step, counts, columns: kinds.count + 1))
  }

  var failuresByMonth: FlowSeries {
    let step = step(from: .month)
    var counts: [Int: [Int]] = [:]
    for change in changes {
      guard let ending = change.ending,
        let time = (change.milestones.finished ?? change.milestones.started)?.time,
        period.contains(time)
      else { continue }
      counts[step.number(of: day(of: time)), default: Self.zeros(2)][
        ending == .successful ? 0 : 1] += 1
    }
    return FlowSeries(
      id: "failures-by-month", title: "Outcomes by \(step.rawValue) of Finish", unit: "changes",
      series: ["successful", "failed, rolled back or with issues"],
      bars: bars(step, counts, columns: 2))
  }

  /// The moment that places a change in the period.
  private func moment(of change: ChangeSummary) -> Moment? {
    switch period.basis {
    case .started: change.milestones.started
    case .created: change.milestones.created
    case .closed: change.milestones.closed
    }
  }

  /// The day of an instant of the period.
  private func day(of instant: Instant) -> CivilDate {
    if let day = context.zone?.local(instant)?.day { return day }
    let seconds = period.start.seconds(until: instant) ?? 0
    return CivilDate(daysSinceEpoch: period.from.daysSinceEpoch + Int(seconds / 86_400))
  }

  private static func zeros(_ count: Int) -> [Int] { [Int](repeating: 0, count: count) }

  private var lastDay: CivilDate {
    CivilDate(
      daysSinceEpoch: max(period.from.daysSinceEpoch, period.until.daysSinceEpoch - 1))
  }

  /// The shortest step from one on that gives a readable number of bars.
  private func step(from first: Step) -> Step {
    let steps = Step.allCases.drop { $0 != first }
    return steps.first { $0.number(of: lastDay) - $0.number(of: period.from) < Self.mostBars }
      ?? .year
  }

  private func bars(_ step: Step, _ counts: [Int: [Int]], columns: Int) -> [FlowSeries.Bar] {
    let numbers = step.number(of: period.from)...step.number(of: lastDay)
    return numbers.suffix(Self.mostBars).map {
      FlowSeries.Bar(label: step.label($0), values: counts[$0] ?? Self.zeros(columns))
    }
  }
}

/// What one bar stands for.
private enum Step: String, CaseIterable {
  case week, month, year

  /// The number of the step that a day lies in; the next step has the next number.
  func number(of day: CivilDate) -> Int {
    switch self {
    // The first of January 1970 was a Thursday, three days after a Monday.
    case .week: (day.daysSinceEpoch - day.weekday + 3) / 7
    case .month: day.year * 12 + day.month - 1
    case .year: day.year
    }
  }

  /// `2026-W27`, as ISO 8601 numbers weeks, `2026-07` or `2026`.
  func label(_ number: Int) -> String {
    switch self {
    case .week:
      // A week belongs to the year of its Thursday.
      let thursday = CivilDate(daysSinceEpoch: number * 7)
      let first = CivilDate(year: thursday.year, month: 1, day: 1)?.daysSinceEpoch ?? 0
      return "\(thursday.year)-W\(Self.twoDigits((thursday.daysSinceEpoch - first) / 7 + 1))"
    case .month: return "\(number / 12)-\(Self.twoDigits(number % 12 + 1))"
    case .year: return "\(number)"
    }
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
