package import Acts
internal import Records

/// An act that somebody could make, as part of the smallest set that opens a gate.
package struct ProposedAct: Hashable, Sendable {
  package let verb: Verb
  package let person: String
  /// The role to act in; nil where none is asked for.
  package let role: String?
  /// What else the act has to say, such as `outcome` or `objection`.
  package var parameters: [Statement.Parameter]
  /// Others whose act would do as well.
  package var alternatives: [String] = []

  package init(
    verb: Verb, person: String, role: String?, parameters: [Statement.Parameter] = []
  ) {
    self.verb = verb
    self.person = person
    self.role = role
    self.parameters = parameters
  }
}

/// What would open a gate.
package struct Advice: Hashable, Sendable {
  /// The fewest acts that bring the change as far as acts can, in the order of the stages.
  package let acts: [ProposedAct]
  /// What the gate would still say after them: what time, edits or another policy have to cure.
  package let remaining: [GateReason]
  /// Whether fewer acts might do: the search was given up, and what was found is merely enough.
  package let isApproximate: Bool

  package init(acts: [ProposedAct], remaining: [GateReason], isApproximate: Bool) {
    self.acts = acts
    self.remaining = remaining
    self.isApproximate = isApproximate
  }
}

extension Evaluation {
  /// An act with what it has to say besides: a test passes, a risk is the record's, a machine names
  /// the requester as whoever triggered it.
  func proposed(_ verb: Verb, by person: String, as role: String?) -> ProposedAct {
    var parameters: [Statement.Parameter] = []
    switch verb {
    case .test: parameters.append(Statement.Parameter(key: "outcome", value: "pass"))
    case .assess:
      if let risk = view.record?.assessment?.risk {
        parameters.append(Statement.Parameter(key: "risk", value: risk.rawValue))
      }
    default: break
    }
    if Roles(policy: view.policy).isMachine(person), let requester = view.record?.request?.requester
    {
      parameters.append(Statement.Parameter(key: "for", value: requester))
    }
    return ProposedAct(verb: verb, person: person, role: role, parameters: parameters)
  }

  /// The role in which somebody recorded a failing test.
  func roleOfFailing(_ verdict: RequirementVerdict) -> String? {
    tally.acts.first { verdict.acts.contains($0.id) }?.statement.role
  }
}
