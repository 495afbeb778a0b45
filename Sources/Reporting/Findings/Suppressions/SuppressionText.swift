internal import Diagnostics
package import Lint

/// Writes suppressions for people who audit them, and the few words about them in a summary.
package enum SuppressionText {
  /// A day so near is worth a word.
  private static let near = 14

  /// One block for each suppression, and a line that counts them.
  package static func list(_ suppressions: [Suppression]) -> String {
    suppressions.map(block).joined() + count(suppressions) + "\n"
  }

  /// `3 suppressed, 1 expires in 6 days`; nil where nothing is suppressed.
  ///
  /// - Parameter findings: how many findings are left out.
  package static func summary(findings: Int, _ suppressions: [Suppression]) -> String? {
    guard findings > 0 else { return nil }
    let active = suppressions.filter { $0.state == .active }
    guard let days = active.map(\.daysLeft).min(), days <= near else {
      return "\(findings) suppressed"
    }
    let ending = active.count { $0.daysLeft == days }
    return "\(findings) suppressed, \(ending) \(ending == 1 ? "expires" : "expire") \(when(days))"
  }

  private static func block(_ suppression: Suppression) -> String {
    let line = suppression.location.span.map { ":\($0.start.line)" } ?? ""
    let rules = suppression.rules.joined(separator: ", ")
    let place = suppression.place.isEmpty ? "" : " at \(PlainText.line(suppression.place))"
    let findings = suppression.findings == 1 ? "1 finding" : "\(suppression.findings) findings"
    return """
      \(rules) of \(PlainText.line(suppression.record))\(place)
        \(suppression.state.rawValue), \(findings), until \(suppression.until)\(end(suppression))
        by the \(suppression.origin == .policy ? "policy" : "record"): \
      \(PlainText.line(suppression.location.path))\(line)
        \(PlainText.line(suppression.reason))


      """
  }

  private static func end(_ suppression: Suppression) -> String {
    suppression.state == .expired ? "" : " (\(when(suppression.daysLeft)))"
  }

  private static func when(_ days: Int) -> String {
    switch days {
    case 0: "today"
    case 1: "in 1 day"
    default: "in \(days) days"
    }
  }

  private static func count(_ suppressions: [Suppression]) -> String {
    let expired = suppressions.count { $0.state == .expired }
    let unused = suppressions.count { $0.state == .unused }
    let noun = suppressions.count == 1 ? "suppression" : "suppressions"
    let parts = [(expired, "expired"), (unused, "unused")].filter { $0.0 > 0 }.map {
      "\($0.0) \($0.1)"
    }
    return (["\(suppressions.count) \(noun)"] + parts).joined(separator: ", ")
  }
}
