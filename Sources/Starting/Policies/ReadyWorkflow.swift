/// The workflows that a new policy can begin with.
package enum ReadyWorkflow: String, Hashable, Sendable, CaseIterable {
  case small, standard, regulated

  /// What it asks for, in a line.
  package var summary: String {
    switch self {
    case .small: "an owner of the system and a change manager approve; the rest rides on that"
    case .standard: "assessed, approved, tested and scheduled by somebody each; security if risky"
    case .regulated: "security, privacy and a board as well, windows, freezes and lead times"
    }
  }

  /// So many people have to hold its roles for nobody to sit twice, one of them away or asking.
  package var fewestPeople: Int {
    switch self {
    case .small, .standard: 2
    case .regulated: 5
    }
  }

  /// The roles that it names, those that decide first.
  package var roles: [String] {
    switch self {
    case .small: ["change-manager", "implementer"]
    case .standard:
      [
        "change-manager", "risk-assessor", "security", "tester", "implementer", "reviewer",
        "on-call-manager",
      ]
    case .regulated:
      [
        "change-manager", "risk-assessor", "security", "privacy", "cab", "cab-chair", "tester",
        "implementer", "reviewer", "on-call-manager",
      ]
    }
  }

  /// `policies/workflow.yaml`.
  var workflow: String {
    switch self {
    case .small: Self.smallWorkflow
    case .standard: Self.standardWorkflow
    case .regulated: Self.regulatedWorkflow
    }
  }

  /// `policies/lint.yaml`; nil where every rule keeps its own severity.
  var lint: String? {
    switch self {
    case .small: Self.smallLint
    case .standard: nil
    case .regulated: Self.regulatedLint
    }
  }
}
