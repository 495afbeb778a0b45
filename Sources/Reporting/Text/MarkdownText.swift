/// Text that users wrote, inside Markdown that Assent writes.
package enum MarkdownText {
  /// The text as a code span of one line: nothing in it is a link, an image, HTML, a mention or a
  /// reference, and no entity has to be trusted to keep it so.
  package static func code(_ text: String, limit: Int = 2000) -> String {
    let line = PlainText.cut(PlainText.line(text), to: limit)
    guard line.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else { return "` `" }
    let fence = String(repeating: "`", count: longestRun(of: UInt8(ascii: "`"), in: line) + 1)
    // Blanks keep a backtick at an end from joining the fence, and are taken away again.
    let isPadded = line.hasPrefix("`") || line.hasSuffix("`") || line.hasPrefix(" ")
    let pad = isPadded ? " " : ""
    return fence + pad + line + pad + fence
  }

  private static func longestRun(of byte: UInt8, in text: String) -> Int {
    var longest = 0
    var run = 0
    for next in text.utf8 {
      run = next == byte ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
