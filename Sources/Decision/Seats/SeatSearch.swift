internal import Acts
internal import Primitives
internal import Records

/// Puts what people could do to the decision, act by act.
struct SeatSearch {
  let verdict: Verdict
  let history: History
  let evaluation: Evaluation
  /// Whose acts are looked for; nil for everybody's.
  let people: Set<String>?

  /// An act that is to be tried.
  private struct Candidate {
    let demand: SeatDemand
    let act: ProposedAct
    let delegation: DelegationStanding?
  }

  func seats() -> [OpenSeat] {
    let demands = SeatDemands(verdict: verdict, evaluation: evaluation).all
    let found = demands.flatMap { candidates(for: $0) }
    guard !found.isEmpty else { return [] }
    let assumption = Assumption(
      history, evaluation.change, now: verdict.now, question: GateQuestion(), room: 1)
    return Self.joined(
      found.filter { !isUnderWay($0.act) && counts($0, assumption.evaluation(after: [$0.act])) }
        .map(seat))
  }

  /// Each act once, for all that it fills.
  private static func joined(_ seats: [OpenSeat]) -> [OpenSeat] {
    var result: [OpenSeat] = []
    for seat in seats {
      if let known = result.firstIndex(where: { $0.act == seat.act && $0.stage == seat.stage }) {
        result[known].requirements += seat.requirements
      } else {
        result.append(seat)
      }
    }
    return result
  }

  // MARK: Candidates

  private func candidates(for demand: SeatDemand) -> [Candidate] {
    if demand.target == .lifting { return liftings(demand) }
    let roles = Roles(policy: evaluation.view.policy)
    let own = demand.people.filter { isAsked($0) && roles.isActive($0) }.uniqued()
    return own.map { Candidate(demand: demand, act: act($0, demand), delegation: nil) }
      + delegated(demand, besides: own).filter { roles.isActive($0.act.person) }
  }

  private func delegated(_ demand: SeatDemand, besides own: [String]) -> [Candidate] {
    guard !history.delegations.isEmpty, let role = demand.role, demand.target != .acceptance else {
      return []
    }
    var seen = Set(own + demand.people)
    return delegations(in: history, now: verdict.now).compactMap { standing in
      let delegate = standing.act.delegation.to
      guard standing.state == .active, standing.act.delegation.role == role, isAsked(delegate),
        seen.insert(delegate).inserted
      else { return nil }
      return Candidate(demand: demand, act: act(delegate, demand), delegation: standing)
    }
  }

  private func liftings(_ demand: SeatDemand) -> [Candidate] {
    let roles = Roles(policy: evaluation.view.policy)
    return Lifting(evaluation: evaluation).acts.filter {
      $0.verb == demand.verb && demand.people.contains($0.person) && isAsked($0.person)
        && roles.isActive($0.person)
    }.map { Candidate(demand: demand, act: $0, delegation: nil) }
  }

  private func isAsked(_ person: String) -> Bool { people?.contains(person) ?? true }

  /// Whether the person made the act already, and it only has to land.
  private func isUnderWay(_ act: ProposedAct) -> Bool {
    let person = history.canonical(act.person)
    return verdict.acts.contains { each in
      each.reason == .notReachable && each.act.integration == nil && each.act.person == person
        && each.act.statement.verb == act.verb && each.act.statement.role == act.role
        && each.act.statement["objection"]
          == act.parameters.first { $0.key == "objection" }?.value
    }
  }

  private func act(_ person: String, _ demand: SeatDemand) -> ProposedAct {
    var act = evaluation.proposed(demand.verb, by: person, as: demand.role)
    let artifacts = evaluation.view.record?.implementation?.artifacts ?? []
    if demand.verb == .start, let commit = artifacts.first?.commit, artifacts.count == 1 {
      act.parameters.append(Statement.Parameter(key: "commit", value: commit.description))
    }
    if demand.verb == .finish {
      act.parameters.append(Statement.Parameter(key: "outcome", value: "successful"))
    }
    return act
  }

  // MARK: The decision

  /// Whether the assumed act, which is the last, has its effect and brings about what is asked.
  private func counts(_ candidate: Candidate, _ after: Evaluation) -> Bool {
    guard let last = after.tally.acts.indices.last, after.tally.counts(last) else { return false }
    switch candidate.demand.target {
    case .start: return after.start?.index == last
    case .lifting: return true
    case .acceptance:
      return after.tally.counted(.reject).count < evaluation.tally.counted(.reject).count
    case .stage(let stage):
      let stages = StageEvaluator(view: after.view, tally: after.tally, findings: [])
      return fills(candidate.demand, stages.verdict(of: stage).requirements)
    case .emergencyApproval:
      let stages = StageEvaluator(view: after.view, tally: after.tally, findings: [])
      return fills(candidate.demand, stages.emergencyApproval()?.1 ?? [])
    }
  }

  private func fills(_ demand: SeatDemand, _ after: [RequirementVerdict]) -> Bool {
    guard let before = demand.requirement else { return false }
    // A requirement that is gone, such as that of a failing test, asks for nothing any more.
    guard let now = after.first(where: { $0.id == before.id && $0.path == before.path }) else {
      return true
    }
    return now.status.passes || now.have > before.have
  }

  // MARK: The seat

  private func seat(_ candidate: Candidate) -> OpenSeat {
    var stage: Stage?
    switch candidate.demand.target {
    case .stage(let asking): stage = asking
    case .emergencyApproval, .acceptance: stage = .approved
    case .start: stage = .implemented
    case .lifting: break
    }
    let earlier = earlier(candidate.act)
    return OpenSeat(
      change: verdict.change, stage: stage,
      requirements: [candidate.demand.requirement?.id].compactMap { $0 },
      act: candidate.act, delegation: candidate.delegation,
      since: since(candidate.demand, stage, earlier), earlier: earlier)
  }

  private func earlier(_ act: ProposedAct) -> ActVerdict? {
    let person = history.canonical(act.person)
    return verdict.acts.last { each in
      each.act.person == person && each.act.statement.verb == act.verb
        && each.act.statement.role == act.role
        && (each.reason == .stale || each.reason == .expired)
    }
  }

  /// The landing of the last act of the stages before, or of the edit that made an act stale.
  private func since(_ demand: SeatDemand, _ stage: Stage?, _ earlier: ActVerdict?) -> Instant? {
    if demand.target == .lifting {
      let verb: Verb = demand.verb == .resolve ? .object : .hold
      return evaluation.tally.counted(verb).map { evaluation.tally.acts[$0] }
        .filter { $0.person.map(demand.people.contains) ?? false }.map(\.time).min()
    }
    let passed = verdict.stages.prefix { $0.status.passes && $0.stage < stage ?? .initiated }
    let filling = Set(passed.flatMap(\.requirements).flatMap(\.acts))
    let landed = verdict.acts.filter { filling.contains($0.act.id) }.map {
      $0.act.integrationTime ?? $0.act.time
    }.max()
    let edits = (earlier?.detail ?? []).compactMap(\.commit).compactMap(time)
    let begun = landed ?? evaluation.change.currentCommit.flatMap(time)
    return edits.max().map { max($0, begun ?? $0) } ?? begun
  }

  private func time(_ commit: ObjectID) -> Instant? {
    guard let index = history.graph.ids.firstIndex(of: commit) else { return nil }
    let landed = history.graph.integrations[index].map { history.graph.spine[$0] }
    return history.graph.times[landed ?? index]
  }
}
