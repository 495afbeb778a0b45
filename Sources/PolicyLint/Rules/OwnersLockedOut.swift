internal import Decision
internal import Diagnostics
internal import Records

extension PolicyRule {
  /// An entry of owners has fewer people with active keys than its threshold.
  static let ownersLockedOut = PolicyRule(
    name: "owners-locked-out",
    summary: "An entry of policy owners has fewer people with active keys than its threshold.",
    rationale: """
      Nobody could approve a change of these files ever again, the repair included. Such a policy \
      never comes into force.
      """,
    source: "the specification: trust", severity: .error, canBeLowered: false,
    examples: [
      .bad(
        "people.yaml", "people: {ana: {keys: []}, bo: {keys: []}}", at: "owners[0].threshold",
        of: "assent.yaml"),
      .good("people.yaml", "people: {ana: {keys: []}}"),
    ],
    check: { context in
      context.ownerEntries.filter { $0.able.count < $0.owners.threshold }.map { entry in
        PolicyViolation(
          "`threshold` is \(entry.owners.threshold), and "
            + (entry.able.isEmpty ? "nobody" : "only \(Words.list(entry.able))")
            + " of the owners has an active key",
          at: entry.spot.appending("threshold"),
          advice: "name owners with active keys, or lower the threshold")
      }
    })
}

extension PolicyContext {
  /// The entries of `owners`, where they stand, and who of them can act.
  var ownerEntries: [(owners: Charter.Owners, spot: PolicySpot, able: [String])] {
    policy.charter.owners.enumerated().map { index, owners in
      let able = owners.people.uniqued().filter { roles.isActive($0) && !roles.isMachine($0) }
      return (owners, PolicySpot.charter.appending("owners").appending(index), able)
    }
  }
}
