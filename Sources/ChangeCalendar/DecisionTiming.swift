internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// Works out until when a change can be decided: the same decision, asked now and, as a forecast,
/// at the planned start.
struct DecisionTiming {
  let history: History
  let policy: Policy
  let zone: TimeZoneRules?
  let verdict: Verdict
  let record: ChangeRequest
  let window: ChangeRequest.Interval
  let progress: PlannedChange.Progress

  private var now: Instant { verdict.now }

  func time() -> DecisionTime {
    if progress.isOver { return DecisionTime(state: .over) }
    if progress == .started { return DecisionTime(state: .decided) }
    guard now < window.start else {
      if verdict.gate.decision == .allowed { return DecisionTime(state: .decided) }
      return DecisionTime(
        state: verdict.gate.decision == .invalid ? .undecidable : .late, lateness: .begun,
        latest: window.start, missing: verdict.gate.reasons)
    }
    guard let forecast = evaluate(verdict.change, in: history, now: window.start) else {
      return DecisionTime(state: .undecidable, latest: window.start)
    }
    let missing = missing(forecast)
    if missing.isEmpty { return DecisionTime(state: .decided) }
    if missing.contains(where: { $0.code.effect == .invalid }) {
      return DecisionTime(state: .undecidable, latest: window.start, missing: missing)
    }
    return open(missing, forecast)
  }

  private func open(_ missing: [GateReason], _ forecast: Verdict) -> DecisionTime {
    let submit = policy.workflow.stages[.initiated]?.act ?? .submit
    let needsSubmission = !verdict.acts.contains {
      $0.counted && $0.act.statement.verb == submit
    }
    var time = DecisionTime(
      state: .open, latest: window.start, needsSubmission: needsSubmission,
      holdings: holdings(forecast), lapsing: lapsing(forecast), missing: missing)
    if needsSubmission {
      time.submitBy = submitBy
      if let due = time.submitBy, due < now { time.lateness = .submission }
    } else if missing.contains(where: { $0.code == .leadTime }) {
      time.lateness = .leadTime
    }
    if time.lateness != nil { time.state = .late }
    return time
  }

  /// What keeps the gate shut at the planned start. Of what keeps it shut today, the opening of
  /// the window is no decision, and a freeze that is over by then no obstacle.
  private func missing(_ forecast: Verdict) -> [GateReason] {
    let today = verdict.gate.reasons.filter { reason in
      switch reason.code {
      case .windowNotOpen, .freeze: false
      default: !forecast.gate.reasons.contains { $0.code == reason.code }
      }
    }
    return (forecast.gate.reasons + today).filter { $0.code != .windowNotOpen }
  }

  /// The last instant for the submission, if a lead time is asked for.
  private var submitBy: Instant? {
    guard record.kind != .emergency, policy.workflow.gateStage >= .scheduled,
      let rule = policy.workflow.stages[.scheduled], let risk = verdict.risk
    else { return nil }
    return ([rule] + rule.further).compactMap(\.leadTime).compactMap { lead -> Instant? in
      guard let period = lead.byRisk[risk] else { return nil }
      return policy.calendar.latestSubmission(
        before: window.start, lead: period, inWorkingDays: lead.inWorkingDays, zone: zone)
    }.min()
  }

  /// The limits of what is still to be signed.
  private func holdings(_ forecast: Verdict) -> [DecisionTime.Holding] {
    if record.kind == .emergency {
      guard let rule = policy.workflow.emergency else { return [] }
      return [holding(.approve, rule.validFor)]
    }
    return forecast.stages.compactMap { stage in
      guard stage.stage <= policy.workflow.gateStage, !stage.status.passes,
        let rule = policy.workflow.stages[stage.stage], let act = rule.act,
        let period = rule.validFor
      else { return nil }
      return holding(act, period)
    }
  }

  /// An act expires as soon as its period is over: it must be a second younger.
  private func holding(_ verb: Verb, _ period: Period) -> DecisionTime.Holding {
    DecisionTime.Holding(
      verb: verb, period: period, earliest: window.start.advanced(by: 1 - period.seconds))
  }

  /// What counts now and has expired by the planned start.
  private func lapsing(_ forecast: Verdict) -> [DecisionTime.Lapse] {
    let expired = Set(
      forecast.acts.filter { $0.reason == .expired }
        .map { [$0.act.id.description, String($0.act.statement.index)] })
    return verdict.acts.filter {
      $0.counted && expired.contains([$0.act.id.description, String($0.act.statement.index)])
    }.map {
      DecisionTime.Lapse(
        verb: $0.act.statement.verb, person: $0.act.person ?? "somebody",
        role: $0.act.statement.role)
    }
  }
}
