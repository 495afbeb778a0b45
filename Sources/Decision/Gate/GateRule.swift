internal import Acts
internal import Diagnostics
internal import Primitives
internal import Records

/// Collects every reason why the gate is not open, from one standpoint before Start.
struct GateRule {
  let view: View
  let tally: Tally
  let stages: [StageVerdict]
  let findings: [Finding]

  private var acts: [Act] { tally.acts }

  /// The reasons that have nothing to do with the artifact asked for.
  func reasons() -> [GateReason] {
    if EmergencyPath(view: view).rule != nil {
      return notUnderstood + forbidding + lint + unmetBeforeEmergency + dependencies
    }
    return notUnderstood + forbidding + lint + unmet + window + freezes + dependencies
  }

  // MARK: What forbids

  /// Objections, rejections, holds and cancellations in force.
  var forbidding: [GateReason] {
    acts.indices.filter { acts[$0].statement.verb.forbids && tally.counts($0) }
      .compactMap { forbids(acts[$0]) }
  }

  private func forbids(_ act: Act) -> GateReason? {
    let person = act.person ?? "somebody"
    switch act.statement.verb {
    case .object:
      let name = act.statement["objection"] ?? ""
      return GateReason(
        code: .objection, message: "\(person) objects (\(name)); only their Resolve ends it")
    case .reject:
      return GateReason(code: .rejected, message: "\(person) rejected the change")
    case .hold:
      return GateReason(code: .held, message: "\(person) holds the change")
    case .cancel:
      return GateReason(code: .cancelled, message: "\(person) cancelled the change")
    default:
      return nil
    }
  }

  /// Errors of the linter on the judged content.
  var lint: [GateReason] {
    findings.filter { $0.severity == .error }.map {
      GateReason(code: .lint, message: "\($0.rule): \($0.message)", at: $0.location)
    }
  }

  // MARK: What is missing

  private var unmet: [GateReason] {
    let last = view.policy.workflow.gateStage
    return stages.filter { $0.stage <= last && !$0.status.passes }.flatMap(reasons)
  }

  /// An emergency waits for its submission and the one approval before.
  private var unmetBeforeEmergency: [GateReason] {
    var reasons = stages.filter { $0.stage == .initiated && !$0.status.passes }
      .flatMap { self.reasons(for: $0) }
    // Whatever the workflow asks of the first stage: an emergency is one that was submitted.
    if reasons.isEmpty, tally.counted(.submit).isEmpty {
      reasons.append(
        GateReason(
          code: .requirementUnsatisfied,
          message: "initiated: the requester of an emergency has to submit it"))
    }
    let evaluator = StageEvaluator(view: view, tally: tally, findings: findings)
    guard let (status, requirements) = evaluator.emergencyApproval(), status != .notApplicable,
      let rule = EmergencyPath(view: view).before
    else {
      let words = "no approval before this emergency is asked for"
      return reasons + [GateReason(code: .policyError, message: words)]
    }
    if !status.passes {
      let stage = StageVerdict(stage: .approved, status: status, requirements: requirements)
      reasons += self.reasons(for: stage, by: rule)
    }
    return reasons + [unrecordedBefore].compactMap { $0 }
  }

  /// With `clock: recorded` an approval before is young only if a recorder says when it was made.
  private var unrecordedBefore: GateReason? {
    let path = EmergencyPath(view: view)
    guard view.policy.workflow.clock == .recorded, view.expires,
      let act = tally.counted(.approve).map({ acts[$0] }).first(where: {
        path.stageRule(for: $0) != nil && view.recorded($0) == nil
      })
    else { return nil }
    return GateReason(
      code: .policyError,
      message: "no recorder vouches for the time of commit \(act.id.short)")
  }

  private func reasons(for stage: StageVerdict) -> [GateReason] {
    reasons(for: stage, by: view.policy.workflow.stages[stage.stage])
  }

  private func reasons(for stage: StageVerdict, by rule: StageRule?) -> [GateReason] {
    // What errs below a requirement that holds all the same is listed, and shuts nothing.
    // A further workflow may be called like a requirement of another: that is nothing below it.
    let settled = stage.requirements.filter(\.status.passes)
    let open = stage.requirements.filter { verdict in
      verdict.isOpen
        && !settled.contains { verdict.id.hasPrefix($0.id + "/") && $0.path == verdict.path }
    }
    // Children follow their parent; the innermost open ones say what to do. A parent that errs
    // by itself is named too: no child speaks for it.
    let innermost = open.filter { verdict in
      let children = open.filter {
        $0.id != verdict.id && $0.id.hasPrefix(verdict.id + "/") && $0.path == verdict.path
      }
      if verdict.status == .error { return !children.contains { $0.status == .error } }
      return children.isEmpty
    }
    guard innermost.isEmpty else {
      return innermost.map { reason(for: $0, in: stage.stage, by: rule) }
    }
    // A stage that does not pass shuts the gate even where no requirement speaks for it.
    return [
      GateReason(
        code: stage.status == .error ? .policyError : .requirementUnsatisfied,
        message: "\(stage.stage.rawValue): the stage is \(stage.status.rawValue)",
        at: rule.map { location(line: $0.line, of: $0.path) })
    ]
  }

