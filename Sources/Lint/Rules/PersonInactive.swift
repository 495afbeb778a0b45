internal import Records
internal import YAMLTree

extension Rule {
  /// The record counts on somebody who can no longer sign.
  static let personInactive = Rule(
    name: "person-inactive",
    summary: "The record counts on somebody who can no longer sign.",
    rationale: """
      All keys of the person are retired or compromised: most likely somebody who has left. \
      Neither Submit nor Start of theirs would count. In the examples `old.hand` is such a person.
      """,
    source: "field list of a change record, request; the policy model: roles and identity",
    levels: .warning,
    examples: [
      .bad(
        "request: {requester: old.hand}", without: ["execution", "review", "closure"],
        at: "request.requester"),
      .good("request: {requester: ana.ruiz}", without: ["execution", "review", "closure"]),
    ],
    check: { context in
      guard context.change.isOpen, let people = context.policy?.people.people else { return [] }
      let named: [(String?, Place)] = [
        (context.request?.requester, "request.requester"),
        (context.implementation?.implementer, "implementation.implementer"),
        (context.rollback?.decisionOwner, "rollback.decision.owner"),
        (context.rollback?.decisionDeputy, "rollback.decision.deputy"),
      ]
      return named.compactMap { id, place in
        guard let id, let person = people[id], !person.keys.isEmpty,
          person.keys.allSatisfy({ $0.status != .active || $0.compromisedSince != nil })
        else { return nil }
        return Violation(
          "`\(id)` has no active key", at: place,
          advice: "name somebody who can sign, or add a key to `policies/people.yaml`")
      }
    })
}
