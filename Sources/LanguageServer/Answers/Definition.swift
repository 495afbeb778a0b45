internal import Records
internal import YAMLTree

/// Answers where a thing that a text names is written down.
struct Definition {
  let kind: FileKind
  let outline: Outline
  let knowledge: Knowledge

  /// A place in a file of the work tree, or in the text itself.
  struct Target {
    /// The path from the root; nil for the text itself.
    let path: String?
    /// The way to the entry that defines it; empty for the file as a whole.
    let place: YAMLTree.KeyPath
  }

  /// Where the value at a place is defined.
  func target(line: Int, column: Int) -> Target? {
    guard let (entry, isKey) = outline.entry(line: line, column: column), !isKey,
      let schema = kind.schema.at(entry.path)
    else { return nil }
    let name = entry.value
    let meaning = Meaning(schema, at: entry.path, in: kind)
    if let item = outline.item(named: name, of: meaning) {
      return Target(path: nil, place: item.path)
    }
    return target(name, meaning)
  }

  private func target(_ name: String, _ meaning: Meaning) -> Target? {
    switch meaning {
    case .person: person(name)
    case .role: role(name)
    case .performer: role(name) ?? person(name)
    case .system:
      knowledge.policy?.systems.systems[name].map { _ in
        Target(
          path: "policies/systems.yaml", place: YAMLTree.KeyPath([.key("systems"), .key(name)]))
      }
    case .change:
      knowledge.records.first { $0.id == name }.map {
        Target(path: $0.path, place: YAMLTree.KeyPath())
      }
    case .template:
      knowledge.policy?.templates.first { $0.reference == name }.map {
        Target(path: $0.path, place: YAMLTree.KeyPath())
      }
    default: nil
    }
  }

  private func person(_ name: String) -> Target? {
    knowledge.policy?.people.people[name].map { _ in
      Target(path: "policies/people.yaml", place: YAMLTree.KeyPath([.key("people"), .key(name)]))
    }
  }

  private func role(_ name: String) -> Target? {
    knowledge.policy?.people.roles[name].map { _ in
      Target(path: "policies/people.yaml", place: YAMLTree.KeyPath([.key("roles"), .key(name)]))
    }
  }
}
