internal import Diagnostics
internal import Records

extension PolicyRule {
  /// No change can ever match a requirement's `when`.
  static let requirementUnmatchable = PolicyRule(
    name: "requirement-unmatchable",
    summary: "No change can ever match a requirement's `when`.",
    rationale: """
      A requirement that never applies looks like a safeguard and asks nobody: a zone that no \
      system lies in, a criticality that no system has, or a `when` that excludes what the \
      requirement around it asks for.
      """,
    source: "the policy model: conditional requirements", severity: .warning,
    examples: [
      .bad(
        "workflows/intranet.yaml",
        """
        schema: assent/workflow/1
        for: {zone: [intranet]}
        stages:
          approved: {act: approve, require: {role: security, count: 1}, covers: [request]}
        """, at: "for.zone"),
      .bad(
        "workflow.yaml",
        """
        stages:
          approved:
            require:
              all:
                - {id: change-manager, role: change-manager, count: 1}
                - {id: security, role: security, count: 1, when: {zone: [intranet]}}
        """, at: "stages.approved.require.all[1].when.zone"),
      .bad(
        "workflow.yaml",
        """
        stages:
          assessed:
            require:
              all:
                - {id: assessor, role: risk-assessor, count: 1}
                - when: {risk: [low]}
                  all:
                    - {role: security, count: 1, when: {risk: [high]}}
        """, without: ["stages.assessed.require"],
        at: "stages.assessed.require.all[1].all[0].when.risk"),
      .good(
        "workflow.yaml",
        """
        stages:
          approved:
            require:
              all:
                - {id: change-manager, role: change-manager, count: 1}
                - {id: security, role: security, count: 1, when: {zone: [internet]}}
        """),
    ],
    check: { context in
      context.unmatchableWorkflows
        + context.asks.flatMap { ask -> [PolicyViolation] in
          var left = Possibilities(context, isEmergency: ask.isEmergency)
          for above in ask.conditionsAbove where left.narrow(by: above.conditions) != nil {
            return []
          }
          guard let failing = left.narrow(by: ask.requirement.when) else { return [] }
          let values = Words.list(failing.values, "or")
          return [
            PolicyViolation(
              "\(ask.name) never applies: no change has the \(failing.field.rawValue) \(values) here",
              at: ask.spot.appending("when").appending(failing.field.rawValue),
              advice: "correct the value, or remove the requirement")
          ]
        }
    })
}

extension PolicyContext {
  /// Workflows that are for no change at all.
  fileprivate var unmatchableWorkflows: [PolicyViolation] {
    workflows.compactMap { workflow in
      var left = Possibilities(self, isEmergency: false)
      guard let failing = left.narrow(by: workflow.appliesTo) else { return nil }
      return PolicyViolation(
        "the workflow is for no change: none has the \(failing.field.rawValue) "
          + "\(Words.list(failing.values, "or")) here",
        at: PolicySpot.workflow(named: workflow.name).appending("for")
          .appending(failing.field.rawValue),
        advice: "correct the value, or remove the workflow")
    }
  }
}

/// What a change can still be below some conditions.
private struct Possibilities {
  private let context: PolicyContext
  private var single: [Requirement.Condition.Field: Set<String>] = [:]

  init(_ context: PolicyContext, isEmergency: Bool) {
    self.context = context
    if isEmergency { single[.type] = ["emergency"] }
  }

  /// Keeps what meets the conditions; returns the first that nothing meets.
  mutating func narrow(by conditions: [Requirement.Condition]) -> Requirement.Condition? {
    for condition in conditions {
      let wanted = Set(condition.values)
      let possible = condition.field.possible(in: context)
      switch condition.field {
      case .system, .zone, .criticality:
        // A change may have several systems, so each value only has to exist.
        if wanted.isDisjoint(with: possible ?? []) { return condition }
      case .risk, .type, .environment, .outage:
        let before = single[condition.field] ?? possible.map(Set.init) ?? wanted
        let after = before.intersection(wanted)
        if after.isEmpty { return condition }
        single[condition.field] = after
      }
    }
    return nil
  }
}
