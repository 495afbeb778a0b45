internal import Diagnostics
internal import Records

extension PolicyRule {
  /// All owners are needed for every change of the policy.
  static let ownersWithoutSpare = PolicyRule(
    name: "owners-without-spare",
    summary: "A change of the policy needs every one of its owners.",
    rationale: """
      One lost key, one leaver, and the policy can never change again. Even a new key for an owner \
      cannot be approved: nobody's signature counts for a key given to themselves.
      """,
    source: "the specification: trust", severity: .warning,
    examples: [
      .bad("assent.yaml", "owners: [{people: [ana, bo], threshold: 2}]", at: "owners[0].threshold"),
      .bad(
        "people.yaml", "people: {cat: {keys: []}}", at: "owners[0].threshold", of: "assent.yaml"),
      .good("assent.yaml", "owners: [{people: [ana, bo, eve], threshold: 2}]"),
    ],
    check: { context in
      context.ownerEntries.filter { $0.able.count == $0.owners.threshold }.map { entry in
        PolicyViolation(
          "`threshold` is \(entry.owners.threshold), and only \(Words.list(entry.able)) can act: "
            + "without one of them nothing can be repaired",
          at: entry.spot.appending("threshold"),
          advice: "name one owner more, or lower the threshold")
      }
    })
}
