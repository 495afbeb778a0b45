/// A table of the pack's database: what it is, its columns, and what it refers to.
///
/// Each begins with the columns `repository` and `audit_period`, so that audits of several repositories
/// and periods stand in one database.
package struct DatabaseTable: Sendable {
  package struct Column: Sendable {
    package enum Kind: Hashable, Sendable {
      case text, number
      /// 0 or 1.
      case flag
      /// RFC 3339 in UTC, with seconds and a `Z`: sorts as text.
      case time
      /// Forty hexadecimal digits.
      case commit
      /// `sha256:` and 64 hexadecimal digits.
      case digest
      /// One of some words.
      case choice([String])
    }

    package let name: String
    package let kind: Kind
    package let isRequired: Bool
    /// In one sentence.
    package let meaning: String

    /// The same column, which may be null.
    var optional: Column { Column(name: name, kind: kind, isRequired: false, meaning: meaning) }

    static func text(_ name: String, _ meaning: String) -> Column { of(name, .text, meaning) }
    static func number(_ name: String, _ meaning: String) -> Column { of(name, .number, meaning) }
    static func flag(_ name: String, _ meaning: String) -> Column { of(name, .flag, meaning) }
    static func time(_ name: String, _ meaning: String) -> Column { of(name, .time, meaning) }
    static func commit(_ name: String, _ meaning: String) -> Column { of(name, .commit, meaning) }
    static func digest(_ name: String, _ meaning: String) -> Column { of(name, .digest, meaning) }

    /// One of the raw values of an enumeration.
    static func choice<Choice: CaseIterable & RawRepresentable<String>>(
      _ name: String, _: Choice.Type, _ meaning: String
    ) -> Column {
      of(name, .choice(Choice.allCases.map(\.rawValue)), meaning)
    }

    static func choice(_ name: String, _ words: [String], _ meaning: String) -> Column {
      of(name, .choice(words), meaning)
    }

    static var position: Column { number("position", "The place in the list, from 0.") }

    private static func of(_ name: String, _ kind: Kind, _ meaning: String) -> Column {
      Column(name: name, kind: kind, isRequired: true, meaning: meaning)
    }
  }

  /// Rows of another table that a row refers to by that table's key.
  package struct Reference: Sendable {
    package let columns: [String]
    package let table: String

    init(_ columns: [String], _ table: String) {
      self.columns = columns
      self.table = table
    }
  }

  package let name: String
  /// What a row is, in one sentence.
  package let meaning: String
  /// Without `repository` and `audit_period`.
  package let columns: [Column]
  /// How many of the columns make the key, after `repository` and `audit_period`.
  package let keyLength: Int
  package let references: [Reference]

  init(
    _ name: String, _ meaning: String, key keyLength: Int, _ columns: [Column],
    references: [Reference] = [Reference([], "audits")]
  ) {
    self.name = name
    self.meaning = meaning
    self.keyLength = keyLength
    self.columns = columns
    self.references = references
  }

  /// A table of what belongs to a change, which its first column names.
  init(
    ofChange name: String, _ meaning: String, key keyLength: Int, _ columns: [Column],
    references: [Reference] = []
  ) {
    self.init(
      name, meaning, key: keyLength, [.text("change", "The id of the change.")] + columns,
      references: [Reference(["change"], "changes")] + references)
  }
}
