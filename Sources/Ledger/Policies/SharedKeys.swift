internal import Signatures

/// Who ever had a key, over all policies in force: people who shared one count as one.
struct SharedKeys {
  private var owners: [Credential: Set<String>] = [:]
  /// One id for all who ever shared a key, the first in order; those who shared none are left out.
  private(set) var aliases: [String: String] = [:]
  /// The keys that any policy marked as compromised: no later one can drop the mark.
  private(set) var compromised: Set<Credential> = []

  /// Learns the keys of a policy that came into force.
  mutating func add(_ keys: KeyRing) {
    for (key, person) in keys.owners { owners[key, default: []].insert(person) }
    compromised.formUnion(keys.compromised.keys)
    aliases = united()
  }

  /// The same with the keys of one more policy.
  func adding(_ keys: KeyRing) -> SharedKeys {
    var copy = self
    copy.add(keys)
    return copy
  }

  /// The id that stands for a person.
  func canonical(_ person: String) -> String { aliases[person] ?? person }

  private func united() -> [String: String] {
    var aliases: [String: String] = [:]
    func find(_ person: String) -> String {
      var person = person
      while let next = aliases[person] { person = next }
      return person
    }
    for people in owners.values where people.count > 1 {
      let roots = Set(people.map(find)).sorted()
      for other in roots.dropFirst() { aliases[other] = roots[0] }
    }
    for person in aliases.keys { aliases[person] = find(person) }
    return aliases
  }
}
