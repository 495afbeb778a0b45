package import Acts

/// An act that somebody could make, as part of the smallest set that opens a gate.
package struct ProposedAct: Hashable, Sendable {
  package let verb: Verb
  package let person: String
  /// The role to act in; nil where none is asked for.
  package let role: String?
  /// What else the act has to say, such as `outcome` or `objection`.
  package let parameters: [Statement.Parameter]
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
