internal import Records
internal import YAMLTree

/// Answers what the key or value at a place is.
struct Hover {
  let kind: FileKind
  let outline: Outline
  let knowledge: Knowledge

  /// What there is to say, as Markdown, and the columns that it is about.
  func text(line: Int, column: Int) -> (text: String, columns: Range<Int>)? {
    guard let (entry, isKey) = outline.entry(line: line, column: column) else { return nil }
    if isKey { return key(entry).map { ($0, entry.keyColumns) } }
    return value(entry).map { ($0, entry.valueColumns) }
  }

  private func key(_ entry: Outline.Entry) -> String? {
    guard let field = kind.schema.field(at: entry.path) else {
      return name(entry.key ?? "", meaning(ofKey: entry.path))
    }
    var parts = ["**\(field.name)**: \(field.documentation)"]
    parts.append(field.schema.words + (field.isRequired ? "; required" : ""))
    if kind == .change, entry.path.steps.count == 1 {
      let rules = RuleBook.rules(about: field.name)
      if !rules.isEmpty { parts.append("Rules about it:\n\n" + rules) }
    }
    return parts.joined(separator: "\n\n")
  }

  private func value(_ entry: Outline.Entry) -> String? {
    guard let schema = kind.schema.at(entry.path) else { return nil }
    let meaning = Meaning(schema, at: entry.path, in: kind)
    if let text = name(entry.value, meaning) { return text }
    return name(entry.value, meaning, in: outline)
      ?? entry.key.flatMap { _ in key(entry) }
  }

  /// What a free key of a mapping names.
  private func meaning(ofKey path: YAMLTree.KeyPath) -> Meaning {
    guard case .map(let pattern, _) = kind.schema.at(path.parent) else { return .other }
    return Meaning(keysAt: path.parent, pattern, in: kind)
  }

  private func name(_ name: String, _ meaning: Meaning) -> String? {
    let portrait = Portrait(knowledge: knowledge)
    switch meaning {
    case .person: return portrait.person(name)
    case .performer: return portrait.role(name) ?? portrait.person(name)
    case .system: return portrait.system(name)
    case .role: return portrait.role(name)
    case .change: return portrait.record(name)
    case .template: return portrait.template(name)
    case .rule: return RuleBook.page(of: name)
    default: return nil
    }
  }

  /// A step or trigger of this record.
  private func name(_ name: String, _ meaning: Meaning, in outline: Outline) -> String? {
    guard let item = outline.item(named: name, of: meaning) else { return nil }
    let words = ["do", "signal", "when", "expect"].compactMap { key in
      outline.value(at: item.path.appending(key)).map { "\(key): \(Portrait.safe($0))" }
    }
    return (["**\(name)** (`\(item.path)`)"] + words).joined(separator: "\n\n")
  }
}

extension Outline {
  /// The step or trigger that a value of such a meaning names; nil for others and for none.
  func item(named id: String, of meaning: Meaning) -> Entry? {
    let lists: [YAMLTree.KeyPath] =
      switch meaning {
      case .step, .stepOrNone: ["implementation.steps"]
      case .anyStep: ["implementation.steps", "rollback.steps"]
      case .trigger: ["rollback.triggers"]
      default: []
      }
    return lists.lazy.flatMap { children(of: $0) }
      .first { value(at: $0.path.appending("id")) == id }
  }
}
