internal import Records
internal import YAMLTree

/// Answers what could be written at a place.
struct Completion {
  let kind: FileKind
  let lines: [[Unicode.Scalar]]
  let values: ValueSuggestions

  /// What can be written, and the columns of the line that it replaces.
  func suggestions(line: Int, column: Int) -> (items: [Suggestion], columns: Range<Int>)? {
    guard let context = CursorContext(lines, line: line, column: column) else { return nil }
    var items = suggestions(context, line)
    if context.lacksBlank, context.slot == .value {
      items = items.map(Self.withBlank)
    }
    return (items, context.columns)
  }

  private func suggestions(_ context: CursorContext, _ line: Int) -> [Suggestion] {
    guard let schema = kind.schema.at(context.path) else { return [] }
    switch (context.slot, schema) {
    case (.key, .object(let fields)),
      (.item, .object(let fields)) where !context.isFlow:
      return keys(context).suggestions(fields, without: present(context, line))
    case (.key, .map(let pattern, let value)):
      return keys(context).suggestions(
        names(context.path, pattern), value, without: present(context, line))
    case (.key, .list(let item, _)):
      return context.typed.isEmpty ? [keys(context).item(item)] : []
    case (.key, _): return []
    case (.value, .list(let item, _)):
      return items(item, context.path.appending(0)).map(Self.inBrackets)
    default: return unused(values(schema, context.path), context, line)
    }
  }

  private func keys(_ context: CursorContext) -> KeySuggestions {
    KeySuggestions(
      indent: context.columns.lowerBound, isFlow: context.isFlow, isNameOnly: context.hasColon)
  }

  private func values(_ schema: Schema, _ path: YAMLTree.KeyPath) -> [Suggestion] {
    values.suggestions(Meaning(schema, at: path, in: kind), at: path)
  }

  private func items(_ schema: Schema, _ path: YAMLTree.KeyPath) -> [Suggestion] {
    if case .object = schema { return [] }
    return values(schema, path)
  }

  /// The names that free keys can have: of parameters those of the record's template.
  private func names(_ path: YAMLTree.KeyPath, _ pattern: TextPattern) -> [Suggestion] {
    if kind == .change, path == "request.parameters" { return parameters }
    return values.suggestions(Meaning(keysAt: path, pattern, in: kind), at: path)
  }

  private var parameters: [Suggestion] {
    let reference = values.outline.value(at: "request.template")
    let template = values.knowledge.policy?.templates.first { $0.reference == reference }
    return (template?.parameters.keys.sorted() ?? []).map { Suggestion(label: $0, kind: .property) }
  }

  /// The keys that the mapping has already, the one at the place left out.
  private func present(_ context: CursorContext, _ line: Int) -> Set<String> {
    let own = context.columns
    return Set(
      values.outline.children(of: context.path).compactMap { entry in
        let isHere = entry.line == line && entry.keyColumns.overlaps(own)
        return isHere ? nil : entry.key
      })
  }

  /// Of an item of a list, what the list does not have yet.
  private func unused(_ items: [Suggestion], _ context: CursorContext, _ line: Int) -> [Suggestion]
  {
    guard context.slot == .item else { return items }
    let others = values.outline.children(of: context.path.parent).filter { entry in
      !(entry.line == line && entry.valueColumns.contains(context.columns.lowerBound))
    }
    let present = Set(others.map(\.value))
    return items.filter { !present.contains($0.label) }
  }

  private static func inBrackets(_ item: Suggestion) -> Suggestion {
    var result = item
    result.insertion = "[\(item.label)]"
    return result
  }

  private static func withBlank(_ item: Suggestion) -> Suggestion {
    var result = item
    result.insertion = " " + (item.insertion ?? item.label)
    result.snippet = item.snippet.map { " " + $0 }
    return result
  }
}
