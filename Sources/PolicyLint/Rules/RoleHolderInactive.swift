internal import Decision
internal import Diagnostics
internal import Records

extension PolicyRule {
  /// Somebody holds a role or a system without an active key.
  static let roleHolderInactive = PolicyRule(
    name: "role-holder-inactive",
    summary: "Somebody is listed in a role, or as an owner, without an active key.",
    rationale: """
      Whoever has left, or has not brought a key yet, cannot act. The list looks longer than it \
      is, and the day it matters is the day when the others are away.
      """,
    source: "the specification: who and when", severity: .warning,
    examples: [
      .bad("people.yaml", "people: {dan: {keys: []}}", at: "roles.security[0]"),
      .good(
        "people.yaml", "people: {ida: {keys: []}}\nroles: {implementer: [fay, gus]}"),
    ],
    check: { context in
      let roles = context.policy.people.roles.sorted { $0.key < $1.key }
      let lists =
        roles.map { ($0.value, "role `\($0.key)`", PolicySpot.role($0.key)) }
        + context.systems.map {
          ($0.owners, "owners of `\($0.id)`", PolicySpot.owners(of: $0.id))
        }
      return lists.flatMap { people, what, spot -> [PolicyViolation] in
        // Where nobody is left, other rules say so.
        guard people.contains(where: context.roles.isActive) else { return [] }
        return people.enumerated().filter { !context.roles.isActive($0.element) }.map {
          PolicyViolation(
            "`\($1)` has no active key and stands among the \(what)", at: spot.appending($0),
            advice: "take the name out, or give the person a key")
        }
      }
    })
}
