internal import Lint
internal import Records
internal import Reporting

/// What is known about the people, systems and records that a text names, as Markdown.
struct Portrait {
  let knowledge: Knowledge

  /// A person with roles and keys; nil if there is none of that id.
  func person(_ id: String) -> String? {
    guard let policy = knowledge.policy, let person = policy.people.people[id] else { return nil }
    var lines = [
      "**\(Self.safe(person.name.isEmpty ? id : person.name))** (`\(id)`), \(person.kind.rawValue)"
    ]
    let roles = Self.codes(roles(of: id))
    lines.append(roles.isEmpty ? "no roles" : "roles: \(roles)")
    let owned = policy.systems.systems.values.filter { $0.owners.contains(id) }.map(\.id).sorted()
    if !owned.isEmpty { lines.append("answers for \(Self.codes(owned))") }
    lines.append(Self.keys(person.keys))
    return lines.joined(separator: "\n\n")
  }

  /// The roles of a person, in order of their names.
  func roles(of id: String) -> [String] {
    (knowledge.policy?.people.roles ?? [:]).filter { $0.value.contains(id) }.map(\.key).sorted()
  }

  private static func keys(_ keys: [People.Key]) -> String {
    guard !keys.isEmpty else { return "no key: nothing that this person signs counts" }
    let words = keys.map { key in
      let kind =
        switch key.material {
        case .ssh: "SSH"
        case .openPGP: "OpenPGP"
        case .x509: "X.509"
        case .sshAuthority: "SSH certificate"
        }
      return "\(kind) (\(key.compromisedSince == nil ? key.status.rawValue : "compromised"))"
    }
    return "keys: " + words.joined(separator: ", ")
  }

  /// A system with its owners; nil if there is none of that id.
  func system(_ id: String) -> String? {
    guard let system = knowledge.policy?.systems.systems[id] else { return nil }
    var lines = ["**\(id)**, criticality \(system.criticality?.rawValue ?? "not stated")"]
    lines.append(system.owners.isEmpty ? "no owners" : "owners: \(Self.codes(system.owners))")
    if !system.zones.isEmpty { lines.append("zones: \(Self.codes(system.zones))") }
    if let parent = system.parent { lines.append("part of `\(parent)`") }
    if !system.dependsOn.isEmpty { lines.append("needs \(Self.codes(system.dependsOn))") }
    return lines.joined(separator: "\n\n")
  }

  /// A role with its people; nil if nobody has it.
  func role(_ name: String) -> String? {
    guard let people = knowledge.policy?.people.roles[name] else { return nil }
    return "**\(name)**\n\n" + (people.isEmpty ? "nobody" : Self.codes(people))
  }

  /// A record; nil if there is none of that id.
  func record(_ id: String) -> String? {
    guard let record = knowledge.records.first(where: { $0.id == id }) else { return nil }
    return "**\(id)**, \(record.kind)\n\n\(Self.safe(record.title))\n\n`\(record.path)`"
  }

  /// A template; nil if there is none of that name and version.
  func template(_ reference: String) -> String? {
    guard let template = knowledge.policy?.templates.first(where: { $0.reference == reference })
    else { return nil }
    var lines = ["**\(reference)**: \(Self.safe(template.title ?? "no title"))"]
    if let description = template.description { lines.append(Self.safe(description)) }
    if let risk = template.risk { lines.append("risk \(risk.rawValue)") }
    if !template.parameters.isEmpty {
      lines.append("parameters: \(Self.codes(template.parameters.keys.sorted()))")
    }
    return lines.joined(separator: "\n\n")
  }

  /// Names as code, so that no name is read as Markdown.
  private static func codes(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// A text of users as plain words: no links, images or markup of theirs.
  static func safe(_ text: String) -> String {
    var result = ""
    for character in PlainText.line(text) {
      if "\\`*_{}[]<>#|!&~".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
