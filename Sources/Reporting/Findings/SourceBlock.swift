internal import Diagnostics

/// Places in one file that are near each other, shown as one excerpt: each line once, below it what
/// is underlined in it, and between lines that are far apart `...`.
struct SourceBlock {
  /// Lines this far apart are shown in one excerpt.
  static let nearness = 12
  /// So many lines between two places are shown as they are; of more, none.
  private static let bridge = 1

  /// A place with what it shows; the finding's own has no label.
  struct Mark {
    let span: Span
    let label: String?
  }

  /// Marks in the order in which their blocks and labels are to be read.
  private(set) var marks: [Mark]

  init(_ mark: Mark) { marks = [mark] }

  /// Whether a place is near enough to one of the block to be shown with it.
  func isNear(_ span: Span) -> Bool {
    marks.contains { abs($0.span.start.line - span.start.line) <= Self.nearness }
  }

  mutating func add(_ mark: Mark) { marks.append(mark) }

  /// The excerpt; nil if the file lacks one of the lines.
  ///
  /// - Parameters:
  ///   - gutter: blanks as wide as the widest line number of the finding.
  ///   - hasColour: whether the finding's own place is coloured.
  func text(in source: SourceText, gutter: String, hasColour: Bool) -> String? {
    let numbers = Set(marks.map(\.span.start.line)).sorted()
    var text = "\(gutter) |\n"
    var last: Int?
    for number in numbers {
      if let last { text += between(last, number, source, gutter) }
      let here = marks.filter { $0.span.start.line == number }
        .sorted { ($0.label == nil ? 0 : 1) < ($1.label == nil ? 0 : 1) }
      for (index, mark) in here.enumerated() {
        guard
          let excerpt = SourceExcerpt(mark.span, in: source, sign: mark.label == nil ? "^" : "-")
        else { return nil }
        // A long line is cut around each place: it is shown anew where the cut differs.
        if index == 0 || excerpt.line != lastShown(before: index, here, source) {
          text += "\(Self.numbered(number, gutter)) | \(excerpt.line)\n"
        }
        let carets = Ink.bad(excerpt.underline, hasColour && mark.label == nil)
        text += "\(gutter) | \(carets)\(mark.label.map { " " + PlainText.line($0) } ?? "")\n"
      }
      last = number
    }
    return text
  }

  private func lastShown(before index: Int, _ marks: [Mark], _ source: SourceText) -> String? {
    SourceExcerpt(marks[index - 1].span, in: source, sign: "-")?.line
  }

  /// What stands between two lines that are shown.
  private func between(_ first: Int, _ second: Int, _ source: SourceText, _ gutter: String)
    -> String
  {
    let gap = second - first - 1
    guard gap > 0 else { return "" }
    guard gap <= Self.bridge, let line = source.line(first + 1) else { return "...\n" }
    let shown = PlainText.cut(PlainText.line(String(line)), to: SourceExcerpt.longest)
    return "\(Self.numbered(first + 1, gutter)) |\(shown.isEmpty ? "" : " " + shown)\n"
  }

  private static func numbered(_ number: Int, _ gutter: String) -> String {
    let digits = String(number)
    return gutter.dropFirst(digits.utf8.count) + digits
  }
}
