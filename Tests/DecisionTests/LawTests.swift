import Acts
import Foundation
import Primitives
import Records
import TestSupport
import Testing

@testable import Decision

/// What must hold whatever the history: an order of acts without ancestry means nothing, more
/// approval never takes away, more objection never gives.
struct LawTests {
  /// Acts that may be mixed into any story.
  private static let pool: [Story.Move] =
    Story.way + [
      Story.Move(verb: .approve, person: "kim.park", role: "change-manager"),
      Story.Move(verb: .approve, person: "kim.park", role: "security"),
      Story.Move(verb: .approve, person: "fay.stone", role: "change-manager"),
      Story.Move(verb: .approve, person: "ana.ruiz", role: "change-manager"),
      Story.Move(verb: .approve, person: "joe.ward", role: "change-manager"),
      Story.Move(verb: .approve, person: "dee.fox", role: "system-owner(claims-api)"),
      Story.Move(
        verb: .object, person: "eli.frost", role: "security", parameters: ["objection": "S1"]),
      Story.Move(
        verb: .resolve, person: "eli.frost", role: "security", parameters: ["objection": "S1"]),
      Story.Move(verb: .hold, person: "cat.diaz", role: "change-manager"),
      Story.Move(verb: .resume, person: "cat.diaz", role: "change-manager"),
      Story.Move(verb: .withdraw, person: "bo.chen"),
      Story.Move(verb: .reject, person: "cat.diaz", role: "change-manager"),
      Story.Move(verb: .test, person: "ivy.moss", role: "tester", parameters: ["outcome": "fail"]),
      Story.Move(verb: .start, person: "fay.stone", role: "implementer"),
      Story.Move(
        verb: .finish, person: "fay.stone", role: "implementer",
        parameters: ["outcome": "successful"]),
    ]

  private static func story(_ seed: UInt64) throws -> Story {
    var random = SplitMix(state: seed)
    let kept = Story.way.filter { _ in random.below(5) > 0 }
    let extra = (0..<random.below(4)).map { _ in pool[random.below(pool.count)] }
    return try Story((kept + extra).shuffled(using: &random))
  }

  private static func rank(_ verdict: Decision.Verdict) -> Int {
    verdict.stage.map { $0.rank + 1 } ?? 0
  }

  @Test func `the whole way opens the gate`() throws {
    let verdict = try Story(Story.way).verdict()
    #expect(verdict.gate.decision == .allowed, "\(verdict.gate.reasons)")
    #expect(verdict.stage == .scheduled)
  }

  @Test(arguments: 1...60) func `the order of unrelated acts means nothing`(_ seed: UInt64) throws {
    var story = try Self.story(seed)
    story.isConcurrent = true
    // Starts are judged where they stand on the spine, so their order does mean something.
    story.moves.removeAll { $0.verb == .start || $0.verb == .finish }
    let verdict = try story.verdict()
    var random = SplitMix(state: seed &+ 1000)
    story.moves.shuffle(using: &random)
    let other = try story.verdict()
    #expect(verdict.stage == other.stage)
    #expect(verdict.gate.decision == other.gate.decision)
    #expect(Set(verdict.gate.reasons.map(\.code)) == Set(other.gate.reasons.map(\.code)))
  }

  @Test(arguments: 1...60) func `one more approval never lowers a stage`(_ seed: UInt64) throws {
    var story = try Self.story(seed)
    story.moves.removeAll { $0.verb == .start }
    let before = try story.verdict()
    var random = SplitMix(state: seed &+ 2000)
    let approvals = Self.pool.filter { $0.verb == .approve }
    story.moves.append(approvals[random.below(approvals.count)])
    #expect(Self.rank(try story.verdict()) >= Self.rank(before))
  }

