package import Diagnostics

/// The order in which findings are listed: by place, then by rule and message.
package enum Order {
  /// Whether one finding is listed before another.
  package static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    let leftStart = left.location.span?.start ?? start
    let rightStart = right.location.span?.start ?? start
    return (left.location.path, leftStart, left.rule, left.message)
      < (right.location.path, rightStart, right.rule, right.message)
  }

  private static let start = Position(line: 0, column: 0)
}
