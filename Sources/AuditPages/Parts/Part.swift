internal import Markup

/// A piece of a page that is used on several.
protocol Part: Sendable {
  func add(to markup: inout Markup)
}

extension Markup {
  /// Adds a piece.
  mutating func add(_ part: some Part) { part.add(to: &self) }
}
