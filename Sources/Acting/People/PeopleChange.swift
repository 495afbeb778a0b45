package import Primitives
package import Records

/// What is to become of one person of `policies/people.yaml`.
package enum PeopleChange: Hashable, Sendable {
  /// Somebody new, with roles.
  case add(People.Person, roles: [String])
  /// Retires all keys of somebody and takes all roles away; with a key, retires that one alone.
  case retire(String, key: String?)
  /// Gives somebody one more key, and retires or marks those that were active before.
  case replace(String, key: String, retiresOld: Bool, compromisedSince: ObjectID?)

  /// The id of the person.
  package var person: String {
    switch self {
    case .add(let person, _): person.id
    case .retire(let id, _): id
    case .replace(let id, _, _, _): id
    }
  }

  /// The people as they are to be.
  ///
  /// Throws a refusal if there is nothing to do, or nobody of that id or key.
  func applied(to people: People) throws(ActingError) -> People {
    var result = people
    switch self {
    case .add(let person, let roles):
      guard people.people[person.id] == nil else {
        throw Self.refusal("\(person.id) is in policies/people.yaml already")
      }
      result.people[person.id] = person
      for role in roles {
        guard let members = people.roles[role] else {
          throw Self.refusal(
            "there is no role `\(role)`; there are \(people.roles.keys.sorted().joined(separator: ", "))"
          )
        }
        result.roles[role] = members + [person.id]
      }
    case .retire(let id, let key):
      let person = try Self.find(id, in: people)
      result.people[id] = try retired(person, key)
      if key == nil {
        for (role, members) in people.roles { result.roles[role] = members.filter { $0 != id } }
      }
      guard result != people else { throw Self.refusal("\(id) has nothing left to retire") }
    case .replace(let id, let key, let retiresOld, let since):
      var person = try Self.find(id, in: people)
      for index in person.keys.indices where Self.isUsable(person.keys[index]) {
        if retiresOld { person.keys[index].status = .retired }
        if let since { person.keys[index].compromisedSince = since }
      }
      person.keys.append(People.Key(material: .ssh(key)))
      result.people[id] = person
    }
    return result
  }

  private func retired(
    _ person: People.Person, _ key: String?
  ) throws(ActingError) -> People.Person {
    var person = person
    var isKnown = false
    for index in person.keys.indices {
      if let key, person.keys[index].material != .ssh(key) { continue }
      isKnown = true
      person.keys[index].status = .retired
    }
    guard isKnown || key == nil else { throw Self.refusal("\(person.id) has no such key") }
    return person
  }

  /// Whether a key could sign.
  static func isUsable(_ key: People.Key) -> Bool {
    key.status == .active && key.compromisedSince == nil
  }

  private static func find(_ id: String, in people: People) throws(ActingError) -> People.Person {
    guard let person = people.people[id] else {
      throw refusal("there is no `\(id)` in policies/people.yaml")
    }
    return person
  }

  private static func refusal(_ message: String) -> ActingError {
    ActingError("usage", "nothing was written: \(message)", exitStatus: 2)
  }
}
