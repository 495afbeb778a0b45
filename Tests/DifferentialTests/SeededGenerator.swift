import Foundation

/// Random numbers that are the same in every run.
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

  /// One of several; `items` must not be empty.
  mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: 0..<items.count, using: &self)]
  }

  /// A place in a collection of so many; 0 if it is empty.
  mutating func place(_ count: Int) -> Int {
    count > 0 ? Int.random(in: 0..<count, using: &self) : 0
  }
}

/// How many mutants the tests make: few in the suite, as many as `ASSENT_SEEDS` says in a long run.
enum Effort {
  /// Signatures, each of which costs Git a process or two.
  static let signatures = seeds ?? 360
  /// Messages, which Git reads by the hundred in one process.
  static let messages = seeds.map { $0 * 10 } ?? 3000

  private static let seeds = ProcessInfo.processInfo.environment["ASSENT_SEEDS"].flatMap { Int($0) }
}
