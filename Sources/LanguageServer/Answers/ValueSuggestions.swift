internal import Lint
internal import Records
internal import YAMLTree

/// Finds what a value could be.
struct ValueSuggestions {
  let knowledge: Knowledge
  let outline: Outline
  let place: FilePlace?
  let host: any LanguageHost

  /// The values of a meaning at a path.
  func suggestions(_ meaning: Meaning, at path: YAMLTree.KeyPath) -> [Suggestion] {
    switch meaning {
    case .words(let words): words.map { Suggestion(label: $0, kind: .member) }
    case .person: people
    case .system: systems
    case .role: roles
    case .performer: roles + people
    case .change: records
    case .ownID: ownID
    case .template: templates
    case .evidence: evidence
    case .digestOfEvidence: digest(beside: path)
    case .step: steps("implementation.steps")
    case .stepOrNone: [Suggestion(label: "none", kind: .member)] + steps("implementation.steps")
    case .anyStep: steps("implementation.steps") + steps("rollback.steps")
    case .trigger: steps("rollback.triggers")
    case .rule:
      RuleBook.names.sorted().map { name in
        Suggestion(
          label: name, kind: .reference, detail: RuleBook.summary(of: name),
          documentation: RuleBook.page(of: name))
      }
    case .zone: zones.map { Suggestion(label: $0, kind: .member) }
    case .window:
      (knowledge.policy?.calendar.windows ?? []).map { Suggestion(label: $0.id, kind: .event) }
    case .other: []
    }
  }

  private var portrait: Portrait { Portrait(knowledge: knowledge) }

  private var people: [Suggestion] {
    let people = knowledge.policy?.people.people ?? [:]
    return people.values.sorted { $0.id < $1.id }.map { person in
      let roles = portrait.roles(of: person.id)
      let words = [person.name] + (roles.isEmpty ? [] : [roles.joined(separator: ", ")])
      return Suggestion(
        label: person.id, kind: .value, detail: words.joined(separator: " · "),
        documentation: portrait.person(person.id))
    }
  }

  private var systems: [Suggestion] {
    let systems = knowledge.policy?.systems.systems ?? [:]
    return systems.values.sorted { $0.id < $1.id }.map { system in
      let criticality = system.criticality.map { [$0.rawValue] } ?? []
      return Suggestion(
        label: system.id, kind: .module,
        detail: (criticality + [system.owners.joined(separator: ", ")]).joined(separator: " · "),
        documentation: portrait.system(system.id))
    }
  }

  private var roles: [Suggestion] {
    let roles = knowledge.policy?.people.roles ?? [:]
    return roles.sorted { $0.key < $1.key }.map { name, people in
      Suggestion(label: name, kind: .reference, detail: people.joined(separator: ", "))
    }
  }

  private var records: [Suggestion] {
    let own = outline.value(at: "id")
    return knowledge.records.filter { $0.id != own }.map { record in
      Suggestion(
        label: record.id, kind: .reference, detail: record.title,
        documentation: portrait.record(record.id))
    }
  }

  /// The id that the file's name gives.
  private var ownID: [Suggestion] {
    guard let file = place?.path.split(separator: "/").last, file.hasSuffix(".yaml"),
      ChangeIDSyntax.matches(String(file.dropLast(5)))
    else { return [] }
    return [Suggestion(label: String(file.dropLast(5)), kind: .value, detail: "the file's name")]
  }

  private var templates: [Suggestion] {
    (knowledge.policy?.templates ?? []).sorted { $0.reference < $1.reference }.map { template in
      Suggestion(
        label: template.reference, kind: .reference, detail: template.title,
        documentation: portrait.template(template.reference))
    }
  }

  private var evidence: [Suggestion] {
    guard let place, let id = outline.value(at: "id") ?? ownID.first?.label else { return [] }
    return host.evidence(of: id, in: place.root).map { Suggestion(label: $0, kind: .file) }
  }

  /// The digest of the evidence that stands beside a key `sha256`.
  private func digest(beside path: YAMLTree.KeyPath) -> [Suggestion] {
    guard let place, let file = outline.value(at: path.parent.appending("evidence")),
      let digest = host.digest(ofEvidence: file, in: place.root)
    else { return [] }
    return [Suggestion(label: digest, kind: .value, detail: file)]
  }

  private var zones: [String] {
    let systems = knowledge.policy?.systems.systems ?? [:]
    return Set(systems.values.flatMap(\.zones)).sorted()
  }

  /// The ids of a list of this record, each with what it does.
  private func steps(_ list: YAMLTree.KeyPath) -> [Suggestion] {
    outline.children(of: list).compactMap { item in
      guard let id = outline.value(at: item.path.appending("id")) else { return nil }
      let does = outline.value(at: item.path.appending("do"))
      return Suggestion(
        label: id, kind: .reference,
        detail: does ?? outline.value(at: item.path.appending("signal")))
    }
  }
}
