import Foundation
import Testing

@testable import Decision

/// The decision against a second, slow one.
struct OracleTests {
  /// How many stories: few in the suite, as many as `ASSENT_SEEDS` says in a long run.
  static let seeds: Int =
    ProcessInfo.processInfo.environment["ASSENT_SEEDS"].flatMap { Int($0) } ?? 400

  @Test func `the decision is what a slow reading of the rules says`() throws {
    var found: [String: (seed: UInt64, count: Int)] = [:]
    for seed in 1...UInt64(Self.seeds) {
      for difference in try Agreement.differences(WorldGenerator.world(seed)) {
        found[Self.kind(difference), default: (seed, 0)].count += 1
      }
    }
    for (kind, first) in found.sorted(by: { $0.value.seed < $1.value.seed }).prefix(8) {
      let small = try Agreement.shrunk(WorldGenerator.world(first.seed)) { candidate in
        try Agreement.differences(candidate).contains { Self.kind($0) == kind }
      }
      Issue.record(
        "seed \(first.seed), \(first.count) times: \(try Agreement.differences(small))\n\(small)")
    }
  }

  /// What differs, without the names and numbers that shrinking changes.
  private static func kind(_ difference: String) -> String {
    difference.split(separator: " ").filter { word in
      !word.contains { $0.isNumber } && !word.contains(".")
    }.joined(separator: " ")
  }
}
