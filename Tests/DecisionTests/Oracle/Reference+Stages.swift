import Acts
import Primitives
import Records

@testable import Decision

extension Reference {
  /// What the specification says about a change in a scene.
  struct Judgement {
    var stages: [Stage: Answer] = [:]
    /// Stages of which only whether they pass is said, or nothing at all.
    var loose: Set<Stage> = []
    var silent: Set<Stage> = []
    /// Stages with `distinct`, where what errs and what is unsatisfied may look alike.
    var isSeatedApart: Set<Stage> = []
    var states: Set<String> = []
    var codes: Set<GateReason.Code> = []
    /// Codes that may stand beside them.
    var may: Set<GateReason.Code> = []
    var isUnclear = false
    /// The number of the first authorised Start.
    var start: Int?

    var decision: GateDecision { codes.map(\.effect).max() ?? .allowed }
    /// The worst that the codes left open could make of it.
    var worst: GateDecision { codes.union(may).map(\.effect).max() ?? .allowed }
  }

  private func counts(_ verb: Verb, in scene: Scene) -> [Int] {
    let outcomes = outcomes(in: scene)
    return change.acts.indices.filter {
      change.acts[$0].statement.verb == verb && outcomes[$0]?.counted ?? false
    }
  }

  func isFinished(in scene: Scene) -> Bool { !counts(.finish, in: scene).isEmpty }

  /// Of the counted assessments the highest, and never below what the record says.
  func risk(in scene: Scene) -> ChangeRequest.Risk? {
    let own = record(in: scene)?.assessment?.risk
    let counted = counts(.assess, in: scene).compactMap {
      change.acts[$0].statement["risk"].flatMap(ChangeRequest.Risk.init(rawValue:))
    }
    return ([own].compactMap { $0 } + counted).max()
  }

  // MARK: Stages

  /// Every stage as it stands in a scene, whatever was started.
  func stages(in scene: Scene, _ result: inout Judgement) {
    guard let policy = policy(in: scene) else { return }
    for stage in Stage.allCases {
      guard let rule = policy.workflow.stages[stage] else {
        result.stages[stage] = Answer(status: .notApplicable)
        continue
      }
      let low = answer(rule, in: scene, doubt: false)
      let high = answer(rule, in: scene, doubt: true)
      result.stages[stage] = low
      if low.status != high.status { result.isUnclear = true }
      if low.status.passes { result.loose.insert(stage) }
      if !rule.distinct.isEmpty || hasUnknownHands(rule, in: scene) {
        result.isSeatedApart.insert(stage)
      }
    }
    planned(in: scene, policy, &result)
  }

  private func answer(_ rule: StageRule, in scene: Scene, doubt: Bool) -> Answer {
    if rule.stage == .initiated {
      let isMet = !counts(.submit, in: scene).isEmpty
      return Answer(status: isMet ? .satisfied : .unsatisfied)
    }
    if rule.stage == .planned { return Answer(status: .satisfied) }
    // A lead time that forgets a risk is no rule for it, and without a rule nothing passes.
    if let lead = rule.leadTime, risk(in: scene).map({ lead.byRisk[$0] == nil }) ?? true {
      return Answer(status: .error, blames: [false])
    }
    guard let require = rule.require, let verb = rule.act else {
      return Answer(status: .error, blames: [false])
    }
    let question = question(require, key: "", in: scene, risk: risk(in: scene))
    if case .notApplicable = question {
      return rule.stage == .approved
        ? Answer(status: .error, blames: [false, true]) : Answer(status: .notApplicable)
    }
    var answer = answer(
      question, distinct: rule.distinct, verb: verb,
      overridden: overrides(in: scene),
      unsatisfiable: hasUnknownHands(rule, in: scene), in: scene, doubt: doubt)
    if rule.stage == .tested, answer.status.passes, hasFailed(in: scene) {
      answer.status = .unsatisfied
    }
    return answer
  }

  private func overrides(in scene: Scene) -> Set<String> {
    Set(counts(.override, in: scene).compactMap { change.acts[$0].statement["requirement"] })
  }

  private func hasFailed(in scene: Scene) -> Bool {
    counts(.test, in: scene).contains { Self.isFailingTest(change.acts[$0]) }
  }

  /// With `edits: signed`: whether somebody unknown edited what the stage covers.
  func hasUnknownHands(_ rule: StageRule, in scene: Scene) -> Bool {
    guard policy(in: scene)?.charter.edits == .signed, rule.not.contains(.contributors) else {
      return false
    }
    return change.edits.contains { edit in
      !edit.signedByHuman && !edit.sections.isDisjoint(with: rule.coveredSections)
        && (scene.start == nil
          || isLanded(edit.commit, history.graph.integrations[edit.commit], in: scene))
    }
  }

  /// Both plans complete, and as every counted approval saw them.
  private func planned(in scene: Scene, _ policy: Policy, _ result: inout Judgement) {
    guard policy.workflow.stages[.planned] != nil else { return }
    let current = version(scene.version)
    let approvals = counts(.approve, in: scene)
    let areSeen = approvals.allSatisfy { number in
      let signed = version(change.acts[number].version)
      return [Section.implementation, .rollback].allSatisfy {
        signed?.sections[$0] == current?.sections[$0]
      }
    }
    let isSound = isSound(in: scene)
    if approvals.isEmpty || !isSound {
      // Plans that nobody approved, or that do not lint: not seen, or not complete.
      result.stages[.planned] = Answer(status: .unsatisfied)
      if approvals.isEmpty != !isSound || approvals.isEmpty { result.silent.insert(.planned) }
    } else {
      result.stages[.planned] = Answer(status: areSeen ? .satisfied : .unsatisfied)
    }
  }

  /// Whether the record has no lint error: the stories break records in one way alone.
  func isSound(in scene: Scene) -> Bool {
    record(in: scene)?.rollback?.strategy != nil
  }

  // MARK: State

  func forbidding(in scene: Scene, _ result: inout Judgement) {
    let outcomes = outcomes(in: scene)
    for (number, outcome) in outcomes.enumerated() {
      guard let outcome else { continue }
      let code: GateReason.Code? =
        switch change.acts[number].statement.verb {
        case .object: .objection
        case .reject: .rejected
        case .hold: .held
        case .cancel: .cancelled
        default: nil
        }
      guard let code else { continue }
      if outcome.isUnclear {
        result.may.insert(code)
      } else if outcome.counted {
        result.codes.insert(code)
      }
    }
    result.may.subtract(result.codes)
    if !counts(.close, in: scene).isEmpty { result.codes.insert(.closed) }
    let states: [(GateReason.Code, String)] = [
      (.held, "held"), (.rejected, "rejected"), (.cancelled, "cancelled"), (.closed, "closed"),
    ]
    result.states = Set(states.filter { result.codes.contains($0.0) }.map(\.1))
    if result.states.isEmpty { result.states = ["active"] }
    if states.contains(where: { result.may.contains($0.0) }) { result.isUnclear = true }
    if isFinished(in: scene) { result.codes.insert(.finished) }
  }
}
