import Testing

@testable import Decision

struct SeatingTests {
  private static func bench(_ name: String, _ count: Int, _ people: [String]) -> Seating.Bench {
    Seating.Bench(requirement: name, count: count, people: people)
  }

  @Test func `somebody who can sit twice leaves the seat that others can fill`() {
    let seating = Seating(benches: [
      Self.bench("change-manager", 1, ["kim", "bob"]), Self.bench("security", 1, ["kim"]),
    ])
    #expect(seating.isComplete)
    #expect(seating.seated == [["bob"], ["kim"]])
  }

  @Test func `one person does not fill two seats`() {
    let seating = Seating(benches: [
      Self.bench("change-manager", 1, ["kim"]), Self.bench("security", 1, ["kim"]),
    ])
    #expect(!seating.isComplete)
    #expect(seating.filled == 1)
  }

  /// The most seats that any way of placing people fills, by trying them all.
  private static func best(_ seats: ArraySlice<[String]>, without used: Set<String>) -> Int {
    guard let first = seats.first else { return 0 }
    var best = best(seats.dropFirst(), without: used)
    for person in first where !used.contains(person) {
      best = max(best, 1 + Self.best(seats.dropFirst(), without: used.union([person])))
    }
    return best
  }

  @Test(arguments: 1...200) func `no way of seating fills more`(_ seed: UInt64) {
    var random = SplitMix(state: seed)
    let names = ["a", "b", "c", "d", "e"]
    let benches = (0..<3).map { number in
      let people = names.filter { _ in random.below(3) == 0 }
      return Self.bench("\(number)", 1 + random.below(2), people)
    }
    let seats = benches.flatMap { Array(repeating: $0.people, count: $0.count) }
    let seating = Seating(benches: benches)
    #expect(seating.filled == Self.best(seats[...], without: []))
    let all = seating.seated.flatMap { $0 }
    #expect(Set(all).count == all.count)
  }
}
