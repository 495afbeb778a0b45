internal import Diagnostics
internal import Decision
internal import Records

extension PolicyRule {
  /// An override is allowed for something that does not exist.
  static let overrideUnknown = PolicyRule(
    name: "override-unknown",
    summary: "`powers.override` names neither a requirement nor a flag.",
    rationale: """
      The entry allows nobody anything, and what was meant cannot be set aside on the day it has \
      to be. Requirements are named by their id.
      """,
    source: "the specification: the decision", severity: .warning,
    examples: [
      .bad(
        "workflow.yaml", "powers: {override: {privacy-officer: [cab]}}",
        at: "powers.override.privacy-officer"),
      .good("workflow.yaml", "powers: {override: {objection: [cab], change-manager: [cab]}}"),
    ],
    check: { context in
      let known = Set(
        context.asks.compactMap(\.requirement.id) + ["objection", "contributor", "ratification"]
          + Flag.Code.allCases.map(\.rawValue))
      let override = context.workflow.powers?.override ?? [:]
      return override.keys.sorted().filter { !known.contains($0) }.map { key in
        PolicyViolation(
          "`\(key)` is neither the id of a requirement nor a flag",
          at: PolicySpot.workflow.appending("powers").appending("override").appending(key),
          advice: "write the id of a requirement, `objection`, `contributor` or a flag")
      }
    })
}
