package import Diagnostics

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
    for (index, part) in parts(of: finding).enumerated() {
      text += self.text(of: part, arrow: index == 0 ? "-->" : ":::", gutter: gutter)
    }
    if let advice = finding.advice {
      text += "\(gutter) = help: \(PlainText.line(advice))\n"
    }
    if RuleCatalogue.explains(finding.rule) {
      text += "\(gutter) = see: assent rule \(finding.rule)\n"
    }
    return text
  }

  /// A finding as one line: `path:line:column: severity rule: message`.
  package static func concise(_ finding: Finding) -> String {
    "\(name(of: finding.location)): \(finding.severity.rawValue) \(PlainText.line(finding.rule)): "
      + PlainText.line(finding.message) + "\n"
  }

  /// A file, or places near each other in it, that is shown under one heading.
  private struct Part {
    let location: Location
    /// What the heading says where no line can be shown.
    let label: String?
    var block: SourceBlock?
  }

  /// The finding's own place, then those that belong to it; what is near another is shown with it.
  private func parts(of finding: Finding) -> [Part] {
    var parts: [Part] = []
    let places =
      [(location: finding.location, label: String?.none)]
      + finding.related.map { ($0.location, $0.label) }
    for (location, label) in places {
      guard let span = location.span else {
        parts.append(Part(location: location, label: label, block: nil))
        continue
      }
      let mark = SourceBlock.Mark(span: span, label: label)
      let isShown = source(location.path)?.line(span.start.line) != nil
      let near = parts.firstIndex { part in
        isShown && part.location.path.utf8.elementsEqual(location.path.utf8)
          && part.block?.isNear(span) == true
      }
      if let near {
        parts[near].block?.add(mark)
      } else {
        parts.append(
          Part(location: location, label: label, block: isShown ? SourceBlock(mark) : nil))
      }
    }
    return parts
  }

  private func text(of part: Part, arrow: String, gutter: String) -> String {
    let head = Ink.place("\(gutter)\(arrow)", hasColour) + " \(Self.name(of: part.location))"
    guard let source = source(part.location.path),
      let excerpt = part.block?.text(in: source, gutter: gutter, hasColour: hasColour)
    else { return head + (part.label.map { " (\(PlainText.line($0)))" } ?? "") + "\n" }
    return "\(head)\n\(excerpt)"
  }

  /// `changes/2026/CHG-2026-7F3K.yaml:12:5`.
  static func name(of location: Location) -> String {
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
