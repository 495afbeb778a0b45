package import Records
package import YAMLTree

extension Schema {
  /// What a value at a path looks like, or nil where the schema has no such place.
  package func at(_ path: YAMLTree.KeyPath) -> Schema? {
    var schema = resolved
    for step in path.steps {
      guard let next = schema.child(step) else { return nil }
      schema = next.resolved
    }
    return schema
  }

  /// The key of a closed mapping at the end of a path, or nil.
  func field(at path: YAMLTree.KeyPath) -> FieldSchema? {
    guard case .key(let key) = path.steps.last, case .object(let fields) = at(path.parent) else {
      return nil
    }
    return fields.first { $0.name == key }
  }

  private var resolved: Schema {
    guard case .reference(let name) = self, let schema = Schema.named(name) else { return self }
    return schema
  }

  private func child(_ step: YAMLTree.KeyPath.Step) -> Schema? {
    switch (step, self) {
    case (.key(let key), .object(let fields)): fields.first { $0.name == key }?.schema
    case (.key, .map(_, let value)): value
    case (.index, .list(let item, _)): item
    case (_, .either(let schemas)): schemas.lazy.compactMap { $0.resolved.child(step) }.first
    default: nil
    }
  }

  /// What a value looks like, in words.
  var words: String {
    switch self {
    case .text(let pattern): pattern.name
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: " | ")
    case .integer(let range):
      range.upperBound >= 1_000_000
        ? "a whole number" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "`true` | `false`"
    case .instant: "a time with an offset, such as `2026-03-08T01:00:00+01:00`"
    case .date: "a day, such as `2026-12-25`"
    case .period: "a length of time, such as `45m`, `48h` or `14d`"
    case .list(let item, _): "a list of: " + item.words
    case .map(let pattern, _): "a mapping, by " + pattern.name
    case .object(let fields):
      "a mapping with " + fields.map { "`\($0.name)`" }.joined(separator: ", ")
    case .either(let schemas): schemas.map(\.words).joined(separator: " or ")
    case .reference(let name): "a \(name)"
    case .open: "anything"
    }
  }
}

extension FileKind {
  /// The kind of a file by its path from the root; nil for what is no file of the product.
  init?(path: String) {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count >= 2, path.hasSuffix(".yaml") else { return nil }
    switch (parts[0], parts[1], parts.count) {
    case ("changes", "evidence", 3...): return nil
    case ("changes", _, 2...3): self = .change
    case ("policies", "assent.yaml", 2): self = .policy
    case ("policies", "people.yaml", 2): self = .people
    case ("policies", "systems.yaml", 2): self = .systems
    case ("policies", "workflow.yaml", 2), ("policies", "workflows", 3): self = .workflow
    case ("policies", "calendar.yaml", 2): self = .calendar
    case ("policies", "lint.yaml", 2): self = .lint
    case ("policies", "templates", 3): self = .template
    case ("policies", "tests", 3...): self = .policyTest
    default: return nil
    }
  }

  /// The kind that a text itself states in its key `schema`; nil if it states none.
  init?(stating outline: Outline) {
    let stated = outline.entry(at: "schema")?.value
    guard let kind = Self.allCases.first(where: { $0.schemaName == stated }) else { return nil }
    self = kind
  }
}
