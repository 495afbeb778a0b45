/// A place in a text, counted as editors do.
package struct Position: Hashable, Sendable, Comparable {
  // Trees keep two for every value: half the size is a third of the tree.
  private let lineNumber: UInt32
  private let columnNumber: UInt32

  /// The line, from 1.
  package var line: Int { Int(lineNumber) }
  /// The column, from 1, in Unicode scalars.
  package var column: Int { Int(columnNumber) }

  package init(line: Int, column: Int) {
    lineNumber = UInt32(clamping: line)
    columnNumber = UInt32(clamping: column)
  }

  /// Orders by line, then column.
  package static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of a text: from `start` up to, not including, `end`.
package struct Span: Hashable, Sendable {
  package let start: Position
  package let end: Position

  package init(start: Position, end: Position) {
    self.start = start
    self.end = end
  }
}

/// A file and, where one is known, the place in it.
package struct Location: Hashable, Sendable {
  /// The path from the repository's root.
  package let path: String
  package let span: Span?

  package init(path: String, span: Span? = nil) {
    self.path = path
    self.span = span
  }
}

/// How much a finding weighs. Errors fail a command and close a gate.
package enum Severity: String, Hashable, Sendable, CaseIterable {
  case error, warning, note
}

/// One thing wrong with the user's content: a value, never thrown.
package struct Finding: Hashable, Sendable {
  /// Another place that belongs to the finding, with what it shows.
  package struct Related: Hashable, Sendable {
    package let label: String
    package let location: Location

    package init(label: String, location: Location) {
      self.label = label
      self.location = location
    }
  }

  /// The stable name of the rule, such as `rollback-fits-window`.
  package let rule: String
  package var severity: Severity
  /// What is wrong: lower case, one line, no full stop, naming the value seen.
  package let message: String
  package var location: Location
  /// The key path that it is about, such as `rollback.steps[0].do`; empty for the whole file, nil
  /// where the file has no keys or could not be read that far. Unlike a line it survives edits
  /// elsewhere.
  package let place: String?
  /// What to do about it, as an imperative.
  package let advice: String?
  /// The place in the policy that demands it, the other of two duplicates, and so on.
  package var related: [Related]
  /// An edit that cures it and cannot change what the file means to people, if there is one.
  package var fix: Fix?

  package init(
    rule: String, severity: Severity = .error, message: String, location: Location,
    place: String? = nil, advice: String? = nil, related: [Related] = [], fix: Fix? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.location = location
    self.place = place
    self.advice = advice
    self.related = related
    self.fix = fix
  }
}
