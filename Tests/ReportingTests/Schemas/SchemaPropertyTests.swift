import Foundation
import Testing

/// The editor must not lie: what a schema refuses, the decoder refuses as well.
struct SchemaPropertyTests {
  private static let values = [
    "", "~", "no", "yes", "off", "1", "-1", "0", "1.5", "1e3", "0x1F", "0o17", "012", "1_000",
    "12:30:45", "2026-12-25", "2026-12-25T10:00:00Z", "2026-12-25T10:00:00.5+01:00",
    "2026-12-25 10:00:00", "=", "<<", "[]", "{}", "[a]", "{a: b}", "{1: b}", "\"\"", "\" \"",
    "\"true\"", "\"1\"", "\"a\\u00a0b\"", "\"a\\tb\"", "\"a\\n\"", "\"\\u2028\"", "\u{e9}",
    "\u{1F600}",
    "true", "false", "never", "none", "a", "A", "a.b", "a-b", "a b", "-a", "a/b", "a@b", "\"@\"",
    "a\u{e9}@b", "\"a\\u00a0@b\"", "P1", "45m", "0d", "1000000h", "1000001h", "CHG-2026-0001",
    "CHG-2026-00010000", "STD-X@1", "STD-X@0", "evidence/a b/c", "evidence/a/./b", "evidence/.../b",
    "keys/a.asc", "keys/..", "release/..", "**", "./a", "a//b", "pass", "high", "approve", "system",
    "system-owner(a)", "Europe/Berlin", "UTC", "\"22:00\"", "22:00", "\"24:00\"", ".inf", ".nan",
    ".5",
    "5.", "+1", "0b1", "1__0", "ssh-ed25519 AAAA", "|-\n  a", "\"\\x7f\"", "\"\\u0085\"",
    "\"\\ufeff\"",
    "9999999999999999999999", "-0", "|\n\n", "'it''s'", "!!str a", "&a b", "*a",
  ]
  private static let keys = [
    "id", "by", "no", "1", "schema", "\"\"", "~", "a b", "kind", "role", "until", "\"a\\u00a0\"",
    "=",
    "2026-01-01", "true", "x",
  ]

  /// The file with one key or value of one line changed, or a line left out or doubled.
  private static func mutated(_ text: String, _ generator: inout SeededGenerator) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let index = Int.random(in: 0..<lines.count, using: &generator)
    let line = lines[index]
    let colons = line.indices.filter {
      line[$0] == ":" && line.index(after: $0) < line.endIndex && line[line.index(after: $0)] == " "
    }
    guard let colon = colons.randomElement(using: &generator) else {
      if Bool.random(using: &generator) {
        lines.remove(at: index)
      } else {
        lines.insert(line, at: index)
      }
      return lines.joined(separator: "\n")
    }
    let rest = line[line.index(colon, offsetBy: 2)...]
    switch Int.random(in: 0..<6, using: &generator) {
    case 0:
      let start = line[..<colon].lastIndex { " {[,".contains($0) }
      let head = start.map { line[...$0] } ?? ""
      lines[index] = head + (keys.randomElement(using: &generator) ?? "") + line[colon...]
    case 1: lines[index] = line[...colon] + " " + (values.randomElement(using: &generator) ?? "")
    default:
      // What follows in a flow mapping stays, so that one value alone is wrong.
      let end = rest.firstIndex { ",}]".contains($0) } ?? rest.endIndex
      let value = values.randomElement(using: &generator) ?? ""
      lines[index] = line[...colon] + " " + value + rest[end...]
    }
    return lines.joined(separator: "\n")
  }

  /// Files of this repository that are no longer than what is quick to judge, and small ones.
  private static let sources: [SchemaSample] =
    SchemaFileTests.samples.filter { $0.text.utf8.count < 6000 }
    + SchemaBases.texts.sorted { $0.key < $1.key }.flatMap { name, text in
      repeatElement(SchemaSample(schema: name, text: text), count: 4)
    }

  /// How many files are made; `ASSENT_SEEDS` makes more.
  private static let count: Int = {
    let seeds = ProcessInfo.processInfo.environment["ASSENT_SEEDS"].flatMap(Int.init)
    return seeds ?? 600
  }()

  @Test func `whatever a schema refuses, the decoder refuses`() throws {
    var generator = SeededGenerator(seed: 7)
    let samples = try (0..<Self.count).map { _ in
      let source = try #require(Self.sources.randomElement(using: &generator))
      return SchemaSample(schema: source.schema, text: Self.mutated(source.text, &generator))
    }
    let refusals = try SchemaJudge.refusals(of: samples)
    var (refused, strict) = (0, 0)
    for (sample, refusal) in zip(samples, refusals) {
      let decoder = try SchemaJudge.decoderRefusal(of: sample)
      if let refusal {
        // What a case sets in a record is read where the record is made.
        if sample.schema == "policy-test", refusal.contains("tag:yaml.org,2002") { continue }
        refused += 1
        #expect(
          decoder != nil, "the schema of \(sample.schema) says \(refusal) of\n\(sample.text)")
      } else if decoder != nil {
        strict += 1
      }
    }
    // Mutations that break nothing would prove nothing.
    #expect(refused > Self.count / 4)
    #expect(strict < Self.count / 4)
  }
}

/// A small generator whose sequence a seed fixes.
private struct SeededGenerator: RandomNumberGenerator {
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
