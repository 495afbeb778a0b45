package import Records

/// Who holds which role by one policy.
package struct Roles {
  // No more of the policy: it is asked often, and copying all of it costs more than the answer.
  private let people: People
  private let systems: Systems

  package init(policy: Policy) {
    people = policy.people
    systems = policy.systems
  }

  /// The name of the role of a system's owners, as acts write it.
  package static func owner(of system: String) -> String { "system-owner(\(system))" }

  /// The system of `system-owner(claims-db)`, or nil for another role.
  package static func system(ofOwnerRole role: String) -> String? {
    guard role.hasPrefix("system-owner("), role.hasSuffix(")") else { return nil }
    return String(role.dropFirst("system-owner(".count).dropLast())
  }

  /// Whether the policy knows the role at all.
  package func knows(_ role: String) -> Bool {
    if role == "everyone" { return true }
    if let system = Self.system(ofOwnerRole: role) { return systems.systems[system] != nil }
    return people.roles[role] != nil
  }

  /// The people of a role in the policy's order; `everyone` is all active humans.
  package func holders(of role: String) -> [String] {
    if role == "everyone" {
      return people.people.values.filter { $0.kind == .human && Self.isActive($0) }
        .map(\.id).sorted()
    }
    if let system = Self.system(ofOwnerRole: role) {
      return systems.systems[system]?.owners ?? []
    }
    return people.roles[role] ?? []
  }

  /// Whether a person has a key with which to act.
  package func isActive(_ person: String) -> Bool {
    people.people[person].map(Self.isActive) ?? false
  }

  /// Whether a person is a machine.
  package func isMachine(_ person: String) -> Bool {
    people.people[person]?.kind == .machine
  }

  private static func isActive(_ person: People.Person) -> Bool {
    person.keys.contains { $0.status == .active && $0.compromisedSince == nil }
  }
}
