import Audit
import Ledger
import Primitives
import TestSupport
import Testing

/// When days begin, where clocks do as they please.
struct AuditPeriodTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let zone: String
    let day: String
    let begins: String
    var testDescription: String { "\(day) in \(zone)" }
  }

  static let examples = [
    Example(zone: "UTC", day: "2026-07-01", begins: "2026-07-01T00:00:00Z"),
    Example(zone: "Europe/Berlin", day: "2026-07-01", begins: "2026-06-30T22:00:00Z"),
    Example(zone: "Europe/Berlin", day: "2026-03-29", begins: "2026-03-28T23:00:00Z"),
    // Clocks skipped midnight.
    Example(zone: "America/Sao_Paulo", day: "2018-11-04", begins: "2018-11-04T03:00:00Z"),
    // Clocks showed midnight twice.
    Example(zone: "America/Havana", day: "2019-11-03", begins: "2019-11-03T04:00:00Z"),
    // The day never was: the next begins at once.
    Example(zone: "Pacific/Apia", day: "2011-12-30", begins: "2011-12-30T10:00:00Z"),
    Example(zone: "Pacific/Apia", day: "2011-12-31", begins: "2011-12-30T10:00:00Z"),
  ]

  @Test(arguments: examples)
  func `a day begins once`(_ example: Example) throws {
    let rules = try #require(ZoneReader.rules(of: example.zone))
    let day = try #require(CivilDate(example.day))
    let begins = try AuditPeriod.beginning(of: day, example.zone, rules)
    #expect(begins.description == example.begins)
  }

  @Test(arguments: ["America/Sao_Paulo", "America/Havana", "Pacific/Apia", "Europe/Dublin"])
  func `days that follow each other leave no instant out and share none`(_ zone: String) throws {
    let rules = try #require(ZoneReader.rules(of: zone))
    let first = try #require(CivilDate("2011-01-01")).daysSinceEpoch
    var last: Instant?
    for day in first..<first + 3650 {
      let begins = try AuditPeriod.beginning(of: CivilDate(daysSinceEpoch: day), zone, rules)
      if let last { #expect(last <= begins) }
      last = begins
    }
  }

  @Test func `a period holds its first instant and not the one after its last`() throws {
    let period = try PopulationGround.period("2026-03-01", "2026-03-02")
    #expect(period.contains(period.start) && !period.contains(period.end))
    #expect(throws: AuditPeriod.Fault.self) {
      try PopulationGround.period("2026-03-02", "2026-03-02")
    }
  }
}
