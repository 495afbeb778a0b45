internal import Acts
internal import Primitives
internal import Records

/// What the stage scheduled asks of the planned time, beside its signatures.
struct ScheduleRule {
  let view: View
  let tally: Tally
  let rule: StageRule
  let risk: ChangeRequest.Risk?

  private var calendar: Calendar { view.policy.calendar }
  private var zone: TimeZoneRules? { view.history.zones[calendar.timeZone] }

  /// The requirements on time, each under its own name.
  func verdicts() -> [RequirementVerdict] {
    var verdicts = [plannedWindow]
    guard let window = view.record?.schedule?.window, window.start < window.end else {
      return verdicts
    }
    if let windows = rule.windows { verdicts.append(allowed(window, windows)) }
    if let lead = rule.leadTime { verdicts.append(leadTime(lead, window)) }
    if rule.conflicts != nil { verdicts.append(conflict()) }
    return verdicts
  }

  /// The planned window is stated, is not empty and lies within the timeline of the request.
  private var plannedWindow: RequirementVerdict {
    guard let window = view.record?.schedule?.window else {
      return verdict("window", .unsatisfied, "the record does not plan a window")
    }
    guard window.start < window.end else {
      return verdict("window", .error, "the planned window ends before it starts", record: true)
    }
    if let timeline = view.record?.request?.timeline,
      window.start < timeline.start || window.end > timeline.end
    {
      return verdict("window", .error, "the planned window leaves the timeline", record: true)
    }
    return verdict("window", .satisfied, nil)
  }

  private func allowed(_ planned: ChangeRequest.Interval, _ ids: [String]) -> RequirementVerdict {
    guard let zone else { return unknownZone("windows") }
    do throws(WindowRule.Fault) {
      if try WindowRule(calendar: calendar, zone: zone).fits(planned, windows: ids) {
        return verdict("windows", .satisfied, nil)
      }
      let names = ids.isEmpty ? "none" : ids.joined(separator: ", ")
      return verdict(
        RequirementVerdict.windowsID, .unsatisfied,
        "the planned window does not fit the windows allowed: \(names)")
    } catch {
      return verdict("windows", .error, message(error))
    }
  }

  private func message(_ fault: WindowRule.Fault) -> String {
    switch fault {
    case .unknownWindow(let id): "the calendar has no window `\(id)`"
    case .skippedTime(let id, let day):
      "window `\(id)` opens or closes on \(day) at a time that clocks skip in "
        + calendar.timeZone
    case .unknownTime: "the time lies beyond what is known of \(calendar.timeZone)"
    }
  }

  private func leadTime(_ lead: StageRule.LeadTime, _ window: ChangeRequest.Interval)
    -> RequirementVerdict
  {
    guard let risk, let period = lead.byRisk[risk] else {
      let name = risk?.rawValue ?? "unknown"
      return verdict(
        "lead-time", .error, "the policy has no lead time for risk \(name)", record: risk == nil)
    }
    guard let submit = tally.counted(.submit).first else {
      return verdict("lead-time", .unsatisfied, "it runs from the submission")
    }
    let act = view.change.acts[submit]
    let isRecorded = view.policy.workflow.clock == .recorded
    let submitted = (isRecorded ? view.recorded(act) : nil) ?? view.claimed(act).later
    let earliest = LeadTimeRule(calendar: calendar, zone: zone)
      .earliest(after: submitted, period, inWorkingDays: lead.inWorkingDays)
    guard let earliest else { return unknownZone("lead-time") }
    if earliest <= window.start { return verdict("lead-time", .satisfied, nil) }
    return verdict(
      "lead-time", .unsatisfied,
      "submitted at \(submitted), it may start from \(earliest) on (\(period) for \(risk.rawValue))"
    )
  }

  private func conflict() -> RequirementVerdict {
    guard let holder = ConflictRule(view: view, tally: tally).holder() else {
      return verdict("conflicts", .satisfied, nil)
    }
    return verdict(
      RequirementVerdict.conflictsID, .unsatisfied,
      "\(holder.id) holds the slot on a shared system")
  }

  /// What each does to the gate while it is open.
  private static let codes: [String: GateReason.Code] = [
    RequirementVerdict.windowsID: .windowMisfit, RequirementVerdict.conflictsID: .conflict,
    "lead-time": .leadTime,
  ]

  private func unknownZone(_ id: String) -> RequirementVerdict {
    verdict(id, .error, "the time zone `\(calendar.timeZone)` is not known here")
  }

  private func verdict(_ id: String, _ status: Status, _ message: String?, record: Bool = false)
    -> RequirementVerdict
  {
    var verdict = RequirementVerdict(
      id: id, status: status, need: 1, have: status == .satisfied ? 1 : 0, acts: [], could: [],
      message: message, line: rule.line, blamesRecord: record)
    (verdict.path, verdict.code) = (rule.path, Self.codes[id])
    return verdict
  }
}

extension RequirementVerdict {
  /// The requirement that the planned window fits the calendar.
  static let windowsID = "windows"
  /// The requirement that no other change holds the slot.
  static let conflictsID = "conflicts"
}
