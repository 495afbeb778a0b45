internal import Diagnostics
package import Lint

/// Writes suppressions as `assent/suppressions/1`.
package enum SuppressionJSON {
  /// All suppressions, in the order given.
  package static func report(_ suppressions: [Suppression]) -> JSONValue {
    .object([
      ("schema", .string("assent/suppressions/1")),
      ("suppressions", .array(suppressions.map(suppression))),
    ])
  }

  private static func suppression(_ suppression: Suppression) -> JSONValue {
    .object([
      ("rules", .array(suppression.rules.map { .string($0) })),
      ("record", .string(suppression.record)), ("place", .string(suppression.place)),
      ("origin", .string(suppression.origin.rawValue)),
      ("state", .string(suppression.state.rawValue)),
      ("findings", .number(suppression.findings)), ("until", .text(suppression.until)),
      ("days-left", .number(suppression.daysLeft)), ("reason", .string(suppression.reason)),
      ("path", .string(suppression.location.path)),
      ("line", suppression.location.span.map { .number($0.start.line) } ?? .null),
    ])
  }
}
