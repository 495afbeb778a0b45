internal import Diagnostics
internal import YAMLTree

/// Whether the policy's owners exist, are human and are enough.
enum CharterCheck {
  /// What is wrong with the owners of the policy.
  static func findings(_ file: PolicyFile<Charter>, people: People) -> [Finding] {
    file.content.owners.enumerated().findings { index, owners in
      let place = YAMLTree.KeyPath().appending("owners").appending(index)
      return names(owners, place, file, people) + thresholds(owners, place, file, people)
    }
  }

  private static func names(
    _ owners: Charter.Owners, _ place: YAMLTree.KeyPath, _ file: PolicyFile<Charter>,
    _ people: People
  ) -> [Finding] {
    let members = place.appending("people")
    let unknown = file.unknown(
      owners.people, at: members, rule: "policy-unknown-person", what: "person of `people.yaml`",
      isKnown: { people.people[$0] != nil }, candidates: Array(people.people.keys))
    let machines = owners.people.enumerated().filter {
      people.people[$0.element]?.kind == .machine
    }.map { index, name in
      file.finding(
        "policy-owners", "`\(name)` is a machine, which cannot own the policy",
        at: members.appending(index), advice: "name a human")
    }
    return unknown + machines
  }

  private static func thresholds(
    _ owners: Charter.Owners, _ place: YAMLTree.KeyPath, _ file: PolicyFile<Charter>,
    _ people: People
  ) -> [Finding] {
    let humans = Set(owners.people.filter { people.people[$0]?.kind == .human }).count
    let limits = [
      ("threshold", owners.threshold), ("revoke-threshold", owners.revokeThreshold ?? 0),
    ]
    return limits.filter { $0.1 > humans }.map { key, limit in
      file.finding(
        "policy-owners", "`\(key)` is \(limit), but the entry has \(humans) human owners",
        at: place.appending(key), advice: "name more people, or lower the threshold")
    }
  }
}
