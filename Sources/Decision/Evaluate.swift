internal import Acts
package import Primitives
internal import Records

/// Derives the verdict on one change: pure and total, so that the same history, policy and clock
/// give the same answer to every command.
///
/// - Returns: nil if neither a record nor an act of that id exists.
package func evaluate(
  _ id: String, in history: History, now: Instant, question: GateQuestion = GateQuestion()
) -> Verdict? {
  guard let change = history.changes[id] else { return nil }
  return Evaluation(history: history, change: change, now: now, question: question).verdict()
}

/// One run of the decision.
struct Evaluation {
  let history: History
  let change: ChangeHistory
  let now: Instant
  let question: GateQuestion

  private let starts: [StartRule.Judgement]
  private let start: StartRule.Judgement?
  private let view: View
  private let tally: Tally

  init(history: History, change: ChangeHistory, now: Instant, question: GateQuestion) {
    self.history = history
    self.change = change
    self.now = now
    self.question = question
    let memo = DependencyMemo()
    let rule = StartRule(history: history, change: change, now: now, memo: memo)
    starts = rule.judgements()
    start = starts.first { $0.isAuthorised }
    let settled = start.flatMap { rule.policy(for: change.acts[$0.index]) }
    view = View(
      history: history, change: change,
      policy: settled ?? history.policy(at: history.tipPosition)?.policy ?? .absent, now: now,
      limit: history.tipPosition, branch: history.head, hearsUnlanded: true,
      contentCommit: history.judgedTip, version: change.current, judging: nil, memo: memo)
    tally = Tally(view: view)
  }

  func verdict() -> Verdict {
    let findings = LintRule(view: view, tally: tally).findings()
    let live = StageEvaluator(view: view, tally: tally, findings: findings)
    let stages = fixed(live.stages())
    let state = state(stages)
    return Verdict(
      change: change.id, record: record, mode: history.mode, stage: reached(stages), state: state,
      type: fixedRecord?.kind, risk: start.map { risk(of: $0) } ?? live.risk,
      gate: gate(stages: stages, live: live, state: state), stages: stages, acts: actVerdicts,
      flags: flags, nearMisses: change.nearMisses, policy: policyReference,
      trunkReference: history.trunkReference, trunkCommit: trunkCommit, now: now)
  }

  private func risk(of start: StartRule.Judgement) -> ChangeRequest.Risk? {
    StageEvaluator(view: start.view, tally: start.tally, findings: []).risk
  }

  // MARK: Stages

  /// An authorised Start fixes the verdict on every stage up to the gate.
  private func fixed(_ stages: [StageVerdict]) -> [StageVerdict] {
    guard let start else { return stages }
    let last = view.policy.workflow.gateStage
    return zip(start.stages, stages).map { $0.stage <= last ? $0 : $1 }
  }

  private func reached(_ stages: [StageVerdict]) -> Stage? {
    stages.prefix { $0.status.passes }.last { $0.status != .notApplicable }?.stage
  }

  private func state(_ stages: [StageVerdict]) -> Verdict.State {
    let closing = view.policy.workflow.stages[.closed]?.act ?? .close
    if stages.last?.status.passes ?? false, !tally.counted(closing).isEmpty { return .closed }
    if !tally.counted(.cancel).isEmpty { return .cancelled }
    if !tally.counted(.reject).isEmpty { return .rejected }
    return tally.counted(.hold).isEmpty ? .active : .held
  }

  // MARK: Gate

  private func gate(stages: [StageVerdict], live: StageEvaluator, state: Verdict.State)
    -> Verdict.Gate
  {
    let rule = GateRule(view: view, tally: tally, stages: stages, findings: live.findings)
    var reasons =
      question.rollback
      ? RollbackRule(change: change, starts: starts, tally: tally).reasons(question)
      : forward(rule, state: state)
    // Asked for last: only a gate that is open to something needs to be told to what.
    if !question.rollback, let reason = artifactReason,
      reason.code != .artifactRequired || reasons.isEmpty
    {
      reasons.append(reason)
    }
    reasons = reasons.uniqued()
    let decision = reasons.map(\.code.effect).max() ?? .allowed
    let waits = reasons.contains { $0.code == .windowNotOpen }
    return Verdict.Gate(
      name: view.policy.workflow.gateName, decision: decision, reasons: ranked(reasons),
      next: waits ? view.record?.schedule?.window?.start : nil)
  }

  /// The decisive reasons first.
  private func ranked(_ reasons: [GateReason]) -> [GateReason] {
    reasons.enumerated().sorted {
      ($1.element.code.effect, $0.offset) < ($0.element.code.effect, $1.offset)
    }.map(\.element)
  }

  private func forward(_ rule: GateRule, state: Verdict.State) -> [GateReason] {
    var reasons = history.problems(at: history.tipPosition)
    if change.current == nil {
      reasons.append(
        GateReason(code: .recordMissing, message: "the trunk has no record of \(change.id)"))
    }
    if change.headBehind {
      reasons.append(
        GateReason(
          code: .headBehind, message: "the trunk changed the record since this head left it"))
    }
    if state == .closed {
      reasons.append(GateReason(code: .closed, message: "the change is closed"))
    }
    guard start != nil else { return reasons + finished + rule.reasons() }
    reasons += finished + rule.notUnderstood + rule.forbidding + rule.lint
    if let edit = editedAfterStart {
      reasons.append(GateReason(code: .editedAfterStart, message: edit.message))
    }
    return reasons + rule.window + rule.freezes
  }

