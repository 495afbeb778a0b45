internal import Diagnostics
internal import YAMLTree

/// What has to hold between the entries of `people.yaml`.
enum PeopleCheck {
  /// What is wrong between people, their roles, addresses and keys.
  static func findings(_ file: PolicyFile<People>) -> [Finding] {
    roles(file) + emails(file) + keys(file) + authorities(file)
  }

  private static func roles(_ file: PolicyFile<People>) -> [Finding] {
    let people = file.content
    return people.roles.keys.sorted().findings { role in
      let place = YAMLTree.KeyPath().appending("roles").appending(role)
      let members = people.roles[role] ?? []
      var found = file.unknown(
        members, at: place, rule: "policy-unknown-person", what: "person of `people`",
        isKnown: { people.people[$0] != nil }, candidates: Array(people.people.keys))
      if BuiltInRole.all.contains(role) {
        found.append(
          file.finding(
            "policy-reserved-role", "the role `\(role)` is built in", at: place,
            advice: "remove it, or take another name"))
      }
      return found
    }
  }

  private static func emails(_ file: PolicyFile<People>) -> [Finding] {
    var owners: [String: (person: String, place: YAMLTree.KeyPath)] = [:]
    return allEmails(file).findings { person, email, place in
      guard let known = owners[email.lowercased()], known.person != person else {
        owners[email.lowercased()] = (person, place)
        return []
      }
      return [
        file.finding(
          "policy-shared-email", "`\(email)` belongs to `\(known.person)` too", at: place,
          advice: "give each address to one person",
          related: [
            Finding.Related(label: "the other is here", location: file.location(known.place))
          ])
      ]
    }
  }

  private static func allEmails(
    _ file: PolicyFile<People>
  ) -> [(person: String, email: String, place: YAMLTree.KeyPath)] {
    file.content.people.values.sorted { $0.id < $1.id }.flatMap { person in
      let emails = YAMLTree.KeyPath().appending("people").appending(person.id).appending("email")
      return person.email.enumerated().map { (person.id, $0.element, emails.appending($0.offset)) }
    }
  }

  private static func keys(_ file: PolicyFile<People>) -> [Finding] {
    var owners: [People.Key.Material: (person: String, place: YAMLTree.KeyPath)] = [:]
    return allKeys(file).findings { person, key, place in
      guard let known = owners[key.material] else {
        owners[key.material] = (person, place)
        return []
      }
      let isOwn = known.person == person
      return [
        file.finding(
          isOwn ? "policy-duplicate-key" : "policy-shared-key",
          isOwn
            ? "`\(person)` has this key twice"
            : "the key of `\(person)` is `\(known.person)`'s too",
          at: place, advice: isOwn ? "keep one of the two" : "give each person keys of their own",
          related: [
            Finding.Related(label: "the other is here", location: file.location(known.place))
          ])
      ]
    }
  }

  /// Whoever holds an authority's key can sign as everybody whom it certifies.
  private static func authorities(_ file: PolicyFile<People>) -> [Finding] {
    var owners: [String: (person: String, place: YAMLTree.KeyPath)] = [:]
    for (person, key, place) in allKeys(file) {
      if case .ssh(let line) = key.material { owners[line] = (person, place) }
    }
    return allKeys(file).findings { person, key, place in
      guard case .sshAuthority(let line, _) = key.material, let known = owners[line] else {
        return []
      }
      return [
        file.finding(
          "policy-shared-key",
          "the authority that certifies `\(person)` signs as `\(known.person)` too", at: place,
          advice: "use a key for the authority that no person has",
          related: [
            Finding.Related(label: "the other is here", location: file.location(known.place))
          ])
      ]
    }
  }

  private static func allKeys(
    _ file: PolicyFile<People>
  ) -> [(person: String, key: People.Key, place: YAMLTree.KeyPath)] {
    file.content.people.values.sorted { $0.id < $1.id }.flatMap { person in
      let keys = YAMLTree.KeyPath().appending("people").appending(person.id).appending("keys")
      return person.keys.enumerated().map { (person.id, $0.element, keys.appending($0.offset)) }
    }
  }
}
