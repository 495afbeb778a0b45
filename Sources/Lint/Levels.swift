package import Diagnostics

/// How much a rule weighs for each risk, and for an emergency that is about to start.
package struct Levels: Hashable, Sendable {
  /// The weight in one column of the rubric.
  package enum Level: String, Hashable, Sendable, CaseIterable {
    case off, warning, error

    /// The severity of a finding; nil where the rule does not apply.
    package var severity: Severity? {
      switch self {
      case .off: nil
      case .warning: .warning
      case .error: .error
      }
    }
  }

  /// A column of the rubric. Critical risk is judged as high.
  package enum Column: String, Hashable, Sendable, CaseIterable {
    case low, medium, high
    /// An emergency up to the stage approved, before it is ratified.
    case emergency
  }

  package let low: Level
  package let medium: Level
  package let high: Level
  package let emergency: Level

  /// Weighs by risk.
  package init(_ low: Level, _ medium: Level, _ high: Level, emergency: Level) {
    self.low = low
    self.medium = medium
    self.high = high
    self.emergency = emergency
  }

  /// An error for every record.
  package static let error = Levels(.error, .error, .error, emergency: .error)
  /// A warning for every record.
  package static let warning = Levels(.warning, .warning, .warning, emergency: .warning)

  /// The weight in one column.
  package subscript(column: Column) -> Level {
    switch column {
    case .low: low
    case .medium: medium
    case .high: high
    case .emergency: emergency
    }
  }
}
