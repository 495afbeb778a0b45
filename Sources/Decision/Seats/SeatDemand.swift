internal import Acts
internal import Records

/// What a change asks for at present.
struct SeatDemand {
  /// One thing that acts can bring about.
  enum Target: Hashable {
    /// A requirement of a stage.
    case stage(Stage)
    /// The approval that lets an emergency begin.
    case emergencyApproval
    /// The beginning of the implementation.
    case start
    /// The end of an objection or a hold.
    case lifting
    /// The end of a rejection by whoever made it.
    case acceptance
  }

  let target: Target
  /// The requirement as it stands; nil where none is asked.
  var requirement: RequirementVerdict?
  let verb: Verb
  let role: String?
  /// Who could do it at first sight.
  let people: [String]
}

/// Finds what a change asks for at present.
struct SeatDemands {
  let verdict: Verdict
  let evaluation: Evaluation

  private var tally: Tally { evaluation.tally }

  var all: [SeatDemand] {
    switch verdict.state {
    case .closed, .cancelled: []
    case .held: liftings(of: .hold)
    case .rejected: acceptances
    case .active: liftings(of: .object) + asked
    }
  }

  private var asked: [SeatDemand] {
    let isEmergency = EmergencyPath(view: evaluation.view).rule != nil
    let gate = evaluation.view.policy.workflow.gateStage
    if isEmergency { return emergency }
    if let open = unsubmitted { return open }
    if evaluation.start == nil {
      guard verdict.gate.decision != .allowed else { return starts }
      // Approving a time that is over helps nobody: the record has to plan another first.
      if verdict.gate.reasons.contains(where: { $0.code == .windowPassed }) { return [] }
      return seats { $0 <= gate }
    }
    return afterStart
  }

  /// The submission alone, as long as it is missing.
  private var unsubmitted: [SeatDemand]? {
    let first = seats { $0 == .initiated }
    return first.isEmpty ? nil : first
  }

  private var afterStart: [SeatDemand] {
    let gate = evaluation.view.policy.workflow.gateStage
    let next = verdict.stages.first { $0.stage > gate && !$0.status.passes }?.stage
    return next.map { next in seats { $0 == next } } ?? []
  }

  private var emergency: [SeatDemand] {
    if let open = unsubmitted { return open }
    var demands: [SeatDemand] = []
    if evaluation.start == nil {
      let stages = StageEvaluator(view: evaluation.view, tally: tally, findings: [])
      let before = stages.emergencyApproval()
      demands = (before?.1 ?? []).compactMap { demand($0, .emergencyApproval) }
      guard before?.0.passes ?? false else { return demands }
      demands += verdict.gate.decision == .allowed ? starts : []
    }
    // What was left out for speed is due from the first approval on.
    demands += seats { EmergencyPath.ratifying.contains($0) }
    return demands + (evaluation.start == nil ? [] : afterStart)
  }

  // MARK: Kinds of demands

  private func seats(_ isAsked: (Stage) -> Bool) -> [SeatDemand] {
    verdict.stages.filter { isAsked($0.stage) && ($0.status == .deferred || !$0.status.passes) }
      .flatMap { stage in
        stage.requirements.compactMap { demand($0, .stage(stage.stage)) }
      }
  }

  private func demand(
    _ requirement: RequirementVerdict, _ target: SeatDemand.Target
  ) -> SeatDemand? {
    guard let verb = requirement.verb, requirement.isOpen, !requirement.isMoot,
      requirement.status != .error
    else { return nil }
    return SeatDemand(
      target: target, requirement: requirement, verb: verb,
      role: requirement.role ?? evaluation.roleOfFailing(requirement),
      people: verb == .finish ? hands(among: requirement.could) : requirement.could)
  }

  private var starts: [SeatDemand] {
    let stage = verdict.stages.first { $0.stage == .implemented }
    return (stage?.requirements ?? []).compactMap { demand($0, .start) }.map { demand in
      SeatDemand(
        target: .start, requirement: demand.requirement, verb: .start, role: demand.role,
        people: hands(among: demand.people))
    }
  }

  /// Of those who may carry it out, whoever began it, else whom the record names, else all.
  private func hands(among people: [String]) -> [String] {
    let history = evaluation.history
    let starters = tally.counted(.start).compactMap { tally.acts[$0].person }
    let named = evaluation.view.record?.implementation?.implementer
    for own in [starters, [named].compactMap { $0 }.map(history.canonical)] {
      let found = people.filter { own.contains(history.canonical($0)) }
      if !found.isEmpty { return found }
    }
    return people
  }

  private func liftings(of verb: Verb) -> [SeatDemand] {
    tally.counted(verb).compactMap { index in
      guard let person = tally.acts[index].person else { return nil }
      return SeatDemand(
        target: .lifting, verb: verb == .object ? .resolve : .resume, role: nil,
        people: [person])
    }
  }

  /// A rejection ends when its maker approves the record as it is now.
  private var acceptances: [SeatDemand] {
    tally.counted(.reject).compactMap { index in
      guard let person = tally.acts[index].person else { return nil }
      return SeatDemand(
        target: .acceptance, verb: .approve, role: tally.acts[index].statement.role,
        people: [person])
    }
  }
}
