import Testing

@testable import YAMLTree

struct ValueTests {
  private static func value(_ text: String) -> Value? {
    YAMLReader.read(Array(text.utf8), path: "a").root?.value
  }

  private static func paths(_ before: String, _ after: String) -> [String] {
    differences(from: value(before), to: value(after), at: "rollback").map(\.description)
  }

  @Test(arguments: [
    ("a: 1\nb: [x, y]\n", "{b: ['x', \"y\"], a: \"1\"}\n"),
    ("a: |\n  x\n", "a: \"x\\n\"\n"),
    ("a: # c\n  b: 1\n", "{a: {b: 1}}"),
  ])
  func `spelling, order of keys and comments make no difference`(_ left: String, _ right: String) {
    #expect(Self.value(left) == Self.value(right))
    #expect(Self.paths(left, right) == [])
  }

  @Test(arguments: [
    ("steps: [{do: a}]", "steps: [{do: b}]", ["rollback.steps[0].do"]),
    ("a: [1, 2]", "a: [2, 1]", ["rollback.a[0]", "rollback.a[1]"]),
    ("a: [1]", "a: [1, {x: 2}, 3]", ["rollback.a[1]", "rollback.a[2]"]),
    ("a: [1, 2]", "a: []", ["rollback.a[0]", "rollback.a[1]"]),
    ("z: 1\na: 1", "b: 1", ["rollback.a", "rollback.b", "rollback.z"]),
    ("a: {x: 1}", "a: [1]", ["rollback.a"]),
    ("a: {}", "a: []", ["rollback.a"]),
    ("a: ''", "b: ''", ["rollback.a", "rollback.b"]),
    ("a: []", "b: 1\na: []", ["rollback.b"]),
    ("a: \u{e9}", "a: e\u{301}", ["rollback.a"]),
    ("{\u{e9}: 1}", "{e\u{301}: 1}", ["rollback.e\u{301}", "rollback.\u{e9}"]),
    ("a: x", "a: 'x '", ["rollback.a"]),
  ])
  func `differences are named by their leaves`(
    _ before: String, _ after: String, _ paths: [String]
  ) {
    #expect(Self.value(before) != Self.value(after))
    #expect(Self.paths(before, after).map { Array($0.utf8) } == paths.map { Array($0.utf8) })
    #expect(Self.paths(after, before).map { Array($0.utf8) } == paths.map { Array($0.utf8) })
  }

  @Test func `what appears or disappears as a whole is named itself`() {
    let value = Self.value("a: 1")
    #expect(differences(from: nil, to: value, at: "rollback").map(\.description) == ["rollback"])
    #expect(differences(from: value, to: nil, at: "rollback").map(\.description) == ["rollback"])
    #expect(differences(from: nil, to: nil, at: "rollback") == [])
  }

  @Test func `normal forms are different texts with different places in a set`() {
    let texts: Set<ExactText> = ["\u{e9}", "e\u{301}", "\u{e9}"]
    #expect(texts.count == 2)
  }
}
