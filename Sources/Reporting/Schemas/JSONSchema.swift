internal import Records

/// JSON Schema, draft 7, of the description that our decoder reads by.
///
/// Draft 7 is what every editor's language server reads. The regular expressions are ECMA's, and
/// `patternErrorMessage` is understood by those editors and passed over by validators.
struct JSONSchema {
  /// The schemas that others refer to, in the order in which they were met.
  private var definitions: [(name: String, value: JSONValue)] = []
  private var met: Set<String> = []

  /// The whole document of a file's schema.
  static func document(_ file: SchemaFile) -> JSONValue {
    var writer = JSONSchema()
    let root = writer.members(of: file.schema)
    let about = "\(file.title): \(file.glob), \(file.schemaName). Written by `assent schema`."
    let head: [(String, JSONValue)] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string(file.title)), ("description", .string(about)),
    ]
    let tail: [(String, JSONValue)] =
      writer.definitions.isEmpty
      ? [] : [("definitions", .object(writer.definitions.map { ($0.name, $0.value) }))]
    return .object(head + root + tail)
  }

  /// The keywords that say what a value looks like.
  private mutating func members(of schema: Schema) -> [(String, JSONValue)] {
    switch schema {
    case .text(let pattern): Self.text(pattern)
    case .choice(let words): Self.choice(words)
    case .integer(let range):
      [
        ("type", .string("integer")), ("minimum", .number(range.lowerBound)),
        ("maximum", .number(range.upperBound)),
      ]
    case .boolean: [("type", .string("boolean"))]
    case .instant: Notation.instant.members
    case .date: Notation.date.members
    case .period: Notation.period.members
    case .list(let item, let isEmptyAllowed):
      [("type", .string("array")), ("items", .object(members(of: item)))]
        + (isEmptyAllowed ? [] : [("minItems", .number(1))])
    case .map(let pattern, let value):
      [
        ("type", .string("object")), ("propertyNames", .object(Self.text(pattern))),
        ("additionalProperties", .object(members(of: value))),
      ]
    case .object(let fields): object(fields)
    case .either(let schemas): [("anyOf", .array(schemas.map { .object(members(of: $0)) }))]
    case .reference(let name): reference(name)
    case .open: []
    }
  }

  private mutating func object(_ fields: [FieldSchema]) -> [(String, JSONValue)] {
    let properties = fields.map { field in
      let description: [(String, JSONValue)] = [("description", .string(field.documentation))]
      return (field.name, JSONValue.object(description + members(of: field.schema)))
    }
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    return [("type", .string("object")), ("properties", .object(properties))]
      + (required.isEmpty ? [] : [("required", .array(required))])
      + [("additionalProperties", .bool(false))]
  }

  /// In draft 7 nothing beside a `$ref` is read, hence the `allOf`.
  private mutating func reference(_ name: String) -> [(String, JSONValue)] {
    if met.insert(name).inserted, let schema = Schema.named(name) {
      let value = JSONValue.object(members(of: schema))
      definitions.append((name, value))
    }
    return [("allOf", .array([.object([("$ref", .string("#/definitions/\(name)"))])]))]
  }

  private static func choice(_ words: [String]) -> [(String, JSONValue)] {
    guard let only = words.first, words.count == 1 else {
      return [("type", .string("string")), ("enum", .array(words.map { .string($0) }))]
    }
    return [("type", .string("string")), ("const", .string(only))]
  }

  /// Text that says nothing but blanks is refused everywhere.
  private static func text(_ pattern: TextPattern) -> [(String, JSONValue)] {
    [
      ("type", .string("string")),
      ("pattern", .string(pattern.regularExpression ?? "[^\\x00-\\x20]")),
      ("patternErrorMessage", .string("not \(pattern.name): \(pattern.advice)")),
    ]
  }
}

/// A scalar of a notation of its own.
private struct Notation {
  let format: String?
  let pattern: String
  let advice: String
  let example: String

  private static let day = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
  private static let clock = "([01][0-9]|2[0-3]):[0-5][0-9]"

  static let instant = Notation(
    format: "date-time", pattern: "^\(day)T\(clock):[0-5][0-9](\\.[0-9]+)?(Z|[+-]\(clock))$",
    advice: "not a time with an offset: write it as `2026-03-08T01:00:00+01:00`",
    example: "2026-03-08T01:00:00+01:00")
  static let date = Notation(
    format: "date", pattern: "^\(day)$", advice: "not a day: write it as `2026-12-25`",
    example: "2026-12-25")
  static let period = Notation(
    format: nil, pattern: "^(0|[1-9][0-9]{0,5}|1000000)[mhd]$",
    advice: "not a length of time: write it as `45m`, `48h` or `14d`", example: "48h")

  var members: [(String, JSONValue)] {
    [("type", .string("string"))] + (format.map { [("format", .string($0))] } ?? [])
      + [
        ("pattern", .string(pattern)), ("patternErrorMessage", .string(advice)),
        ("examples", .array([.string(example)])),
      ]
  }
}
