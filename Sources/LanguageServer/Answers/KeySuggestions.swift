internal import Records
internal import YAMLTree

/// Writes keys with what has to follow them, indented as the place asks.
struct KeySuggestions {
  /// The column in which the keys stand.
  let indent: Int
  let isFlow: Bool
  /// Whether a colon follows already, so that only the key is written.
  let isNameOnly: Bool

  /// One suggestion a key, those that must be there first.
  func suggestions(_ fields: [FieldSchema], without present: Set<String>) -> [Suggestion] {
    let missing = fields.filter { !present.contains($0.name) }
    let ordered = missing.filter(\.isRequired) + missing.filter { !$0.isRequired }
    return ordered.map(suggestion)
  }

  private func suggestion(_ field: FieldSchema) -> Suggestion {
    var result = Suggestion(
      label: field.name, kind: .property, detail: field.isRequired ? "required" : nil,
      documentation: "\(field.documentation)\n\n\(field.schema.words)")
    guard !isNameOnly else { return result }
    let isBlock = isFlow ? false : field.schema.opensBlock
    result.insertion = field.name + (isBlock ? ":" : ": ")
    result.snippet = field.name + ":" + value(field.schema)
    return result
  }

  /// One suggestion a free key.
  func suggestions(_ names: [Suggestion], _ schema: Schema, without present: Set<String>)
    -> [Suggestion]
  {
    names.filter { !present.contains($0.label) }.map { name in
      var result = name
      guard !isNameOnly else { return result }
      result.insertion = name.label + (!isFlow && schema.opensBlock ? ":" : ": ")
      result.snippet = name.label + ":" + value(schema)
      return result
    }
  }

  /// An item of a list, where its dash is missing still.
  func item(_ schema: Schema) -> Suggestion {
    let first = schema.firstKeys.first.map { $0.name + ": " } ?? ""
    return Suggestion(
      label: "- " + first.trimmed, kind: .property, detail: "a new item",
      insertion: "- " + first)
  }

  /// The stretch of a snippet that follows a colon.
  private func value(_ schema: Schema) -> String {
    switch schema {
    case .choice(let words):
      return words.count == 1 ? " \(words[0])" : " ${1|\(words.joined(separator: ","))|}"
    case .boolean: return " ${1|true,false|}"
    case .object where isFlow: return " {\(inner(schema, separator: ", "))$0}"
    case .object: return lines(inner(schema, separator: "\n" + blanks(2)), "")
    case .map: return isFlow ? " {$0}" : lines("$0", "")
    case .list(let item, _):
      guard case .object = item else { return " [$0]" }
      return isFlow
        ? " [{\(inner(item, separator: ", "))$0}]"
        : lines(inner(item, separator: "\n" + blanks(4)), "- ")
    default: return " $0"
    }
  }

  private func lines(_ text: String, _ mark: String) -> String {
    "\n" + blanks(2) + mark + (text.isEmpty ? "$0" : text)
  }

  private func blanks(_ more: Int) -> String { String(repeating: " ", count: indent + more) }

  private func inner(_ schema: Schema, separator: String) -> String {
    schema.firstKeys.enumerated().map { "\($1.name): $\($0 + 1)" }.joined(separator: separator)
  }
}

extension Schema {
  /// Whether a value goes on the lines below its key.
  fileprivate var opensBlock: Bool {
    switch self {
    case .object, .map, .list(.object, _), .list(.reference, _), .reference: true
    default: false
    }
  }

  /// The keys that a mapping is begun with: those that must be there, else the first.
  fileprivate var firstKeys: [FieldSchema] {
    guard case .object(let fields) = self else { return [] }
    let required = fields.filter(\.isRequired)
    return required.isEmpty ? Array(fields.prefix(1)) : required
  }
}

extension String {
  /// The text without blanks at its end.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
