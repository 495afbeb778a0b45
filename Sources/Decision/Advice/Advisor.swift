internal import Acts
package import Primitives
internal import Records

/// The smallest set of acts that would open a change's gate, and what would still keep it shut.
///
/// Every suggestion is put to the decision itself: acts are assumed on the trunk's tip and the
/// change is judged as ever, so that nothing is suggested that would not count.
///
/// - Returns: nil if there is no such change, or no way back to be asked for.
package func advice(
  on id: String, in history: History, now: Instant, question: GateQuestion = GateQuestion()
) -> Advice? {
  guard let change = history.changes[id], !question.rollback else { return nil }
  return Advisor(history: history, change: change, now: now, question: question).advice()
}

/// One search for what to do.
struct Advisor {
  let history: History
  let change: ChangeHistory
  let now: Instant
  let question: GateQuestion

  func advice() -> Advice {
    let present = Evaluation(history: history, change: change, now: now, question: question)
    // Work has begun: what is open then is not opened by approvals.
    guard present.start == nil else {
      return Advice(acts: [], remaining: present.verdict().gate.reasons, isApproximate: false)
    }
    let lifting = Lifting(evaluation: present).acts
    var acts = lifting
    var isApproximate = false
    for goal in Goal.all(of: present) {
      let search = FewestActs(advisor: self, goal: goal, given: acts)
      guard let found = search.run() else { continue }
      acts += found.acts
      isApproximate = isApproximate || found.isApproximate
    }
    let after = assumption(room: acts.count).evaluation(after: acts).verdict()
    return Advice(
      acts: acts, remaining: after.gate.reasons, isApproximate: isApproximate)
  }

  func assumption(room: Int) -> Assumption {
    Assumption(history, change, now: now, question: question, room: room)
  }
}

/// Something that acts of one verb can bring about.
struct Goal {
  enum Target: Hashable {
    case stage(Stage)
    case emergencyApproval
  }

  let target: Target

  /// What the gate of a change asks for, in order.
  static func all(of evaluation: Evaluation) -> [Goal] {
    if EmergencyPath(view: evaluation.view).rule != nil {
      return [Goal(target: .stage(.initiated)), Goal(target: .emergencyApproval)]
    }
    let last = evaluation.view.policy.workflow.gateStage
    return Stage.allCases.filter { $0 <= last }.map { Goal(target: .stage($0)) }
  }

  /// How it stands: its status and its requirements.
  func standing(in evaluation: Evaluation) -> (status: Status, requirements: [RequirementVerdict]) {
    let stages = StageEvaluator(view: evaluation.view, tally: evaluation.tally, findings: [])
    switch target {
    case .stage(let stage):
      let verdict = stages.verdict(of: stage)
      return (verdict.status, verdict.requirements)
    case .emergencyApproval:
      return stages.emergencyApproval() ?? (.notApplicable, [])
    }
  }

  /// Whether everything is met that acts can meet.
  func isMet(in evaluation: Evaluation) -> Bool {
    let (status, requirements) = standing(in: evaluation)
    if status.passes { return true }
    let open = requirements.filter(\.isOpen)
    let leaves = open.filter { verdict in
      !open.contains { $0.id.utf8.starts(with: "\(verdict.id)/".utf8) }
    }
    return !leaves.isEmpty && leaves.allSatisfy { $0.verb == nil && $0.status != .error }
      && open.allSatisfy { $0.verb == nil }
  }
}
