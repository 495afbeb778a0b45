internal import Decision
internal import Diagnostics
internal import Records

extension PolicyRule {
  /// An override is allowed for what nobody may set aside.
  static let overrideOfHard = PolicyRule(
    name: "override-of-hard",
    summary: "`powers.override` names a requirement that is `hard`.",
    rationale: """
      Nobody can set a `hard` requirement aside, nor what it is part of, nor a part of it. The \
      entry promises a power that does not exist, and is found out on the day it is needed.
      """,
    source: "the policy model: levels", severity: .warning,
    examples: [
      .bad(
        "workflow.yaml",
        """
        stages:
          assessed: {require: {id: assessor, level: hard, role: risk-assessor, count: 1}}
        powers: {override: {assessor: [cab]}}
        """, at: "powers.override.assessor"),
      .bad(
        "workflow.yaml",
        """
        stages:
          assessed:
            require: {id: assessors, all: [{level: hard, role: risk-assessor, count: 1}]}
        powers: {override: {assessors: [cab]}}
        """, without: ["stages.assessed.require"], at: "powers.override.assessors"),
      .good(
        "workflow.yaml",
        """
        stages:
          assessed: {require: {id: assessor, level: soft, role: risk-assessor, count: 1}}
        powers: {override: {assessor: [cab]}}
        """),
    ],
    check: { context in
      let override = context.workflow.powers?.override ?? [:]
      return override.keys.sorted().compactMap { key in
        let asks = context.asks.filter { !$0.isEmergency && $0.isRoot }
        guard let ask = asks.first(where: { $0.requirement.isHard(id: key) }) else { return nil }
        let hard = context.asks.first { $0.rule == ask.rule && $0.requirement.id == key }
        return PolicyViolation(
          "nobody can override `\(key)`, since it, a part of it or what it is part of is `hard`",
          at: PolicySpot.workflow.appending("powers").appending("override").appending(key),
          advice: "remove the entry, or the level",
          related: [("the requirement", (hard ?? ask).spot)])
      }
    })
}
