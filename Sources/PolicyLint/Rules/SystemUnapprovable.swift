internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A system has fewer active owners than a requirement asks for.
  static let systemUnapprovable = PolicyRule(
    name: "system-unapprovable",
    summary: "A system has fewer owners with active keys than a requirement asks for.",
    rationale: """
      `per: system` asks the owners of each system that a change touches. A system without owners, \
      or without enough of them, can never be changed; `fallback` names a role for a system \
      without owners. As one of several alternatives \
      it is a warning.
      """,
    source: "the policy model: approval per system owner", severity: .error,
    examples: [
      .bad("systems.yaml", "systems: {web: {owners: []}}", at: "systems.web.owners"),
      .bad(
        "people.yaml", "people: {ana: {keys: []}, dan: {keys: []}}", at: "systems.web.owners",
        of: "systems.yaml"),
      .good("systems.yaml", "systems: {web: {owners: [ana]}}"),
    ],
    check: { context in
      context.ownerSeats.flatMap { ask, quorum in
        context.systems.compactMap { system -> PolicyViolation? in
          let able = context.able(context.role(of: quorum, for: system), quorum.seat)
          guard let count = quorum.count, able.count < count else { return nil }
          let hasOtherWay = !ask.alternatives.isEmpty || ask.isAdvice && !system.owners.isEmpty
          return PolicyViolation(
            "\(ask.name) asks for \(Words.people(count)) for `\(system.id)`, and "
              + (able.isEmpty ? "nobody" : "only \(Words.list(able))") + " can act",
            at: .owners(of: system.id), advice: "name owners with active keys, or a `fallback`",
            severity: hasOtherWay ? .warning : nil, related: [("it is asked here", ask.spot)])
        }
      }
    })
}

extension PolicyContext {
  /// The quorums that ask the owners of systems.
  var ownerSeats: [(ask: Ask, quorum: Requirement.Quorum)] {
    seats.filter { $0.quorum.role == "system-owner" && $0.quorum.per != nil }
  }
}
