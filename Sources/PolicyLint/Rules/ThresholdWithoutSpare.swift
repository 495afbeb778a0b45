internal import Diagnostics
internal import Decision
internal import Records

extension PolicyRule {
  /// One person who is kept out leaves a requirement too few people.
  static let thresholdWithoutSpare = PolicyRule(
    name: "threshold-without-spare",
    summary:
      "A requirement cannot be met when one of its people asks for the change, or carries it out.",
    rationale: """
      Nobody approves their own change. Where a role has just as many people as are asked for, it \
      is short of one as soon as one of them is the requester, has edited the record, or \
      implements the change; an emergency then waits for somebody who is not there.
      """,
    source: "the policy model: separation of duties, who could act next", severity: .warning,
    examples: [
      .bad(
        "workflow.yaml",
        """
        stages:
          approved:
            require:
              all:
                - {id: change-manager, role: change-manager, count: 2}
        """, without: ["stages.approved.distinct"],
        at: "stages.approved.require.all[0].count"),
      .bad(
        "people.yaml", "roles: {on-call: [bo]}", at: "emergency.before.count", of: "workflow.yaml"),
      .good(
        "workflow.yaml",
        """
        stages:
          approved:
            require:
              any:
                - {id: change-manager, role: change-manager, count: 2}
                - {id: security, role: security, count: 1}
        """, without: ["stages.approved.require.all", "stages.approved.distinct"]),
    ],
    check: { context in
      context.asks.filter { $0.alternatives.isEmpty && !$0.isAdvice }.compactMap { ask in
        // Of alternatives it is asked whether all of them depend on one person.
        guard context.canBeMet(ask.requirement) else { return nil }
        let (role, spot): (String?, PolicySpot)
        switch ask.requirement.kind {
        case .quorum(let quorum): (role, spot) = (quorum.role, ask.spot.appending("count"))
        case .any, .atLeast: (role, spot) = (nil, ask.spot)
        case .all, .empty: return nil
        }
        let people = ask.requirement.people(in: context).filter { person in
          !context.canBeMet(ask.requirement, without: person)
            && context.absence(of: person, from: ask.rule) != nil
        }
        guard let first = people.first, let absence = context.absence(of: first, from: ask.rule)
        else { return nil }
        return PolicyViolation(
          "no change that \(Words.list(people, "or")) \(absence.words) can meet \(ask.name)",
          at: spot, advice: "name more people in the role, or offer another with `any`",
          related: role.map { [("the role", .role($0))] } ?? [])
      }
    })
}

extension Requirement {
  /// Everybody who could fill a seat of the tree, owners of systems left out.
  fileprivate func people(in context: PolicyContext) -> [String] {
    quorums.flatMap { context.able($0.role, $0.seat) }.uniqued()
  }
}