  private var finished: [GateReason] {
    guard !tally.counted(.finish).isEmpty else { return [] }
    return [GateReason(code: .finished, message: "the implementation has finished")]
  }

  private var artifactReason: GateReason? {
    guard let record = fixedRecord else { return nil }
    return ArtifactRule(
      record: record, start: start.map { change.acts[$0.index] },
      binding: view.policy.workflow.artifact
    ).objection(to: question)
  }

  /// The record whose type and artifacts hold: Start's, once there is one.
  private var fixedRecord: ChangeRequest? { start?.view.record ?? view.record }

  // MARK: Flags

  private var flags: [Flag] {
    var flags = history.flags
    let first = start?.index
    for judgement in starts where judgement.index != first {
      if first != nil, judgement.fault == .duplicate { continue }
      if let first, judgement.index > first, judgement.fault == nil,
        namesSame(judgement.index, first)
      {
        continue
      }
      flags.append(unauthorised(change.acts[judgement.index], why: why(judgement)))
    }
    for index in tally.counted(.finish) where start == nil {
      flags.append(
        unauthorised(change.acts[index], why: "it finishes what no authorised Start began"))
    }
    flags += strayRollbacks
    if let edit = editedAfterStart { flags.append(edit) }
    return flags + outsideWindow
  }

  private func why(_ judgement: StartRule.Judgement) -> String {
    if let fault = judgement.fault { return fault.rawValue }
    return judgement.reasons.first?.message ?? "the gate was closed"
  }

  private func namesSame(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (change.acts[left].statement, change.acts[right].statement)
    return a["commit"] == b["commit"] && a["artifact"] == b["artifact"]
  }

  private func unauthorised(_ act: Act, why: String) -> Flag {
    Flag(
      code: .startedUnauthorised,
      message:
        "\(act.statement.verb.name) by \(act.person ?? "somebody") was not authorised: \(why)",
      commit: act.id)
  }

  /// A Start of the way back without a Start that leaves one.
  private var strayRollbacks: [Flag] {
    guard !starts.contains(where: \.leavesWayBack) else { return [] }
    return change.acts.filter {
      $0.statement.verb == .start && $0.statement["kind"] == "rollback" && view.sees($0)
    }.map { unauthorised($0, why: "there is nothing to roll back") }
  }

  /// Covered content that stood on the trunk after Start and is not what Start was given.
  private var editedAfterStart: Flag? {
    guard let start, let position = change.acts[start.index].integration,
      let given = start.view.content
    else { return nil }
    let sections = view.policy.workflow.sectionsUpToGate
    for spine in change.spineVersions where spine.position >= position {
      guard let version = spine.version else {
        return edited(spine.position, "the record was removed after Start")
      }
      let fields = Staleness.fields(from: given, to: change.versions[version], in: sections)
      if let field = fields.first {
        return edited(spine.position, "\(field) was edited after Start")
      }
    }
    return nil
  }

  private func edited(_ position: Int, _ message: String) -> Flag {
    Flag(
      code: .editedAfterStart, message: message,
      commit: history.graph.ids[history.graph.spine[position]])
  }

  /// Work that was done, by claim or by record, outside the window planned for it.
  private var outsideWindow: [Flag] {
    guard let start, let window = start.view.record?.schedule?.window else { return [] }
    let began = change.acts[start.index]
    var flags: [Flag] = []
    func check(_ time: Instant?, _ what: String, _ commit: ObjectID) {
      guard let time, time < window.start || time > window.end else { return }
      flags.append(
        Flag(
          code: .outsideWindow, message: "\(what) at \(time), outside the window", commit: commit))
    }
    check(began.recorded ?? began.time, "started", began.id)
    for index in tally.counted(.finish).prefix(1) {
      let finish = change.acts[index]
      check(finish.recorded ?? finish.time, "finished", finish.id)
      check(view.record?.execution?.started, "execution began", finish.id)
      check(view.record?.execution?.finished, "execution ended", finish.id)
    }
    return flags
  }

  // MARK: Acts and references

  private var actVerdicts: [ActVerdict] {
    change.acts.indices.map { index in
      let act = change.acts[index]
      let ruling = ruling(on: index)
      return ActVerdict(
        act: act, integrated: act.integration.map { history.graph.ids[history.graph.spine[$0]] },
        counted: ruling.reasons[index] == nil, reason: ruling.reasons[index],
        detail: ruling.details[index], explanation: explanation(act, ruling.reasons[index]))
    }
  }

  /// The tally that speaks of an act: the authorised Start's for what it was judged by.
  private func ruling(on index: Int) -> Tally {
    guard let start else { return tally }
    if index == start.index { return start.tally }
    let stage = Stage.allCases.first {
      view.policy.workflow.stages[$0]?.act == change.acts[index].statement.verb
    }
    guard let stage, stage <= view.policy.workflow.gateStage, start.view.sees(change.acts[index])
    else { return tally }
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

  private var trunkCommit: ObjectID { history.graph.ids[history.graph.spine[history.tipPosition]] }

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
  static var absent: Policy {
    Policy(
      charter: Charter(), people: People(), systems: Systems(), workflow: Workflow(),
      calendar: Calendar(), lint: LintSettings(), templates: [])
  }
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
