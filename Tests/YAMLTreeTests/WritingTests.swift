import Testing

@testable import YAMLTree

/// What is written reads as the data that was written.
struct WritingTests {
  // Texts that are plain between brackets and would be something else in block style.
  @Test(arguments: [
    "[-]", "{a: -}", "{... ? i: j}", "[... x, --- y]", "{--- a: b}",
    "[?x, -x, ':', \"? \"]",
    "a: {b: [c, {d: '', e: ~}]}", "- - a\n  - b\n- {}\n- []\n", "{a: \"x\\ny\\t\\\"\\\\\"}",
    "a: |\n  two\n  lines\n", "a: plain\n  goes on\n", "{a-b: c:d, e: f#g}",
  ])
  func `a tree that is written and read again has the same data`(text: String) throws {
    let root = try #require(YAMLReader.read(Array(text.utf8), path: "a").root)
    let written = YAMLWriter.text(root)
    let again = YAMLReader.read(Array(written.utf8), path: "a")
    #expect(again.root?.value == root.value, "\(written)")
    #expect(again.root.map { YAMLWriter.text($0) } == written)
  }
}
