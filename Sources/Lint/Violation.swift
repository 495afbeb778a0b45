package import Diagnostics
package import YAMLTree

/// The way to a value of a record.
package typealias Place = YAMLTree.KeyPath

extension Place {
  /// Reads `rollback.steps[0].do`.
  init(_ text: String) { self.init(stringLiteral: text) }
}

/// What a rule found, before it has a severity and a location.
package struct Violation: Sendable {
  /// Another place that belongs to it.
  package enum Related: Sendable {
    /// In the same record.
    case record(String, Place)
    /// In a file below `policies/`; line 0 where only the file is known.
    case policy(String, file: String, line: Int)
  }

  package let message: String
  package let place: Place
  package let advice: String?
  package let related: [Related]
  /// An edit that cures it and cannot change what the record means to people.
  package let fix: Fix?

  init(
    _ message: String, at place: Place, advice: String? = nil, related: [Related] = [],
    fix: Fix? = nil
  ) {
    self.message = message
    self.place = place
    self.advice = advice
    self.related = related
    self.fix = fix
  }
}

/// What a rule found in a file beside the records.
package struct FileViolation: Sendable {
  package let message: String
  /// The path from the repository's root.
  package let path: String
  package let advice: String

  init(_ message: String, in path: String, advice: String) {
    self.message = message
    self.path = path
    self.advice = advice
  }
}

/// What a rule found among several records.
package struct SetViolation: Sendable {
  /// The record that is reported, as an index into the set.
  package let index: Int
  package let violation: Violation
  /// The other record, as an index into the set, with its label and place.
  package let other: Other?

  /// A place in another record.
  package struct Other: Sendable {
    package let label: String
    package let index: Int
    package let place: Place
  }

  init(_ violation: Violation, in index: Int, other: Other? = nil) {
    self.index = index
    self.violation = violation
    self.other = other
  }
}
