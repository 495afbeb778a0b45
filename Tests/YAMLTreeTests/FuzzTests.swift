import Testing

@testable import YAMLTree

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
  @Test(arguments: 0..<8 as Range<UInt64>)
  func `random bytes never trap and are either a tree or findings`(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet =
      Array("ab:-?[]{},&*!|>'\"%@#\\ \n\t\r\0<~\u{e9}\u{2028}".utf8) + [0xFF, 0xC3, 0xE2]
    for _ in 0..<2000 {
      let count = Int.random(in: 0...80, using: &generator)
      let bytes = (0..<count).map { _ in
        Bool.random(using: &generator)
          ? alphabet.randomElement(using: &generator) ?? 0
          : UInt8.random(in: 0...255, using: &generator) & 0x7F
      }
      let result = YAMLReader.read(bytes, path: "a")
      #expect((result.root == nil) == !result.findings.isEmpty)
      #expect(result.findings.allSatisfy { $0.location.span != nil })
    }
  }
}
