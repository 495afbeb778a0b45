internal import Diagnostics

/// A line of a file with a stretch of it underlined.
struct SourceExcerpt {
  /// What a terminal shows of a long line.
  static let longest = 160
  /// How much of a long line is shown before the stretch.
  private static let context = 40

  /// The line, safe to print and not too long.
  let line: String
  /// Blanks below it, and a line of carets or dashes.
  let underline: String

  /// Shows the first line of a span; a span without length underlines the whole line.
  ///
  /// - Parameter sign: what the line is drawn of.
  init?(_ span: Span, in source: SourceText, sign: Character) {
    guard let text = source.line(span.start.line) else { return nil }
    let scalars = Array(PlainText.line(String(text)).unicodeScalars)
    let first = min(max(span.start.column - 1, 0), scalars.count)
    let end = span.end.line > span.start.line ? scalars.count : span.end.column - 1
    let last = min(max(end, first), scalars.count)
    let stretch = first == last && first == 0 ? Self.ink(of: scalars) : first..<last
    let window = Self.window(around: stretch, of: scalars)
    line =
      (window.lowerBound > 0 ? "…" : "") + Self.text(scalars[window])
      + (window.upperBound < scalars.count ? "…" : "")
    let lead =
      (window.lowerBound > 0 ? 1 : 0)
      + PlainText.width(Self.text(scalars[window.lowerBound..<stretch.lowerBound]))
    let visible = stretch.clamped(to: window)
    let carets = max(1, PlainText.width(Self.text(scalars[visible])))
    underline = String(repeating: " ", count: lead) + String(repeating: sign, count: carets)
  }

  /// The line without the blanks around it.
  private static func ink(of scalars: [Unicode.Scalar]) -> Range<Int> {
    guard let first = scalars.firstIndex(where: { $0 != " " }),
      let last = scalars.lastIndex(where: { $0 != " " })
    else { return 0..<0 }
    return first..<last + 1
  }

  private static func window(around stretch: Range<Int>, of scalars: [Unicode.Scalar])
    -> Range<Int>
  {
    guard scalars.count > longest else { return 0..<scalars.count }
    let start = stretch.upperBound <= longest ? 0 : max(0, stretch.lowerBound - context)
    return start..<min(scalars.count, start + longest)
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
