internal import YAMLTree
internal import Records

/// A node of a requirement tree, and the way to it.
struct Ask {
  let requirement: Requirement
  let spot: PolicySpot
  /// The stage that asks; for the approval before an emergency a rule of its own.
  let rule: StageRule
  let isEmergency: Bool
  /// The conditions above the node, outermost first, with their places.
  let conditionsAbove: [(conditions: [Requirement.Condition], spot: PolicySpot)]
  /// The alternatives that the node is one of, outermost first.
  let alternatives: [Requirement]

  /// Whether it or what it is part of only advises.
  let isAdvice: Bool

  /// What people call it: its id, else its role, else its stage.
  var name: String {
    if let id = requirement.id { return "`\(id)`" }
    if case .quorum(let quorum) = requirement.kind { return "`\(quorum.role)`" }
    return "a requirement of `\(isEmergency ? "emergency" : rule.stage.rawValue)`"
  }

  /// Whether the node stands at the top of its tree.
  var isRoot: Bool { spot.place.steps.last == .key(isEmergency ? "before" : "require") }

  /// Every node of every tree, parents first.
  static func all(in workflow: Workflow) -> [Ask] {
    var asks: [Ask] = []
    let root = PolicySpot.workflow(named: workflow.name)
    let above =
      workflow.appliesTo.isEmpty ? [] : [(workflow.appliesTo, root.appending("for"))]
    for stage in Stage.allCases {
      guard let rule = workflow.stages[stage], let require = rule.require else { continue }
      let spot = PolicySpot.rule(rule).appending("require")
      Ask(
        requirement: require, spot: spot, rule: rule, isEmergency: false, conditionsAbove: above,
        alternatives: [], isAdvice: require.level == .advisory
      ).collect(into: &asks)
    }
    if let emergency = workflow.emergency {
      Ask(
        requirement: emergency.before,
        spot: PolicySpot.workflow.appending("emergency").appending("before"),
        rule: before(emergency), isEmergency: true, conditionsAbove: above,
        alternatives: [], isAdvice: emergency.before.level == .advisory
      ).collect(into: &asks)
    }
    return asks
  }

  /// The approval before an emergency as a stage: its separation of duties is fixed.
  private static func before(_ emergency: EmergencyRule) -> StageRule {
    var rule = StageRule(stage: .approved)
    rule.require = emergency.before
    rule.not = [.requester, .contributors, .implementer]
    return rule
  }

  private func collect(into asks: inout [Ask]) {
    asks.append(self)
    let (children, place, isChoice) = parts
    var above = conditionsAbove
    if !requirement.when.isEmpty { above.append((requirement.when, spot.appending("when"))) }
    for (index, child) in children.enumerated() {
      Ask(
        requirement: child, spot: place.appending(index), rule: rule, isEmergency: isEmergency,
        conditionsAbove: above, alternatives: alternatives + (isChoice ? [requirement] : []),
        isAdvice: isAdvice || child.level == .advisory
      ).collect(into: &asks)
    }
  }

  private var parts: (children: [Requirement], place: PolicySpot, isChoice: Bool) {
    switch requirement.kind {
    case .all(let children): (children, spot.appending("all"), false)
    case .any(let children): (children, spot.appending("any"), true)
    case .atLeast(_, let children): (children, spot.appending("at-least").appending("of"), true)
    case .quorum, .empty: ([], spot, false)
    }
  }
}

extension PolicySpot {
  /// A rule of any workflow.
  static func rule(_ rule: StageRule) -> PolicySpot {
    workflow(named: rule.workflow).appending("stages").appending(rule.stage.rawValue)
  }

  /// The rule of a stage.
  static func stage(_ stage: Stage) -> PolicySpot {
    workflow.appending("stages").appending(stage.rawValue)
  }
}

extension Requirement {
  /// The parts of an `all`, `any` or `at-least`.
  var parts: [Requirement] {
    switch kind {
    case .all(let parts), .any(let parts), .atLeast(_, let parts): parts
    case .quorum, .empty: []
    }
  }

  /// Those of them that do more than advise.
  var bindingParts: [Requirement] { parts.filter { $0.level != .advisory } }
}
