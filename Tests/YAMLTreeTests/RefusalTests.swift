import Diagnostics
import Testing

@testable import YAMLTree

/// A text that is refused where the arrow stands.
struct Refusal: Sendable, CustomTestStringConvertible {
  let marked: String
  let rule: String

  init(_ marked: String, _ rule: String) { (self.marked, self.rule) = (marked, rule) }

  var text: String { String(String.UnicodeScalarView(marked.unicodeScalars.filter { $0 != "↓" })) }

  var place: Position {
    var (line, column) = (1, 1)
    for scalar in marked.unicodeScalars {
      if scalar == "↓" { break }
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return Position(line: line, column: column)
  }

  var testDescription: String { "\(rule): \(marked.debugDescription.prefix(60))" }
}

struct RefusalTests {
  @Test(arguments: [
    Refusal("a: ↓&x 1\n", "yaml-anchor"),
    Refusal("é: {ü: ↓&x [1]}\n", "yaml-anchor"),
    Refusal("↓&x a: 1\n", "yaml-anchor"),
    Refusal("a: 1\nb: ↓*x\n", "yaml-alias"),
    Refusal("a: {↓<<: b}\n", "yaml-merge-key"),
    Refusal("a: ↓!!str 1\n", "yaml-tag"),
    Refusal("a: ↓! 1\n", "yaml-tag"),
    Refusal("a: ↓!<x> [1]\n", "yaml-tag"),
    Refusal("↓%YAML 1.1\n---\na: 1\n", "yaml-directive"),
    Refusal("a: 1\n...\n↓%TAG ! x\n---\nb: 1\n", "yaml-directive"),
    Refusal("a: 1\nb: 2\n↓a: 3\n", "yaml-duplicate-key"),
    Refusal("a: {b: 1, ↓\"b\": 2}\n", "yaml-duplicate-key"),
    Refusal("\u{e9}: 1\n↓e\u{301}: 2\n", "yaml-duplicate-key"),
    Refusal("a:\n↓\tb: 1\n", "yaml-tab"),
    Refusal("a:\n  ↓\tb: 1\n", "yaml-tab"),
    Refusal("a:\n  - ↓\tb\n", "yaml-tab"),
    Refusal("a: x↓\u{0}y\n", "yaml-control-character"),
    Refusal("a: é↓\u{1b}[31m\n", "yaml-control-character"),
    Refusal("a: x↓\u{7f}\n", "yaml-control-character"),
    Refusal("a: x↓\u{85}b: 1\n", "yaml-control-character"),
    Refusal("a: x↓\u{2028}b: 1\n", "yaml-control-character"),
    Refusal("a: x↓\u{2029}\n", "yaml-control-character"),
    Refusal("a: x↓\u{ffff}\n", "yaml-control-character"),
    Refusal("a: 1↓\r\nb: 2\r\n", "yaml-control-character"),
    Refusal("a: 1↓\rb: 2\n", "yaml-control-character"),
    Refusal("a: x↓\u{202e}y\n", "yaml-bidi-character"),
    Refusal("# 😀 ↓\u{2066}\na: 1\n", "yaml-bidi-character"),
    Refusal("a: ↓\u{200f}\n", "yaml-bidi-character"),
    Refusal("a: ↓\u{61c}\n", "yaml-bidi-character"),
    Refusal("a: ↓\"x\\u202Ey\"\n", "yaml-bidi-character"),
    Refusal("a: ↓\"x\\ey\"\n", "yaml-control-character"),
    Refusal("a: ↓\"x\\0y\"\n", "yaml-control-character"),
    Refusal("a: ↓\"x\\Ny\"\n", "yaml-control-character"),
    Refusal("{↓\"x\\r\": 1}\n", "yaml-control-character"),
    Refusal("↓\u{feff}a: 1\n", "yaml-bom"),
    Refusal("a: x↓\u{feff}y\n", "yaml-bom"),
    Refusal("a: 1\n↓---\nb: 1\n", "yaml-multiple-documents"),
    Refusal("a: 1\n...\n↓---\nb: 1\n", "yaml-multiple-documents"),
    Refusal("↓", "yaml-empty"),
    Refusal("---\n↓", "yaml-empty"),
    Refusal("? ↓[a, b]\n: 1\n", "yaml-complex-key"),
    Refusal("{↓{a: b}: 1}\n", "yaml-complex-key"),
    Refusal("a: b↓: c\n", "yaml-syntax"),
    Refusal("a: ↓@b\n", "yaml-syntax"),
    Refusal("a: [1, 2\nb↓: 3\n", "yaml-syntax"),
    Refusal("a: \"x\n↓", "yaml-syntax"),
    Refusal("a: 1\n b↓: 2\n", "yaml-syntax"),
    Refusal("a: \"\\u↓d800\"\n", "yaml-syntax"),
  ])
  func `a text outside the subset is refused where it leaves it`(_ refusal: Refusal) throws {
    let result = YAMLReader.read(Array(refusal.text.utf8), path: "changes/a.yaml")
    #expect(result.root == nil)
    #expect(result.findings.map(\.rule) == [refusal.rule])
    let finding = try #require(result.findings.first)
    #expect(finding.location.span?.start == refusal.place)
    #expect(finding.location.path == "changes/a.yaml")
    #expect(finding.severity == .error)
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF], 4), ([0x61, 0x3A, 0x20, 0xC0, 0xAF], 4),
      ([0xC3, 0xA9, 0x3A, 0x20, 0xED, 0xA0, 0x80], 4), ([0x61, 0x3A, 0x20, 0xE2, 0x82], 4),
      ([0x61, 0x3A, 0x20, 0xF4, 0x90, 0x80, 0x80], 4), ([0xFF, 0xFE, 0x61, 0x00], 1),
      ([0xFE, 0xFF, 0x00, 0x61], 1), ([0x61, 0x00, 0x3A, 0x00], 1), ([0x00, 0x61, 0x00, 0x3A], 1),
    ] as [([UInt8], Int)])
  func `what is not UTF-8 is refused at its first wrong byte`(_ bytes: [UInt8], _ column: Int) {
    let result = YAMLReader.read(bytes, path: "a")
    #expect(result.root == nil)
    #expect(result.findings.map(\.rule) == ["yaml-encoding"])
    #expect(
      result.findings.first?.location.span?.start == Position(line: 1, column: column))
  }

  @Test func `a UTF-8 byte order mark is refused`() {
    let result = YAMLReader.read([0xEF, 0xBB, 0xBF] + Array("a: 1\n".utf8), path: "a")
    #expect(result.findings.map(\.rule) == ["yaml-bom"])
  }

  @Test func `twenty levels are read and one more is refused`() {
    let deep = String(repeating: "[", count: 20) + String(repeating: "]", count: 20)
    #expect(YAMLReader.read(Array(deep.utf8), path: "a").root != nil)
    let deeper = YAMLReader.read(Array("[\(deep)]".utf8), path: "a")
    #expect(deeper.root == nil)
    #expect(deeper.findings.map(\.rule) == ["yaml-too-deep"])
    #expect(deeper.findings.first?.location.span?.start == Position(line: 1, column: 21))
  }

  @Test func `one mebibyte is read and one byte more is refused`() {
    let text = Array("a: ".utf8) + Array(repeating: UInt8(ascii: "x"), count: (1 << 20) - 3)
    #expect(YAMLReader.read(text, path: "a").root != nil)
    let longer = YAMLReader.read(text + [UInt8(ascii: "x")], path: "a")
    #expect(longer.root == nil)
    #expect(longer.findings.map(\.rule) == ["yaml-too-large"])
  }

  @Test func `everything outside the subset is reported at once`() {
    let text = "a: &x 1\nb: *x\nc: !!str 2\na: 3\n<<: 4\n"
    let result = YAMLReader.read(Array(text.utf8), path: "a")
    #expect(
      result.findings.map(\.rule) == [
        "yaml-anchor", "yaml-alias", "yaml-tag", "yaml-duplicate-key", "yaml-merge-key",
      ])
  }

  @Test func `a duplicate key names the place of the first`() throws {
    let filler = (0..<30).map { "k\($0): 1\n" }.joined()
    for text in ["a: 1\nb: 2\na: 3\n", "a: 1\n\(filler)a: 3\n"] {
      let result = YAMLReader.read(Array(text.utf8), path: "a")
      let related = try #require(result.findings.first?.related.first)
      #expect(result.findings.count == 1)
      #expect(related.location.span?.start == Position(line: 1, column: 1))
    }
  }

  @Test(arguments: [
    "[", "- ", "? ", "{", "a: ", "!", "&", "*", "%TAG !a! b\n", "---\n", "'", "\"", "|", "\t",
    "a: &b c\n", "- - - -\n", "[[],", "{a: b, ", "\\", "#", ": ", "&a *a ",
  ])
  func `a mebibyte of one pattern is decided quickly`(_ pattern: String) {
    let text = String(repeating: pattern, count: (1 << 20) / pattern.utf8.count)
    let clock = ContinuousClock()
    let time = clock.measure {
      let result = YAMLReader.read(Array(text.utf8), path: "a")
      #expect(result.root != nil || !result.findings.isEmpty)
      #expect(result.findings.count <= 60)
    }
    #expect(time < .seconds(10))
  }
}
