internal import Acts
internal import Primitives
internal import Records

/// What the stage scheduled asks of the planned time, beside its signatures.
struct ScheduleRule {
  let view: View
  let tally: Tally
  let rule: StageRule
  let risk: ChangeRequest.Risk?

  /// The requirements on time, each under its own name.
  func verdicts() -> [RequirementVerdict] {
    [plannedWindow] + notUnderstood
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

  /// Rules on time that this version cannot evaluate; they are errors, never passed over.
  private var notUnderstood: [RequirementVerdict] {
    var verdicts: [RequirementVerdict] = []
    if rule.leadTime != nil { verdicts.append(unknown("lead-time")) }
    if rule.windows != nil { verdicts.append(unknown("windows")) }
    if rule.conflicts != nil { verdicts.append(unknown("conflicts")) }
    return verdicts
  }

  private func unknown(_ name: String) -> RequirementVerdict {
    verdict(name, .error, "`\(name)` is not understood by this version")
  }

  private func verdict(_ id: String, _ status: Status, _ message: String?, record: Bool = false)
    -> RequirementVerdict
  {
    RequirementVerdict(
      id: id, status: status, need: 1, have: status == .satisfied ? 1 : 0, acts: [], could: [],
      message: message, line: rule.line, blamesRecord: record)
  }
}
