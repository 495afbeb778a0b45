import Testing

@testable import Records

/// A small generator whose sequence a seed fixes.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

struct FuzzTests {
  private static let tokens = [
    "", "~", "null", "no", "-1", "99999999999999999999", "[]", "{}", "[[]]", "{a: b}", "\"\"", "''",
    "2026-13-40", "2026-03-08T25:00:00Z", "0d", "9999999d", "& x", "*x", "!!x y", "<<: x", "\t",
    "\u{202e}", "e\u{301}", "...", "---", "system-owner", ":", "- ", "? ", "|", ">-", "\n", "CHG-",
  ]

  /// The text with some bytes and lines changed.
  private static func mutated(_ text: String, _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let index = Int.random(in: 0...bytes.count, using: &generator)
      let length = min(Int.random(in: 0...12, using: &generator), bytes.count - index)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes.removeSubrange(index..<index + length)
      case 1:
        bytes.insert(contentsOf: (tokens.randomElement(using: &generator) ?? "").utf8, at: index)
      case 2:
        let piece = Array(bytes[index..<index + length])
        bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &generator))
      default:
        if index < bytes.count { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
      }
    }
    return bytes
  }

  /// The text with the value of one line replaced, which is mostly still YAML.
  private static func revalued(_ text: String, _ generator: inout SeededGenerator) -> [UInt8] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let index = Int.random(in: 0..<lines.count, using: &generator)
    if let colon = lines[index].firstIndex(of: ":") {
      let token = tokens.randomElement(using: &generator) ?? ""
      lines[index] = "\(lines[index][...colon]) \(token)"
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `a mutated record never traps`(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let bytes =
        round.isMultiple(of: 2)
        ? Self.mutated(Fixtures.record, &generator) : Self.revalued(Fixtures.record, &generator)
      let document = RecordDocument.read(bytes, path: "changes/a.yaml")
      #expect((document.root == nil) ? !document.findings.isEmpty : true)
      #expect(document.change != nil || !document.findings.isEmpty)
      for section in Section.allCases { _ = document.value(of: section) }
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `a mutated policy never traps and never loads with findings`(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let whole = Fixtures.policy.mapValues { Array($0.utf8) }
    let names = Fixtures.policy.keys.sorted()
    for round in 0..<60 {
      var files = whole
      let name = names[Int.random(in: 0..<names.count, using: &generator)]
      let text = Fixtures.policy[name] ?? ""
      files[name] =
        round.isMultiple(of: 2)
        ? Self.mutated(text, &generator) : Self.revalued(text, &generator)
      let reading = Policy.read(files: files)
      #expect((reading.policy == nil) == !reading.findings.isEmpty)
    }
  }
}
