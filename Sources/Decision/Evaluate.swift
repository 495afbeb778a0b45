internal import Acts
internal import Diagnostics
package import Primitives
internal import Records

/// Derives the verdict on one change: pure and total, so that the same history, policy and clock
/// give the same answer to every command.
///
/// - Returns: nil if neither a record nor an act of that id exists.
package func evaluate(
  _ id: String, in history: History, now: Instant, question: GateQuestion = GateQuestion()
) -> Verdict? {
  guard !history.isAbridged, let change = history.changes[id] else { return nil }
  return Evaluation(history: history, change: change, now: now, question: question).verdict()
}

/// One run of the decision.
struct Evaluation {
  let history: History
  let change: ChangeHistory
  let now: Instant
  let question: GateQuestion

  let starts: [StartRule.Judgement]
  let start: StartRule.Judgement?
  let view: View
  let tally: Tally
  let times: RecordedTimes

  init(history: History, change: ChangeHistory, now: Instant, question: GateQuestion) {
    times = history.recollection(at: now).times
    let change = change.judged(by: times)
    self.history = history
    self.change = change
    self.now = now
    self.question = question
    let memo = RunMemo()
    let rule = StartRule(history: history, change: change, now: now, times: times, memo: memo)
    starts = rule.judgements()
    start = starts.first { $0.isAuthorised }
    let settled = start.flatMap { rule.policy(for: change.acts[$0.index]) }
    var standpoint = View(
      history: history, change: change,
      policy: settled ?? history.policy(at: history.tipPosition), now: now,
      limit: history.tipPosition, branch: history.head, hearsUnlanded: true,
      contentCommit: history.judgedTip, version: change.current, judging: nil, times: times,
      memo: memo)
    // Once work has begun, approvals no longer age: an emergency's are judged as they come.
    standpoint.expires = start == nil
    if let start { standpoint.settle(like: start.view) }
    view = standpoint
    tally = Tally(view: view)
  }

  func verdict() -> Verdict {
    let lint = LintRule(view: view, tally: tally).outcome()
    let live = StageEvaluator(view: view, tally: tally, findings: lint.findings)
    return verdict(lint, live, standing(live))
  }

  /// The live stages as far as the verdict asks for them: those that an authorised Start fixed are
  /// not judged again, but for an emergency, of which they are the ratification.
  private func standing(_ live: StageEvaluator) -> [StageVerdict] {
    guard let start, EmergencyPath(view: view).rule == nil else { return live.stages() }
    let last = view.policy.workflow.gateStage
    return start.stages.map { $0.stage <= last ? $0 : live.verdict(of: $0.stage) }
  }

  /// The verdict from what the linter says and the live stages by it.
  func verdict(
    _ lint: LintRule.Outcome, _ live: StageEvaluator, _ standing: [StageVerdict]
  ) -> Verdict {
    let ratification = ratification(standing)
    let stages = fixed(standing, ratification)
    let state = state(stages)
    var verdict = Verdict(
      change: change.id, record: record, mode: history.mode, stage: reached(stages), state: state,
      type: fixedRecord?.kind, risk: start.map { risk(of: $0) } ?? live.risk,
      gate: gate(stages: stages, findings: lint.findings, ratification, state: state),
      stages: stages, acts: actVerdicts,
      flags: flags + (ratification?.flags ?? []) + emergencyFlags(standing),
      nearMisses: change.nearMisses, policy: policyReference,
      trunkReference: history.trunkReference, trunkCommit: trunkCommit, now: now)
    verdict.remarks =
      departure
      + lint.accepted.map { finding, suppression in
        "The policy accepts \(finding.rule) until \(suppression.until): \(suppression.reason)"
      }.uniqued()
    return verdict
  }

  private var departure: [String] {
    guard start == nil, let departure = view.standard?.departure else { return [] }
    return ["It says `type: standard` and is judged as a normal change: \(departure)."]
  }

  private func risk(of start: StartRule.Judgement) -> ChangeRequest.Risk? {
    StageEvaluator(view: start.view, tally: start.tally, findings: []).risk
  }

  // MARK: Stages

  /// An authorised Start fixes the verdict on every stage up to the gate; of an emergency, whose
  /// approvals follow, only that it was submitted.
  private func fixed(_ stages: [StageVerdict], _ ratification: Ratification?) -> [StageVerdict] {
    if let ratification { return deferred(stages, ratification) }
    guard let start else { return stages }
    let last = view.policy.workflow.gateStage
    return zip(start.stages, stages).map { $0.stage <= last ? $0 : $1 }
  }

  /// The ratification of an emergency by the live verdicts on its stages.
  func ratification(_ standing: [StageVerdict]) -> Ratification? {
    guard let rule = EmergencyPath(view: view).rule else { return nil }
    return Ratification(
      view: view, tally: tally, rule: rule, stages: standing,
      start: start.map { change.acts[$0.index] })
  }

  /// The stages of an emergency: deferred until it is ratified, and closed only afterwards.
  func deferred(_ stages: [StageVerdict], _ ratification: Ratification) -> [StageVerdict] {
    stages.map { stage in
      if stage.stage == .initiated, let start { return start.stages.first ?? stage }
      if EmergencyPath.deferred.contains(stage.stage) {
        guard stage.status != .notApplicable,
          !ratification.isComplete || !stage.status.passes
        else { return stage }
        return StageVerdict(stage: stage.stage, status: .deferred, requirements: stage.requirements)
      }
      guard stage.stage == .closed, stage.status != .notApplicable else { return stage }
      let ratified = ratification.requirement
      let missed: Status = ratified.status == .error ? .error : .unsatisfied
      let status = stage.status.passes && !ratified.status.passes ? missed : stage.status
      return StageVerdict(
        stage: .closed, status: status, requirements: stage.requirements + [ratified])
    }
  }

