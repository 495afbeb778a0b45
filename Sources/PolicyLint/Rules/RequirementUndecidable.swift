internal import YAMLTree
internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A kind of change meets none of the alternatives that it is asked for.
  static let requirementUndecidable = PolicyRule(
    name: "requirement-undecidable",
    summary: "A kind of change meets none of the parts of a requirement.",
    rationale: """
      Where no part of an `all`, `any` or `at-least` applies, nobody would be asked. Such a change \
      is not let through: the gate answers `invalid` for it until the policy says who decides.
      """,
    source: "the policy model: nothing matched", severity: .error,
    examples: [
      .bad(
        "workflow.yaml",
        """
        stages:
          approved:
            require:
              any:
                - {id: change-manager, role: change-manager, count: 1, when: {risk: [low, medium]}}
                - {id: security, role: security, count: 1, when: {risk: [critical]}}
        """, without: ["stages.approved.require.all", "stages.approved.distinct"],
        at: "stages.approved.require"),
      .good(
        "workflow.yaml",
        """
        stages:
          approved:
            require:
              any:
                - {id: change-manager, role: change-manager, count: 1, when: {risk: [low, medium]}}
                - {id: security, role: security, count: 1, when: {risk: [high, critical]}}
        """, without: ["stages.approved.require.all", "stages.approved.distinct"]),
    ],
    check: { context in
      let roots = context.asks.filter(\.isRoot)
      return roots.flatMap { root -> [PolicyViolation] in
        let models = ChangeModel.all(
          for: root.requirement, in: context, isEmergency: root.isEmergency,
          limits: root.conditionsAbove.flatMap(\.conditions))
        return context.asks.filter { $0.isBelow(root) }.compactMap { ask in
          let failing = models.filter { ask.asksNobody(of: $0, isRoot: ask.isRoot) }
          guard let first = failing.first(where: { !$0.isElsewhere }) ?? failing.first else {
            return nil
          }
          return PolicyViolation(
            "nothing of \(ask.name) applies to \(first.words), which cannot be decided then",
            at: ask.spot, advice: "add a part without `when`, or widen one",
            severity: first.isElsewhere ? .warning : .error)
        }
      }
    })
}

extension Ask {
  /// Whether the node stands in the tree of a root.
  fileprivate func isBelow(_ root: Ask) -> Bool {
    spot.file == root.spot.file && spot.place.steps.starts(with: root.spot.place.steps)
  }

  /// Whether a change comes to the node and none of its parts applies to it.
  fileprivate func asksNobody(of model: ChangeModel, isRoot: Bool) -> Bool {
    guard conditionsAbove.allSatisfy({ model.meets($0.conditions) }) else { return false }
    guard model.meets(requirement.when) else {
      // Other stages may not apply to a change; approval that nobody is asked for is none.
      return isRoot && rule.stage == .approved && rule.workflow.isEmpty
    }
    let parts = requirement.bindingParts
    return !parts.isEmpty && parts.allSatisfy { !model.meets($0.when) }
  }
}
