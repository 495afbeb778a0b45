internal import Diagnostics
internal import Primitives
internal import YAMLTree

/// Writes the comment that quiets a warning for a while.
enum Suppression {
  /// How many days it holds until somebody has to look again.
  static let days = 30

  /// The line to insert and the line, from 0, before which it goes; nil where a finding cannot be
  /// quieted by a comment.
  static func comment(
    for finding: Finding, in outline: Outline, lines: [[Unicode.Scalar]], today: CivilDate
  ) -> (text: String, line: Int)? {
    guard finding.severity != .error, let place = finding.place,
      let entry = outline.nearestEntry(to: YAMLTree.KeyPath(stringLiteral: place)),
      lines.indices.contains(entry.line)
    else { return nil }
    let indent = lines[entry.line].prefix { $0 == " " }.count
    let blanks = String(repeating: " ", count: indent)
    let until = CivilDate(daysSinceEpoch: today.daysSinceEpoch + days)
    return (
      "\(blanks)# assent: ignore[\(finding.rule)] until=\(until) reason: say why\n", entry.line
    )
  }
}
