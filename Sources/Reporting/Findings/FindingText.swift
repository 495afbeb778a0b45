package import Diagnostics
internal import Lint
internal import PolicyLint

/// Writes findings for people: the message, the place with its line, and what to do.
package struct FindingText {
  private let hasColour: Bool
  private let source: (String) -> SourceText?

  /// Writes findings about files.
  ///
  /// - Parameter source: the text of a file by its path; nil where it cannot be shown.
  package init(hasColour: Bool, source: @escaping (String) -> SourceText?) {
    self.hasColour = hasColour
    self.source = source
  }

  /// A finding as a block of lines.
  package func block(_ finding: Finding) -> String {
    let places = [finding.location] + finding.related.map(\.location)
    let digits = places.compactMap { $0.span.map { String($0.start.line).utf8.count } }.max() ?? 1
    let gutter = String(repeating: " ", count: digits)
    var text =
      Self.ink(finding.severity)("\(finding.severity.rawValue)[\(finding.rule)]", hasColour)
      + ": " + PlainText.line(finding.message) + "\n"
    text += place(finding.location, arrow: "-->", gutter: gutter, label: nil)
    for related in finding.related {
      text += place(related.location, arrow: ":::", gutter: gutter, label: related.label)
    }
    if let advice = finding.advice {
      text += "\(gutter) = help: \(PlainText.line(advice))\n"
    }
    if Rule.named(finding.rule) != nil || PolicyRule.named(finding.rule) != nil
      || SuppressionRule.named(finding.rule) != nil || CodeTable.finding(finding.rule) != nil
    {
      text += "\(gutter) = see: assent rule \(finding.rule)\n"
    }
    return text
  }

  /// A finding as one line: `path:line:column: severity rule: message`.
  package static func concise(_ finding: Finding) -> String {
    "\(name(of: finding.location)): \(finding.severity.rawValue) \(PlainText.line(finding.rule)): "
      + PlainText.line(finding.message) + "\n"
  }

  private func place(_ location: Location, arrow: String, gutter: String, label: String?)
    -> String
  {
    let shownLabel = label.map(PlainText.line)
    let head = Ink.place("\(gutter)\(arrow)", hasColour) + " \(Self.name(of: location))"
    guard let span = location.span, let source = source(location.path),
      let excerpt = SourceExcerpt(span, in: source)
    else { return head + (shownLabel.map { " (\($0))" } ?? "") + "\n" }
    let number = String(span.start.line)
    let indent = gutter.dropFirst(number.utf8.count)
    let carets = Ink.bad(excerpt.underline, hasColour && label == nil)
    return """
      \(head)
      \(gutter) |
      \(indent)\(number) | \(excerpt.line)
      \(gutter) | \(carets)\(shownLabel.map { " " + $0 } ?? "")

      """
  }

  /// `changes/2026/CHG-2026-7F3K.yaml:12:5`.
  private static func name(of location: Location) -> String {
    let place = location.span.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    return PlainText.line(location.path) + place
  }

  private static func ink(_ severity: Severity) -> Ink {
    switch severity {
    case .error: .bad
    case .warning: .waiting
    case .note: .dim
    }
  }
}