  /// What would have prevented another change is flagged for an emergency, and an owed review.
  func emergencyFlags(_ standing: [StageVerdict]) -> [Flag] {
    guard let rule = EmergencyPath(view: view).rule else { return [] }
    let gate = GateRule(view: view, tally: tally, stages: [], findings: [])
    var flags = gate.freezes.map {
      Flag(code: .freeze, message: $0.message, commit: start.map { change.acts[$0.index].id })
    }
    let scheduled =
      standing.first { $0.stage == .scheduled }?.requirements
      .filter { !$0.status.passes } ?? []
    for (id, code) in [("lead-time", Flag.Code.leadTime), ("conflicts", .conflict)] {
      guard let verdict = scheduled.first(where: { $0.id == id }) else { continue }
      flags.append(Flag(code: code, message: verdict.message ?? id, commit: nil))
    }
    if let period = rule.reviewWithin, let finish = tally.counted(.finish).first,
      tally.counted(.review).isEmpty
    {
      let act = change.acts[finish]
      let due = (view.recorded(act) ?? act.time).advanced(by: period.seconds)
      if now >= due {
        flags.append(
          Flag(code: .reviewOverdue, message: "the review was due at \(due)", commit: act.id))
      }
    }
    return flags
  }

  func reached(_ stages: [StageVerdict]) -> Stage? {
    stages.prefix { $0.status.passes }.last { $0.status != .notApplicable }?.stage
  }

  func state(_ stages: [StageVerdict]) -> Verdict.State {
    let closing = view.policy.workflow.stages[.closed]?.act ?? .close
    if stages.last?.status.passes ?? false, !tally.counted(closing).isEmpty { return .closed }
    if !tally.counted(.cancel).isEmpty { return .cancelled }
    if !tally.counted(.reject).isEmpty { return .rejected }
    return tally.counted(.hold).isEmpty ? .active : .held
  }

  // MARK: Acts and references

  private var actVerdicts: [ActVerdict] {
    change.acts.indices.map { index in
      let act = change.acts[index]
      let ruling = ruling(on: index)
      var verdict = ActVerdict(
        act: act, integrated: act.integration.map { history.graph.ids[history.graph.spine[$0]] },
        recorded: view.recorded(act), counted: ruling.reasons[index] == nil,
        reason: ruling.reasons[index],
        detail: ruling.details[index], explanation: explanation(act, ruling.reasons[index]))
      if verdict.counted, start == nil { verdict.holdsUntil = ruling.expiry(of: act) }
      return verdict
    }
  }

  /// The tally that speaks of an act: the authorised Start's for what it was judged by.
  func ruling(on index: Int) -> Tally {
    guard let start else { return tally }
    if index == start.index { return start.tally }
    let stage = Stage.allCases.first {
      view.policy.workflow.stages[$0]?.act == change.acts[index].statement.verb
    }
    guard let stage, stage <= view.policy.workflow.gateStage, start.view.sees(change.acts[index])
    else { return tally }
    let emergency = EmergencyPath(view: view)
    if emergency.rule != nil, stage != .initiated,
      emergency.stageRule(for: change.acts[index]) == nil
    {
      return tally
    }
    return start.tally
  }

  private func explanation(_ act: Act, _ reason: ActReason?) -> String? {
    guard let reason, act.faults.contains(reason) else { return nil }
    return act.explanation
  }

  private var record: Verdict.Record? {
    guard let content = view.content else { return nil }
    return Verdict.Record(
      path: content.path, commit: change.currentCommit ?? trunkCommit, digest: content.digest,
      title: content.document.change?.title ?? "")
  }

  var trunkCommit: ObjectID { history.graph.ids[history.graph.spine[history.tipPosition]] }

  private var policyReference: History.PolicyReference {
    let position = start.flatMap { change.acts[$0.index].integration }.map { $0 - 1 }
    let version = history.policy(at: position ?? history.tipPosition)
    return History.PolicyReference(
      commit: version?.commit, digest: version?.digest,
      authorised: version != nil && !history.problems.contains { $0.holds(at: history.tipPosition) }
    )
  }
}

extension History {
  /// What is unsettled about the policy at a spine position.
  func problems(at position: Int) -> [GateReason] {
    var reasons = problems.filter { $0.holds(at: position) }.map {
      GateReason(code: $0.code, message: $0.message)
    }
    if policy(at: position) == nil {
      reasons.append(GateReason(code: .policyError, message: "no policy is in force"))
    }
    return reasons
  }
}

extension Policy {
  /// A policy that asks for nothing and therefore allows nothing.
  static let absent = Policy(
    charter: Charter(), people: People(), systems: Systems(), workflow: Workflow(),
    calendar: Calendar(), lint: LintSettings(), templates: [])
}

extension Workflow {
  /// Every section that a stage up to the gate covers.
  var sectionsUpToGate: [Section] {
    let covered = stages.values.filter { $0.stage <= gateStage && $0.stage != .tested }
      .flatMap(\.coveredSections)
    let tested = stages[.tested].map { $0.stage <= gateStage ? $0.coveredSections : [] } ?? []
    let all = Set(covered + tested)
    return Section.allCases.filter(all.contains)
  }
}
