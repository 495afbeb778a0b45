import Foundation
import Testing

@testable import Audit

/// The arithmetic of sample sizes against published tables and against sums of whole fractions.
struct SampleSizeTests {
  static func percent(_ text: String) throws -> Percentage { try #require(Percentage(text)) }

  /// A row of the usual table: the upper limits in percent for 0, 1 and 2 deviations.
  struct LimitRow: Sendable {
    let items: Int
    let ninety: [Double]
    let ninetyFive: [Double]
  }

  static let limits = [
    LimitRow(items: 5, ninety: [36.9, 58.4, 75.3], ninetyFive: [45.1, 65.7, 81.1]),
    LimitRow(items: 10, ninety: [20.6, 33.7, 45.0], ninetyFive: [25.9, 39.4, 50.7]),
    LimitRow(items: 25, ninety: [8.8, 14.7, 19.9], ninetyFive: [11.3, 17.6, 23.1]),
    LimitRow(items: 40, ninety: [5.6, 9.4, 12.8], ninetyFive: [7.2, 11.3, 14.9]),
    LimitRow(items: 45, ninety: [5.0, 8.4, 11.4], ninetyFive: [6.4, 10.1, 13.3]),
    LimitRow(items: 60, ninety: [3.8, 6.3, 8.6], ninetyFive: [4.9, 7.7, 10.1]),
  ]

  @Test(arguments: limits)
  func `upper limits are those of the table`(row: LimitRow) throws {
    for (confidence, expected) in [("90", row.ninety), ("95", row.ninetyFive)] {
      let size = try SampleSize(confidence: Self.percent(confidence))
      for (deviations, limit) in expected.enumerated() {
        let computed = try size.upperLimit(items: row.items, deviations: deviations)
        #expect((computed * 1000).rounded() / 10 == limit, "\(row.items), \(deviations)")
      }
    }
  }

  @Test(arguments: [
    ("90", "10", [22, 38, 52]), ("90", "5", [45, 77, 105]), ("95", "10", [29, 46, 61]),
    ("95", "5", [59, 93, 124]),
  ])
  func `items for a large population are those of the table`(
    confidence: String, tolerable: String, expected: [Int]
  ) throws {
    let size = try SampleSize(confidence: Self.percent(confidence))
    let rate = try Self.percent(tolerable)
    #expect(try (0...2).map { try size.items(tolerable: rate, deviations: $0) } == expected)
  }

  @Test(arguments: [
    (12, 8, 11), (26, 14, 18), (52, 16, 28), (100, 20, 37), (250, 21, 40), (500, 22, 43),
  ])
  func `items for a small population are those of the table`(
    population: Int, atTen: Int, atFive: Int
  ) throws {
    let size = try SampleSize(confidence: Self.percent("90"), population: population)
    #expect(try size.items(tolerable: Self.percent("10")) == atTen)
    #expect(try size.items(tolerable: Self.percent("5")) == atFive)
  }

  @Test func `45 items without a deviation say 90 % and below 5 %, as GAO's manual has it`() throws
  {
    let size = try SampleSize(confidence: Self.percent("90"))
    #expect(try size.items(tolerable: Self.percent("5")) == 45)
    #expect(try size.upperLimit(items: 45, deviations: 0) < 0.05)
    #expect(try size.upperLimit(items: 44, deviations: 0) > 0.05)
  }

  /// 40 CFR 80.127: 95 % confidence, 10 % tolerable, no deviation. 29 is the number of a large
  /// population; 25 is enough for 41 to 65; 20 falls short by one at 40, where four deviating items
  /// are ten percent; 19 for 25 and fewer is more than enough.
  @Test func `the table of 40 CFR 80.127 is enough, but at one size`() throws {
    let rate = try Self.percent("10")
    let needed = { (population: Int) throws -> Int in
      try SampleSize(confidence: Self.percent("95"), population: population).items(tolerable: rate)
    }
    #expect(try SampleSize(confidence: Self.percent("95")).items(tolerable: rate) == 29)
    for population in [66, 100, 1000, 100_000, 10_000_000] {
      #expect(try needed(population) <= 29)
    }
    #expect(try needed(10_000_000) == 29)
    for population in 41...65 { #expect(try needed(population) <= 25) }
    #expect(try (26...40).filter { try needed($0) > 20 } == [40])
    for population in 19...25 { #expect(try needed(population) <= 19) }
  }

  /// The same question by whole fractions, which know no rounding.
  private func exactly(_ population: Int, _ deviating: Int, _ items: Int, _ deviations: Int)
    -> (few: Double, all: Double)
  {
    // Every number here is below 2^53 for the populations that are asked about.
    func choose(_ from: Int, _ count: Int) -> Int {
      guard (0...from).contains(count) else { return 0 }
      return (0..<count).reduce(1) { $0 * (from - $1) / ($1 + 1) }
    }
    let few = (0...deviations).reduce(0) {
      $0 + choose(deviating, $1) * choose(population - deviating, items - $1)
    }
    return (Double(few), Double(choose(population, items)))
  }

  @Test func `small populations agree with whole fractions in every case`() throws {
    for confidence in ["50", "80", "90", "95"] {
      for population in 1...24 {
        let size = try SampleSize(confidence: Self.percent(confidence), population: population)
        for deviations in 0...2 {
          for percent in [1, 5, 10, 25, 50, 90] {
            let deviating = (percent * population + 99) / 100
            let expected = (deviations + 1...population + deviations + 1).first { items in
              guard items <= population else { return false }
              let chance = exactly(population, deviating, items, deviations)
              // few/all <= 1 - confidence, without a division
              return chance.few * 100 <= chance.all * (100 - (Double(confidence) ?? 0))
            }
            let tolerable = try Self.percent("\(percent)")
            let found = try? size.items(tolerable: tolerable, deviations: deviations)
            #expect(found == expected, "\(confidence) \(population) \(deviations) \(percent)")
          }
        }
      }
    }
  }

  @Test func `limit and size say the same`() throws {
    for population in [nil, 12, 26, 100, 999, 100_000, 10_000_000] {
      let size = try SampleSize(confidence: Self.percent("95"), population: population)
      for deviations in [0, 1, 2, 7] {
        for rate in ["1", "5", "12.5", "90"] {
          let tolerable = try Self.percent(rate)
          guard let items = try? size.items(tolerable: tolerable, deviations: deviations) else {
            continue
          }
          let bound = tolerable.share * (1 + 1e-9)
          #expect(try size.upperLimit(items: items, deviations: deviations) <= bound)
          guard items > deviations + 1 else { continue }
          let fewer = try size.upperLimit(items: items - 1, deviations: deviations)
          #expect(
            fewer >= tolerable.share * (1 - 1e-9), "\(String(describing: population)) \(rate)")
        }
      }
    }
  }

  @Test func `a population of one must be looked at whole`() throws {
    let size = try SampleSize(confidence: Self.percent("95"), population: 1)
    #expect(try size.items(tolerable: Self.percent("5")) == 1)
    #expect(try size.upperLimit(items: 1, deviations: 0) == 0)
    #expect(try size.upperLimit(items: 1, deviations: 1) == 1)
  }

  @Test func `a whole population without a deviation has none`() throws {
    let size = try SampleSize(confidence: Self.percent("99.9"), population: 40)
    #expect(try size.upperLimit(items: 40, deviations: 0) == 0)
    #expect(try size.upperLimit(items: 40, deviations: 3) == 3.0 / 40)
  }

  @Test func `extremes neither overflow nor vanish`() throws {
    let large = try SampleSize(confidence: Self.percent("99.9999"))
    #expect(try large.items(tolerable: Self.percent("0.1")) == 13_809)
    let many = try large.items(tolerable: Self.percent("0.1"), deviations: 100)
    #expect((150_000...200_000).contains(many))
    let limit = try large.upperLimit(items: 100_000, deviations: 100)
    #expect((0.0014...0.0017).contains(limit))
    let finite = try SampleSize(confidence: Self.percent("99.9999"), population: 10_000_000)
    #expect((13_700...13_809).contains(try finite.items(tolerable: Self.percent("0.1"))))
    #expect(try finite.upperLimit(items: 100_000, deviations: 100) <= limit)
    #expect(try large.upperLimit(items: 100, deviations: 100) == 1)
  }

  @Test func `what makes no sense is refused by name`() throws {
    let ninety = try Self.percent("90")
    for population in [0, -1, Int.min, 10_000_001, Int.max] {
      #expect(throws: SampleSize.Fault.population) {
        try SampleSize(confidence: ninety, population: population)
      }
    }
    #expect(throws: SampleSize.Fault.confidence) {
      try SampleSize(confidence: Self.percent("49.9999"))
    }
    let size = try SampleSize(confidence: ninety, population: 20)
    #expect(throws: SampleSize.Fault.tolerable) {
      try size.items(tolerable: Self.percent("0.0999"))
    }
    for deviations in [-1, 101, Int.max, Int.min] {
      #expect(throws: SampleSize.Fault.deviations) {
        try size.items(tolerable: ninety, deviations: deviations)
      }
      #expect(throws: SampleSize.Fault.deviations) {
        try size.upperLimit(items: 10, deviations: deviations)
      }
    }
    for items in [0, -3, 21, Int.max, Int.min] {
      #expect(throws: SampleSize.Fault.items) { try size.upperLimit(items: items, deviations: 0) }
    }
    #expect(throws: SampleSize.Fault.impossible) {
      try size.items(tolerable: Self.percent("10"), deviations: 2)
    }
  }

  @Test(arguments: [
    ("95", 950_000, "95"), ("2.5", 25_000, "2.5"), ("99.9%", 999_000, "99.9"),
    ("0.0001", 1, "0.0001"), ("05", 50_000, "5"), ("99.9999", 999_999, "99.9999"),
  ])
  func `percentages are read`(text: String, millionths: Int, written: String) {
    #expect(Percentage(text)?.millionths == millionths)
    #expect(Percentage(text)?.description == written)
  }

  @Test(arguments: [
    "", "%", "0", "0.0", "100", "-5", "+5", "5,5", "1e1", ".5", "5.", "5.12345", "5.5.5", "٥", " 5",
    "NaN", "99999999999999999999",
  ])
  func `what is no percentage is refused`(text: String) { #expect(Percentage(text) == nil) }
}
