/// What a value of a file looks like, as data: documentation and JSON Schema come from it.
package indirect enum Schema: Sendable {
  /// A text of that pattern.
  case text(TextPattern)
  /// One of these words.
  case choice([String])
  /// A whole number in that range.
  case integer(ClosedRange<Int>)
  /// `true` or `false`.
  case boolean
  /// An RFC 3339 time with an offset.
  case instant
  /// A day such as `2026-12-25`.
  case date
  /// A length of time such as `45m`, `48h` or `14d`.
  case period
  /// A list, which may have to have an item.
  case list(Schema, isEmptyAllowed: Bool)
  /// A mapping whose keys are free but keep a pattern.
  case map(TextPattern, Schema)
  /// A mapping with these keys and no others.
  case object([FieldSchema])
  /// A value of any one of these; no two take the same.
  case either([Schema])
  /// A schema that contains itself, by its name.
  case reference(String)
  /// Anything.
  case open
}

/// One key of a closed mapping.
package struct FieldSchema: Sendable {
  /// The key.
  package let name: String
  /// What its value looks like.
  package let schema: Schema
  /// Whether the mapping makes no sense without the key.
  package let isRequired: Bool
  /// One line for people who fill it in.
  package let documentation: String
}
