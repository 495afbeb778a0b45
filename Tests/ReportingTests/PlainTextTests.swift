import Reporting
import Testing

struct PlainTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("Zürich", "Zürich"), ("a\tb\nc", "a b c"), ("\u{1B}[31m", "\u{FFFD}[31m"),
    ("\u{202E}\u{2066}\u{FEFF}\u{200B}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("e\u{301}", "e\u{301}"), ("\u{85}\u{2029}", "\u{FFFD}\u{FFFD}"), ("", ""),
    ("a ##[add-mask]b", "a #\u{FFFD}[add-mask]b"), ("é###[b", "é#\u{FFFD}\u{FFFD}[b"),
    ("##vso[task.x]", "#\u{FFFD}vso[task.x]"), ("## Heading #1 [x]", "## Heading #1 [x]"),
  ])
  func `what controls the output is replaced`(_ text: String, _ expected: String) {
    #expect(Array(PlainText.line(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(arguments: [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("", 0), ("🚀", 2)])
  func `the width is that of a terminal`(_ text: String, _ width: Int) {
    #expect(PlainText.width(text) == width)
  }

  @Test(arguments: [("abcdef", 4, "abc…"), ("abcd", 4, "abcd"), ("日本日", 4, "日…"), ("ab", 0, "…")])
  func `a long text is cut`(_ text: String, _ limit: Int, _ expected: String) {
    #expect(PlainText.cut(text, to: limit) == expected)
  }
}
