internal import Records

/// Whether a step does nothing but retire keys and remove people from roles.
///
/// Whatever is not exactly that takes the full threshold: a compromise mark, another order, a name,
/// an address, an entry that goes away.
enum PolicyRevocation {
  static func isAll(from old: People, to new: People) -> Bool {
    guard Set(old.people.keys) == Set(new.people.keys), Set(old.roles.keys) == Set(new.roles.keys)
    else { return false }
    var revokes = false
    for (id, before) in old.people {
      guard let after = new.people[id], onlyRetires(before, after) else { return false }
      if zip(before.keys, after.keys).contains(where: { $0.status != $1.status }) { revokes = true }
    }
    for (role, before) in old.roles {
      guard let after = new.roles[role], isPart(after, of: before) else { return false }
      if after.count < before.count { revokes = true }
    }
    // An edit of comments alone is no revocation.
    return revokes
  }

  /// Whether a person stays what they were but for keys that are retired.
  private static func onlyRetires(_ old: People.Person, _ new: People.Person) -> Bool {
    guard old.keys.count == new.keys.count else { return false }
    var expected = old
    for index in old.keys.indices {
      expected.keys[index].line = new.keys[index].line
      if new.keys[index].status == .retired { expected.keys[index].status = .retired }
    }
    // Equal texts may still differ in bytes: `String` compares by canonical equivalence.
    return expected == new && bytes(of: old) == bytes(of: new)
  }

  private static func bytes(of person: People.Person) -> [[UInt8]] {
    ([person.id, person.name] + person.email).map { Array($0.utf8) }
      + person.keys.map { PolicyGains.name(of: $0.material, [:]) }
  }

  /// Whether a list is another one with some items left out, in the same order.
  private static func isPart(_ part: [String], of whole: [String]) -> Bool {
    var rest = part[...]
    for item in whole where rest.first == item { rest = rest.dropFirst() }
    return rest.isEmpty
  }
}
