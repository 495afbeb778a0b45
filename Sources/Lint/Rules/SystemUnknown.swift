internal import Records
internal import YAMLTree

extension Rule {
  /// The record names a system that the inventory does not have.
  static let systemUnknown = Rule(
    name: "system-unknown",
    summary: "The record names a system that the inventory does not have.",
    rationale: """
      Owners, zones and conflicts are found through the inventory. A system that is not in it is \
      approved by no owner and collides with nothing.
      """,
    source: "ServiceNow CIs; field list of a change record, request",
    examples: [
      .bad("request: {systems: [claims-bd]}", at: "request.systems[0]"),
      .bad("rollback: {requires: [tape-robot]}", at: "rollback.requires[0]"),
      .good("request: {systems: [claims-db]}"),
    ],
    check: { context in
      guard let systems = context.policy?.systems.systems else { return [] }
      return context.namedSystems { systems[$0] == nil }.map { system, place in
        Violation(
          "no system in `policies/systems.yaml` is called `\(system)`", at: place,
          advice: Names.advice(system, among: systems.keys),
          related: [.policy("the inventory", file: "systems.yaml", line: 0)])
      }
    })
}