  @Test(arguments: 1...60) func `one more objection, hold or rejection never opens the gate`(
    _ seed: UInt64
  ) throws {
    var story = try Self.story(seed)
    story.moves.removeAll { $0.verb == .start }
    let before = try story.verdict()
    let forbidding = Self.pool.filter { $0.verb.forbids }
    var random = SplitMix(state: seed &+ 3000)
    story.moves.append(forbidding[random.below(forbidding.count)])
    let after = try story.verdict()
    #expect(after.gate.decision >= before.gate.decision)
    #expect(Self.rank(after) <= Self.rank(before))
  }

  @Test(arguments: 1...30) func `one more requirement never raises a stage`(_ seed: UInt64) throws {
    let story = try Self.story(seed)
    let stricter = try Story(
      story.moves,
      policy: try Story.policy {
        try $0.replace(
          "- {id: change-manager, role: change-manager, count: 1}\n",
          with: "- {id: change-manager, role: change-manager, count: 1}\n"
            + "        - {id: board, role: cab, count: 1}\n", in: "workflow.yaml")
      })
    let (loose, tight) = (try story.verdict(), try stricter.verdict())
    #expect(Self.rank(tight) <= Self.rank(loose))
    #expect(tight.gate.decision >= loose.gate.decision)
  }

  @Test(arguments: 1...20) func `one more system never raises a stage`(_ seed: UInt64) throws {
    let story = try Self.story(seed)
    var wider = story
    wider.records = story.records.map {
      $0.replacingOccurrences(of: "systems: [claims-db]", with: "systems: [claims-db, claims-api]")
    }
    try #require(wider.records != story.records)
    let (narrow, wide) = (try story.verdict(), try wider.verdict())
    #expect(Self.rank(wide) <= Self.rank(narrow))
    #expect(wide.gate.decision >= narrow.gate.decision)
  }

  @Test(arguments: 1...20) func `one more freeze never raises a stage`(_ seed: UInt64) throws {
    let story = try Self.story(seed)
    let frozen = try Story(
      story.moves,
      policy: try Story.policy {
        try $0.replace(
          "freezes: []",
          with: "freezes: [{id: all, from: 2020-01-01T00:00:00Z, "
            + "until: 2040-01-01T00:00:00Z, except: {role: cab-chair}}]", in: "calendar.yaml")
      })
    let (open, shut) = (try story.verdict(), try frozen.verdict())
    #expect(Self.rank(shut) <= Self.rank(open))
    #expect(shut.gate.decision >= open.gate.decision)
    #expect(shut.gate.decision != .allowed)
  }

  @Test(arguments: 1...40) func `a faulty act never raises a stage`(_ seed: UInt64) throws {
    var story = try Self.story(seed)
    let before = try story.verdict()
    var random = SplitMix(state: seed &+ 4000)
    var move = Self.pool[random.below(Self.pool.count)]
    move.faults = [.unsigned]
    story.moves.append(move)
    let after = try story.verdict()
    #expect(Self.rank(after) == Self.rank(before))
    #expect(after.gate.decision == before.gate.decision)
    #expect(after.acts.last?.counted == false)
  }

  @Test(arguments: 1...20) func `another spelling of the same record changes nothing`(
    _ seed: UInt64
  )
    throws
  {
    var story = try Self.story(seed)
    let before = try story.verdict()
    let text = story.records[0]
    story.records.append(
      "# A comment.\n"
        + text.replacingOccurrences(of: "risk: high", with: "risk: \"high\"   # as assessed"))
    let after = try story.verdict()
    #expect(after.stage == before.stage)
    #expect(after.gate.decision == before.gate.decision)
    #expect(after.acts.map(\.counted) == before.acts.map(\.counted))
  }

  @Test(arguments: 1...20) func `the same history gives the same verdict`(_ seed: UInt64) throws {
    let story = try Self.story(seed)
    #expect(try story.verdict() == story.verdict())
  }

  @Test(arguments: Story.way.indices) func `whatever is left out keeps the gate shut`(_ index: Int)
    throws
  {
    var story = try Story(Story.way)
    story.moves.remove(at: index)
    #expect(try story.verdict().gate.decision != .allowed)
  }
}
