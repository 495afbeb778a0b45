/// An edit of one file that cures a finding: of spelling, quoting or form, never of a decision.
package struct Fix: Hashable, Sendable {
  /// A stretch of the file and the text that takes its place.
  package struct Edit: Hashable, Sendable {
    package let span: Span
    package let replacement: String

    package init(span: Span, replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }

  /// What it does, as an imperative of one line.
  package let title: String
  /// Edits of the file that the finding is about, in order, none overlapping another.
  package let edits: [Edit]

  package init(title: String, edits: [Edit]) {
    self.title = title
    self.edits = edits
  }
}
