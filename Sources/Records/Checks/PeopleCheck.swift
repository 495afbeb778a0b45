internal import Diagnostics
internal import YAMLTree

/// What has to hold between the entries of `people.yaml`.
enum PeopleCheck {
  static func findings(_ file: PolicyFile<People>) -> [Finding] {
    roles(file) + emails(file) + keys(file)
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
    var found: [Finding] = []
    for person in file.content.people.values.sorted(by: { $0.id < $1.id }) {
      for (index, email) in person.email.enumerated() {
        let place = YAMLTree.KeyPath().appending("people").appending(person.id)
          .appending("email").appending(index)
        let known = owners[email.lowercased()]
        guard let known, known.person != person.id else {
          owners[email.lowercased()] = (person.id, place)
          continue
        }
        found.append(
          file.finding(
            "policy-shared-email", "`\(email)` belongs to `\(known.person)` too", at: place,
            advice: "give each address to one person",
            related: [
              Finding.Related(label: "the other is here", location: file.location(known.place))
            ]))
      }
    }
    return found
  }

  private static func keys(_ file: PolicyFile<People>) -> [Finding] {
    var owners: [People.Key.Material: (person: String, place: YAMLTree.KeyPath)] = [:]
    var found: [Finding] = []
    for person in file.content.people.values.sorted(by: { $0.id < $1.id }) {
      for (index, key) in person.keys.enumerated() {
        let place = YAMLTree.KeyPath().appending("people").appending(person.id)
          .appending("keys").appending(index)
        guard let known = owners[key.material] else {
          owners[key.material] = (person.id, place)
          continue
        }
        let isOwn = known.person == person.id
        found.append(
          file.finding(
            isOwn ? "policy-duplicate-key" : "policy-shared-key",
            isOwn
              ? "`\(person.id)` has this key twice"
              : "the key of `\(person.id)` is `\(known.person)`'s too",
            at: place, advice: isOwn ? "keep one of the two" : "give each person keys of their own",
            related: [
              Finding.Related(label: "the other is here", location: file.location(known.place))
            ]))
      }
    }
    return found
  }
}
