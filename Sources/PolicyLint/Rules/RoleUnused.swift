internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A role is asked for nowhere.
  static let roleUnused = PolicyRule(
    name: "role-unused",
    summary: "A role is asked for nowhere.",
    rationale: """
      Who holds it believes to have a say and has none; or the requirement that was to ask for it \
      names another.
      """,
    source: "the policy model: roles and identity", severity: .note,
    examples: [
      .bad("people.yaml", "roles: {architect: [ana, bo]}", at: "roles.architect"),
      .good("people.yaml", "roles: {cab: [ana, fay, gus]}"),
    ],
    check: { context in
      let powers = context.workflow.powers
      var used: Set<String> = ["recorder"]
      for (_, quorum) in context.seats {
        used.insert(quorum.role)
        if let fallback = quorum.fallback { used.insert(fallback) }
      }
      used.formUnion(powers?.object ?? [])
      used.formUnion(powers?.reject ?? [])
      used.formUnion(powers?.hold ?? [])
      // Left out, the power to cancel goes to change managers too.
      used.formUnion(powers?.cancel ?? ["change-manager"])
      used.formUnion(powers?.lift ?? [])
      used.formUnion((powers?.override ?? [:]).values.joined())
      used.formUnion(context.policy.calendar.freezes.compactMap(\.exceptRole))
      return context.policy.people.roles.keys.sorted().filter { !used.contains($0) }.map { role in
        PolicyViolation(
          "no requirement, power or freeze asks for `\(role)`", at: .role(role),
          advice: "ask for it, or remove it")
      }
    })
}
