import Testing

@testable import YAMLTree

/// What is read without libyaml, against what libyaml says of it.
struct DirectReaderTests {
  /// Whether a text is read directly, after a comparison of both readings.
  private func isReadDirectly(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let (both, events) = (
      YAMLReader.read(bytes, path: "a"), YAMLReader.readByEvents(bytes, path: "a")
    )
    #expect(both.root == events.root && both.findings == events.findings, "\(text)")
    return bytes.withUnsafeBufferPointer { buffer in
      CharacterScan.findings(in: buffer, path: "a").isEmpty && DirectReader.root(of: buffer) != nil
    }
  }

  @Test(arguments: [
    "a: b", "a: b\n", "# head\n\na: b  # beside\n# below\n", "a: \"b # c\"\nc: 'd: e'\n",
    "a:\n  b: c\n  d:\n    e: f\ng: h\n", "a:\n- b\n- c\nd: e\n", "a:\n  - b: c\n    d: e\n  - f\n",
    "- a\n- b: c\n  d: [e, {f: g, h: \"i\"}]\n", "a: [ ]\nb: {}\nc: []  # none\n",
    "a: {start: 2016-01-15T22:00:00Z, end: 2016-01-18T04:00:00Z}\n",
    "a: b, c] d} e[f{g? h!i 'j' \"k\" l#m n:o %p\n", "a: -1\nb: .5\nc: <d>\ne: ~\nf: /g\nh: (i)\n",
    "a: Grüße 😀 [x]\nb: {c: é, d: \"ü\", e: f}\n", "a: b   \n\n  # c\n   \nd: e\n",
    "a:   b\n-b: c\n",
    "a:\n  -  b:  c\n     d: e\n", "a-b_c: d\n0: e\n",
  ])
  func `plain forms are read as libyaml reads them`(_ text: String) {
    if text.hasPrefix("a:   b\n-b") || text.contains("%p") {
      // A key cannot begin with a dash here, and a `%` is looked at by the slower scan.
      _ = isReadDirectly(text)
    } else {
      #expect(isReadDirectly(text), "\(text)")
    }
  }

  @Test(arguments: [
    "a: b\n  c\n", "a: |\n  b\n", "a: >-\n  b\n", "a:\n", "a:\nb: c\n", "a:\n  b\n", "? a\n: b\n",
    "a: \"b\\n\"\n", "a: 'b''c'\n", "a: \"b\n  c\"\n", "a: [b,\n  c]\n", "a: [b, c,]\n",
    "a: [b: c]\n",
    "a: {b}\n", "a: {b: }\n", "a: {\"b\":c}\n", "a: {b: c,}\n", "a: [b?]\n", "a: [b:]\n",
    "a: [http://b, c]\n", "a: [b #c]\n", "\"a\": b\n", "a: b: c\n", "a: b:\n", "a: &b c\n",
    "a: *b\n",
    "a: !b c\n", "a: @b\n", "a: `b\n", "a: % b\n", "a: - b\n", "a: ? b\n", "a: , b\n",
    "--- \na: b\n",
    "---\na: b\n", "a: b\n...\n", "a: b\n---\nc: d\n", " a: b\n", "a: b\n c: d\n",
    "a:\n  b: c\n d: e\n",
    "- - a\n", "-\n  a: b\n", "-\ta\n", "a: b\tc\n", "a:\tb\n", "a: b\na: c\n", "a: {b: c, b: d}\n",
    "a\n",
    "[a]\n", "{a: b}\n", "a : b\n", "a:b\n", "a: \"b\"c\n", "a: \"b\"#c\n", "a: [b]c\n",
    "a: [b]: c\n",
    "a: [b\n", "a: {b: c\n", "a: \"b\n", "a: [b}\n", "a: {b: c]\n", "<<: a\n", "é: a\n",
    "a: b #c\n  d\n",
  ])
  func `whatever is unusual is left to libyaml`(_ text: String) {
    #expect(!isReadDirectly(text), "\(text)")
  }

  @Test func `as many levels are read as libyaml is let read, and no more`() {
    for levels in [19, 20, 21] {
      let text = "a: " + String(repeating: "[", count: levels - 1) + "b"
      _ = isReadDirectly(text + String(repeating: "]", count: levels - 1) + "\n")
      var block = ""
      for level in 0..<levels { block += String(repeating: "  ", count: level) + "a:\n" }
      block.removeLast()
      #expect(isReadDirectly(block + " b\n") == (levels <= YAMLReader.depthLimit))
    }
  }

  @Test func `no character means something else`() {
    // All planes' first and last characters, and everything up to the punctuation of East Asia.
    let ends = (0..<17).flatMap { plane in
      [0, 1, 0xFFF9, 0xFFFB, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF].map { UInt32(plane << 16 | $0) }
    }
    let scalars = (Array(0..<0x3100) + [0xD7FF, 0xE000, 0xFE0F, 0xFEFF] + ends)
      .compactMap(Unicode.Scalar.init)
    for scalar in scalars {
      for text in ["a: x\(scalar)y\n", "a: \(scalar)y\n", "a: [\"\(scalar)\", b\(scalar)]\n"] {
        _ = isReadDirectly(text)
      }
    }
  }

  @Test func `a mapping of many keys is read alike`() {
    let text = (0..<200).map { "key-\($0): \($0)\n" }.joined()
    #expect(!isReadDirectly(text))
    _ = isReadDirectly(text + "key-7: again\n")
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `mutated texts are read as libyaml reads them`(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var direct = 0
    for _ in 0..<1500 where isReadDirectly(mutant(&generator)) { direct += 1 }
    // The comparison says something only where both read.
    #expect(direct > 200)
  }

  private static let lines = [
    "id: CHG-2016-00007", "request:", "  systems: [claims-16, b c]",
    "  timeline: {start: 1, end: 2}",
    "  text: Grüße an alle.", "  list:", "  - a", "    - {id: P1, do: x y., when: \"> 4\"}",
    "    - kind: functional", "      by: ivy.moss", "      at: 2016-01-08T07:00:00Z", "  none: []",
    "", "# a comment", "  quoted: 'it: is'  # so", "empty: {}", "- a: b", "  c: d", "rollback:",
    "  e: f",
  ]
  private static let pieces = [
    "- ", ": ", ":", " ", "  ", "\n", "\n  ", "#", " #", "[", "]", "{", "}", ",", ", ", "\"", "'",
    "|",
    ">", "&a", "*a", "!", "?", "? ", "---", "\n---", "...", "~", "<<", "\t", "\\", "é", "a", "0",
    "''",
    "\n- ", "x:\n", "k: v\n", "--", "\u{200b}", "\n\n", "%", "::", "\u{a0}",
  ]

  /// Some lines, one to three of whose bytes were changed.
  private func mutant(_ generator: inout SeededGenerator) -> String {
    let starts = Self.lines.indices.filter { Self.lines[$0].first != " " }
    let start = starts.randomElement(using: &generator) ?? 0
    let count = Int.random(in: 1...10, using: &generator)
    var text = Array(Self.lines[start...].prefix(count).joined(separator: "\n").utf8)
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      let place = Int.random(in: 0...text.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: text.removeSubrange(place..<min(text.count, place + 1))
      case 1: text.removeSubrange(place..<min(text.count, place + 9))
      default:
        let piece = Self.pieces.randomElement(using: &generator) ?? ""
        text.insert(contentsOf: piece.utf8, at: place)
      }
    }
    return String(decoding: text, as: UTF8.self) + "\n"
  }
}
