/// The lines of a file, for showing places in it.
package struct SourceText: Sendable {
  private let lines: [Substring]

  package init(_ text: String) {
    // By bytes: where letters begin and end is asked of the lines that are shown alone.
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }
  }

  /// A line by its number from 1; nil beyond the end.
  func line(_ number: Int) -> Substring? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }
}
