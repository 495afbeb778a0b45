internal import Records
internal import YAMLTree

/// What a value names.
enum Meaning: Hashable {
  case person, system, role, change, ownID, template, evidence, digestOfEvidence
  /// A step of the implementation, or the word `none` too.
  case step, stepOrNone
  /// A step of either plan.
  case anyStep
  case trigger
  /// Who does a step: a role or a person.
  case performer
  case rule, zone, window
  /// One of these words.
  case words([String])
  /// Something that nobody else names.
  case other

  /// What the value at a path of a file means.
  init(_ schema: Schema, at path: YAMLTree.KeyPath, in kind: FileKind) {
    switch schema {
    case .choice(let words): self = .words(words)
    case .boolean: self = .words(["true", "false"])
    case .text(let pattern): self = Self.meaning(of: pattern, path, kind)
    default: self = .other
    }
  }

  /// What a key of a mapping by free keys means.
  init(keysAt path: YAMLTree.KeyPath, _ pattern: TextPattern, in kind: FileKind) {
    self =
      kind == .lint && path.lastKey == "severities"
      ? .rule : Self.meaning(of: pattern, path, kind)
  }

  private static func meaning(
    of pattern: TextPattern, _ path: YAMLTree.KeyPath, _ kind: FileKind
  ) -> Meaning {
    switch pattern.name {
    case TextPattern.personID.name: .person
    case TextPattern.systemID.name: .system
    case TextPattern.roleName.name: .role
    case TextPattern.changeID.name: path == "id" ? .ownID : .change
    case TextPattern.templateReference.name: .template
    case TextPattern.evidencePath.name: .evidence
    case TextPattern.sha256.name: .digestOfEvidence
    case TextPattern.token.name: token(path.lastKey)
    case TextPattern.identifier.name: identifier(path.lastKey, kind)
    case TextPattern.line.name where path.lastKey == "by": .performer
    default: .other
    }
  }

  private static func token(_ key: String?) -> Meaning {
    switch key {
    case "undoes": .step
    case "point-of-no-return": .stepOrNone
    case "step": .anyStep
    case "trigger": .trigger
    default: .other
    }
  }

  private static func identifier(_ key: String?, _ kind: FileKind) -> Meaning {
    switch key {
    case "zones", "zone": .zone
    case "windows": .window
    case "rule" where kind == .lint: .rule
    default: .other
    }
  }
}
