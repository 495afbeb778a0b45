import Diagnostics
import Testing

@testable import YAMLTree

struct ReadingTests {
  @Test func `scalars keep their text and their style`() throws {
    let text = """
      plain: no
      single: 'it''s'
      double: "a\\tb"
      literal: |
        one
        two
      folded: >-
        one
        two
      empty:
      flow: [a, "b"]

      """
    let root = try #require(YAMLReader.read(Array(text.utf8), path: "a").root)
    #expect(root["plain"]?.content == .scalar("no", .plain))
    #expect(root["single"]?.content == .scalar("it's", .quoted))
    #expect(root["double"]?.content == .scalar("a\tb", .quoted))
    #expect(root["literal"]?.content == .scalar("one\ntwo\n", .block))
    #expect(root["folded"]?.content == .scalar("one two", .block))
    #expect(root["empty"]?.content == .scalar("", .plain))
    #expect(root.at("flow[1]")?.content == .scalar("b", .quoted))
  }

  @Test func `places are counted in scalars from one`() throws {
    let text = "ключ: {é: 😀, b: c}\nlist:\n  - x\n  - y z\n"
    let root = try #require(YAMLReader.read(Array(text.utf8), path: "a").root)
    #expect(root.span.start == Position(line: 1, column: 1))
    #expect(root.at("ключ.b")?.span.start == Position(line: 1, column: 17))
    #expect(root.at("list[1]")?.span.start == Position(line: 4, column: 5))
    #expect(root.at("list[1]")?.span.end == Position(line: 4, column: 8))
    #expect(root["list"]?.span.end == Position(line: 4, column: 8))
    guard case .mapping(let entries) = root.content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries[1].keySpan.start == Position(line: 2, column: 1))
  }

  @Test func `keys keep their style`() throws {
    let root = try #require(YAMLReader.read(Array("no: 1\n\"on\": 2\n".utf8), path: "a").root)
    guard case .mapping(let entries) = root.content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.map(\.keyStyle) == [.plain, .quoted])
  }

  @Test(arguments: [
    "---\na: 1\n", "a: 1\n...\n", "# only a comment before\na: 1", "a: x\ty\n", "a: \"\u{a0}\"\n",
  ])
  func `what the subset allows is read`(_ text: String) {
    let result = YAMLReader.read(Array(text.utf8), path: "a")
    #expect(result.findings == [])
    #expect(result.root?["a"] != nil)
  }

  @Test func `a merge key in quotes is a key like others`() {
    #expect(YAMLReader.read(Array("\"<<\": 1\n".utf8), path: "a").root?["<<"] != nil)
  }
}
