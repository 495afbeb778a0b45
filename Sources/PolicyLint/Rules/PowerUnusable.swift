internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A power is given to people of whom nobody can act.
  static let powerUnusable = PolicyRule(
    name: "power-unusable",
    summary: "A power is given to roles in which nobody has an active key.",
    rationale: """
      A list replaces the default, so that an empty one, or one of empty roles, leaves nobody to \
      object, to lift a hold or to override.
      """,
    source: "the policy model: objections, overrides", severity: .warning,
    examples: [
      .bad("people.yaml", "roles: {cab: []}", at: "powers.lift", of: "workflow.yaml"),
      .bad("workflow.yaml", "powers: {object: []}", at: "powers.object"),
      .good("workflow.yaml", "powers: {lift: [cab, change-manager]}"),
    ],
    check: { context in
      guard let powers = context.workflow.powers else { return [] }
      let spot = PolicySpot.workflow.appending("powers")
      let lists =
        [
          ("object", powers.object), ("reject", powers.reject), ("hold", powers.hold),
          ("cancel", powers.cancel), ("lift", powers.lift.isEmpty ? nil : powers.lift),
        ].compactMap { name, roles in roles.map { (name, $0, spot.appending(name)) } }
        + powers.override.sorted { $0.key < $1.key }.map {
          ("override \($0.key)", $0.value, spot.appending("override").appending($0.key))
        }
      return lists.filter { _, roles, _ in
        !roles.contains {
          $0 == "system-owner" || !context.able($0, .any).isEmpty
        }
      }.map { name, roles, spot in
        PolicyViolation(
          "nobody can \(name): "
            + (roles.isEmpty
              ? "no role may" : "nobody with an active key holds \(Words.list(roles, "or"))"),
          at: spot, advice: "name a role with people, or remove the key for the default")
      }
    })
}
