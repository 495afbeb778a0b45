import Testing

@testable import Records

struct ParameterPatternTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let pattern: String
    let matches: [String]
    let refuses: [String]

    var testDescription: String { pattern }
  }

  @Test(arguments: [
    Row(pattern: "abc", matches: ["abc"], refuses: ["", "ab", "abcd", "xabc", "ABC"]),
    Row(pattern: "a?b", matches: ["b", "ab"], refuses: ["", "a", "aab"]),
    Row(pattern: "a*", matches: ["", "a", "aaaa"], refuses: ["b", "aab"]),
    Row(pattern: "a+b", matches: ["ab", "aaab"], refuses: ["b", "aa"]),
    Row(pattern: "a{2}", matches: ["aa"], refuses: ["a", "aaa"]),
    Row(pattern: "a{2,}", matches: ["aa", "aaaaa"], refuses: ["a"]),
    Row(pattern: "a{1,3}b", matches: ["ab", "aab", "aaab"], refuses: ["b", "aaaab"]),
    Row(pattern: "a{0}b", matches: ["b"], refuses: ["ab"]),
    Row(pattern: "[0-9A-F:]{4}", matches: ["04:A", "FFFF"], refuses: ["04:a", "04:AF", "04;A"]),
    Row(pattern: "[^a-c]", matches: ["d", " ", "-"], refuses: ["a", "b", "", "\n", "é"]),
    Row(pattern: "[a-]", matches: ["a", "-"], refuses: ["b"]),
    Row(pattern: "[-a]", matches: ["a", "-"], refuses: ["b"]),
    Row(pattern: "[\\]\\-]", matches: ["]", "-"], refuses: ["\\"]),
    Row(pattern: "[a^]", matches: ["a", "^"], refuses: ["b"]),
    Row(pattern: "a.c", matches: ["abc", "a c", "a.c"], refuses: ["ac", "a\nc", "a\u{7F}c"]),
    Row(pattern: "a\\.c", matches: ["a.c"], refuses: ["abc"]),
    Row(pattern: "\\*\\[\\{", matches: ["*[{"], refuses: ["", "["]),
    Row(pattern: "a*a", matches: ["a", "aaa"], refuses: [""]),
    Row(pattern: "[ab]*a[ab]{2}", matches: ["aab", "babb", "aaaa"], refuses: ["bbb", "ab"]),
    Row(
      pattern: "www[.]acme[.]example", matches: ["www.acme.example"], refuses: ["wwwXacme.example"]),
  ]) func `a pattern matches whole values`(_ row: Row) throws {
    let pattern = try #require(ParameterPattern(row.pattern))
    #expect(pattern.text == row.pattern)
    for value in row.matches { #expect(pattern.matches(value), "\(value)") }
    for value in row.refuses { #expect(!pattern.matches(value), "\(value)") }
  }

  @Test(arguments: [
    "", "*", "a**", "a+?", "?a", "a{", "a{}", "a{,3}", "a{3,1}", "a{1,2,3}", "a{x}", "a{-1}",
    "a{1001}", "a{99999999999999999999}", "a}", "]", "[", "[]", "[^]", "[a", "[c-a]", "[[]", "(a)",
    "a|b", "^a", "a$", "\\", "\\d", "[\\s]", "[\\w-z]", "é", "a\tb", "[é]", "a{2}{3}",
  ]) func `what is no pattern is refused`(_ text: String) {
    #expect(ParameterPattern(text) == nil)
  }

  @Test func `time grows with the value, whatever the pattern`() throws {
    let text = String(repeating: "a*", count: 30) + "b"
    let patterns = [text, String(repeating: "[a-z]*.?a{1,999}", count: 10) + "b"]
    let value = String(repeating: "a", count: 20_000)
    let clock = ContinuousClock()
    for text in patterns {
      let pattern = try #require(ParameterPattern(text))
      let time = clock.measure { #expect(!pattern.matches(value)) }
      #expect(pattern.matches(value + "b"))
      // Backtracking would take longer than the universe has; twice as long a value, four times.
      #expect(time < .seconds(10), "\(text): \(time)")
    }
  }

  /// A naive matcher that tries everything, for small values.
  private indirect enum Naive {
    case pieces([(atom: String, least: Int, most: Int)])

    func matches(_ value: [Character]) -> Bool {
      guard case .pieces(let pieces) = self else { return false }
      guard let piece = pieces.first else { return value.isEmpty }
      let rest = Naive.pieces(Array(pieces.dropFirst()))
      for count in piece.least...max(piece.least, min(piece.most, value.count)) {
        guard count <= value.count,
          value.prefix(count).allSatisfy({ piece.atom == "." || piece.atom.contains($0) })
        else { continue }
        if rest.matches(Array(value.dropFirst(count))) { return true }
      }
      return false
    }
  }

  @Test func `it agrees with trying everything`() throws {
    var random = SplitMix64(state: 7)
    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    let atoms = [("a", "a"), ("b", "b"), ("[ab]", "ab"), (".", "."), ("[^a]", "bc")]
    let repetitions = [
      ("", 1, 1), ("?", 0, 1), ("*", 0, 99), ("+", 1, 99), ("{2}", 2, 2), ("{1,2}", 1, 2),
      ("{2,}", 2, 99),
    ]
    var found = 0
    for _ in 0..<4000 {
      var text = ""
      var pieces: [(String, Int, Int)] = []
      for _ in 0...pick(4) {
        let (atom, repetition) = (atoms[pick(atoms.count)], repetitions[pick(repetitions.count)])
        text += atom.0 + repetition.0
        pieces.append((atom.1, repetition.1, repetition.2))
      }
      let value = (0..<pick(8)).map { _ in ["a", "b", "c"][pick(3)] as Character }
      let pattern = try #require(ParameterPattern(text))
      let expected = Naive.pieces(pieces).matches(value)
      if expected { found += 1 }
      #expect(pattern.matches(String(value)) == expected, "\(text) on \(String(value))")
    }
    #expect(found > 300)
  }

  private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