  private func reason(for verdict: RequirementVerdict, in stage: Stage, by rule: StageRule?)
    -> GateReason
  {
    let place = location(line: verdict.line, of: verdict.path)
    if verdict.status == .error {
      let message = "\(stage.rawValue)/\(verdict.id): \(verdict.message ?? "cannot be evaluated")"
      return GateReason(
        code: verdict.blamesRecord ? .recordError : .policyError, message: message, at: place)
    }
    if let rule, let stale = staleApproval(feeding: verdict, by: rule) {
      return GateReason(
        code: .approvalStale,
        message: "\(stage.rawValue)/\(verdict.id): the approval of \(stale.person ?? "somebody") "
          + "is stale, since what it covered was edited", at: place)
    }
    let code = verdict.code ?? .requirementUnsatisfied
    let missing = verdict.message ?? "\(verdict.have) of \(verdict.need)"
    return GateReason(
      code: code, message: "\(stage.rawValue)/\(verdict.id): \(missing)", at: place)
  }

  /// A stale Approve that sat in the requirement's seat and was not made again.
  private func staleApproval(feeding verdict: RequirementVerdict, by rule: StageRule) -> Act? {
    guard rule.act == .approve, verdict.code == nil else { return nil }
    let roles = rolesOfSeats(verdict, rule)
    return acts.indices.first { index in
      let act = acts[index]
      guard tally.reasons[index] == .stale, act.statement.verb == .approve,
        let role = act.statement.role, roles.contains(role)
      else { return false }
      return !tally.counted(.approve).contains { counted in
        acts[counted].person == act.person && acts[counted].statement.role == role
      }
    }.map { acts[$0] }
  }

  /// The roles that the seats of a verdict ask for.
  private func rolesOfSeats(_ verdict: RequirementVerdict, _ rule: StageRule) -> Set<String> {
    // A seat says its role: its neighbours may stand on the same line of the policy.
    if let role = verdict.role { return [role] }
    let asking = ([rule] + rule.further).first { $0.path == verdict.path }
    guard let require = asking?.require else { return [] }
    var roles: Set<String> = []
    for quorum in require.quorums(onLine: verdict.line, orWithin: verdict.id) {
      if quorum.role == "system-owner" {
        let system = verdict.id.split(separator: "/").last.map(String.init) ?? ""
        let systems = view.record?.request?.systems ?? []
        roles.formUnion(
          (systems.contains(system) ? [system] : systems).map { Roles.owner(of: $0) })
      } else {
        roles.insert(quorum.role)
      }
    }
    return roles
  }

  private func location(line: Int, of path: String) -> Location {
    let position = Position(line: line, column: 1)
    return Location(path: path, span: Span(start: position, end: position))
  }

  // MARK: Time and type

  /// The planned window must be open, whoever has signed.
  var window: [GateReason] {
    guard view.policy.workflow.gateStage >= .scheduled,
      let window = view.record?.schedule?.window, window.start < window.end
    else { return [] }
    if view.now < window.start {
      return [
        GateReason(code: .windowNotOpen, message: "the planned window opens at \(window.start)")
      ]
    }
    if view.now >= window.end {
      return [
        GateReason(code: .windowPassed, message: "the planned window closed at \(window.end)")
      ]
    }
    return []
  }

  /// Freezes that the planned window or the present moment touches, less those excepted.
  var freezes: [GateReason] {
    let excepted = Set(tally.counted(.except).compactMap { acts[$0].statement["freeze"] })
    return view.policy.calendar.freezes.compactMap { freeze in
      guard freeze.touches(view), !excepted.contains(freeze.id) else { return nil }
      let place = Position(line: freeze.line, column: 1)
      return GateReason(
        code: .freeze, message: "freeze `\(freeze.id)` lasts until \(freeze.interval.end)",
        at: Location(path: "policies/calendar.yaml", span: Span(start: place, end: place)))
    }
  }

  /// Changes that this one waits for until they finish successfully.
  var dependencies: [GateReason] {
    (view.record?.request?.dependsOn ?? []).compactMap { id in
      guard let other = view.history.changes[id] else {
        return GateReason(code: .recordError, message: "it depends on \(id), which does not exist")
      }
      guard !DependencyRule(view: view).hasFinished(other) else { return nil }
      return GateReason(
        code: .dependency, message: "it depends on \(id), which has not finished successfully")
    }
  }

  /// What keeps anything from being judged, whatever is signed.
  var notUnderstood: [GateReason] {
    var reasons: [GateReason] = []
    let zone = view.policy.calendar.timeZone
    if view.history.zones[zone] == nil {
      reasons.append(
        GateReason(code: .policyError, message: "the calendar's time zone `\(zone)` is not known"))
    }
    if EmergencyPath(view: view).isUnruled {
      reasons.append(
        GateReason(code: .policyError, message: "the policy has no rule for emergencies"))
    }
    return reasons
  }
}

extension Requirement {
  /// The quorums of the nodes that stand on a line of the policy or bear the id.
  func quorums(onLine line: Int, orWithin id: String) -> [Quorum] {
    if self.line == line || (self.id.map { id == $0 } ?? false) { return quorums }
    switch kind {
    case .all(let children), .any(let children), .atLeast(_, let children):
      return children.flatMap { $0.quorums(onLine: line, orWithin: id) }
    case .quorum, .empty: return []
    }
  }
}
