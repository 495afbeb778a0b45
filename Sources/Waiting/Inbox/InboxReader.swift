internal import Acts
internal import ChangeCalendar
package import Decision
package import Primitives
internal import Records

/// Finds what waits for people in one reading of a history: pure, so that equal inputs give equal
/// inboxes.
///
/// The caller asks for the verdicts on ``candidates``, over as many cores as it likes, and hands
/// each to ``acts(in:)``.
package struct InboxReader: Sendable {
  let history: History
  let policy: Policy
  let now: Instant
  /// Whose tasks are looked for; nil for everybody's.
  let people: Set<String>?
  private let schedule: ScheduleReader?

  /// Reads by the policy in force at the trunk's tip; nil if none is.
  package init?(history: History, people: Set<String>?, now: Instant) {
    guard let version = history.policy(at: history.tipPosition) else { return nil }
    self.history = history
    policy = version.policy
    self.people = people
    self.now = now
    let today = history.zones[policy.calendar.timeZone]?.local(now)?.day
    schedule = today.flatMap { day in
      ScheduleReader(
        history: history, days: day..<CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1), now: now)
    }
  }

  /// The ids of the changes that have a record, sorted.
  package var candidates: [String] {
    history.changes.values.filter { $0.current != nil }.map(\.id).sorted()
  }

  /// Everybody whom the policy knows and who has a key, sorted.
  package var everybody: [String] {
    let roles = Roles(policy: policy)
    return policy.people.people.keys.filter { roles.isActive($0) }.sorted()
  }

  /// What one change asks of people.
  package func acts(in verdict: Verdict) -> [WaitingAct] {
    let seats = openSeats(of: verdict, in: history, for: people)
    guard let plan = schedule?.plan(of: verdict) else {
      return seats.map { task($0, verdict, nil) }
    }
    return seats.map { task($0, verdict, plan) } + renewals(verdict, plan)
  }

  private typealias Plan = (
    window: ChangeRequest.Interval, progress: PlannedChange.Progress, decision: DecisionTime
  )

  private func task(_ seat: OpenSeat, _ verdict: Verdict, _ plan: Plan?, from: Instant? = nil)
    -> WaitingAct
  {
    let due = deadline(seat, verdict, plan)
    let holding = plan?.decision.holdings.first { $0.verb == seat.act.verb }?.earliest
    return WaitingAct(
      person: seat.act.person, subject: .change(subject(seat, verdict, plan)), deadline: due,
      from: from, holdsFrom: holding.flatMap { $0 > now ? $0 : nil },
      isLate: due.map { $0.time <= now } ?? false || plan?.decision.state == .late,
      command: seat.act.order(on: verdict.change))
  }

  private func subject(_ seat: OpenSeat, _ verdict: Verdict, _ plan: Plan?)
    -> WaitingAct.ChangeSubject
  {
    WaitingAct.ChangeSubject(
      id: verdict.change, title: verdict.record?.title ?? "", type: verdict.type,
      risk: verdict.risk, reached: verdict.stage, window: plan?.window, seat: seat)
  }

  /// Acts that hold now and will have run out at the planned start. They can be made again only
  /// once they have: before, they would repeat what counts.
  private func renewals(_ verdict: Verdict, _ plan: Plan) -> [WaitingAct] {
    guard !plan.decision.lapsing.isEmpty else { return [] }
    let ends = verdict.acts.filter { act in
      act.counted && people.map { act.act.person.map($0.contains) ?? false } ?? true
        && plan.decision.lapsing.contains {
          $0.verb == act.act.statement.verb && $0.person == act.act.person
            && $0.role == act.act.statement.role
        }
    }.compactMap(\.holdsUntil)
    return Set(ends).sorted().flatMap { end -> [WaitingAct] in
      guard let then = evaluate(verdict.change, in: history, now: end) else { return [] }
      let due = Set(
        verdict.acts.filter { $0.counted && $0.holdsUntil == end }.compactMap(\.act.person))
      return openSeats(of: then, in: history, for: people).filter {
        due.contains(history.canonical($0.act.person)) && $0.earlier?.reason == .expired
      }.map { task($0, verdict, plan, from: end) }
    }
  }

  // MARK: Deadlines

  private func deadline(_ seat: OpenSeat, _ verdict: Verdict, _ plan: Plan?) -> WaitingAct.Deadline?
  {
    if verdict.type == .emergency { return emergencyDeadline(seat, verdict, plan) }
    guard let plan else { return nil }
    guard let stage = seat.stage, stage > policy.workflow.gateStage else {
      if seat.act.verb == .submit, let due = plan.decision.submitBy {
        return WaitingAct.Deadline(time: due, reason: .leadTime)
      }
      return WaitingAct.Deadline(time: plan.window.start, reason: .plannedStart)
    }
    guard stage == .implemented else { return nil }
    return WaitingAct.Deadline(time: plan.window.end, reason: .plannedEnd)
  }

  private func emergencyDeadline(_ seat: OpenSeat, _ verdict: Verdict, _ plan: Plan?)
    -> WaitingAct.Deadline?
  {
    switch seat.stage {
    case .reviewed?:
      let due = reviewDue(of: verdict.change, in: history, now: now)
      return due.map { WaitingAct.Deadline(time: $0, reason: .review) }
    case .implemented?:
      return plan.map { WaitingAct.Deadline(time: $0.window.end, reason: .plannedEnd) }
    default:
      if let due = ratificationDue(of: verdict.change, in: history, now: now) {
        return WaitingAct.Deadline(time: due, reason: .ratification)
      }
      return plan.map { WaitingAct.Deadline(time: $0.window.start, reason: .plannedStart) }
    }
  }
}
