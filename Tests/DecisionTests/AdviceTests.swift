import Acts
import Primitives
import Records
import TestSupport
import Testing

@testable import Decision

/// What is suggested brings the change as far as it says, and nothing smaller does.
struct AdviceTests {
  private static func moves(_ acts: [ProposedAct]) -> [Story.Move] {
    acts.map { act in
      Story.Move(
        verb: act.verb, person: act.person, role: act.role,
        parameters: Dictionary(
          uniqueKeysWithValues: act.parameters.map { ($0.key, $0.value) }))
    }
  }

  private static func advised(_ story: Story) throws -> Advice {
    let now = Instant(seconds: story.window.lowerBound + 3600)
    return try #require(advice(on: Story.id, in: story.history(), now: now))
  }

  private static func applying(_ acts: [ProposedAct], to story: Story) throws -> Decision.Verdict {
    var story = story
    story.moves += moves(acts)
    return try story.verdict()
  }

  /// Stories in which some acts of the way are missing and some others stand in it.
  private static func story(_ seed: UInt64, policy: Records.Policy? = nil) throws -> Story {
    var random = SplitMix(state: seed &* 77)
    let kept = Story.way.filter { _ in random.below(3) > 0 }
    let extra: [Story.Move] = [
      Story.Move(
        verb: .object, person: "eli.frost", role: "security", parameters: ["objection": "S1"]),
      Story.Move(verb: .hold, person: "cat.diaz", role: "change-manager"),
      Story.Move(verb: .withdraw, person: "bo.chen"),
      Story.Move(verb: .approve, person: "kim.park", role: "change-manager"),
      Story.Move(verb: .approve, person: "kim.park", role: "security"),
      Story.Move(verb: .approve, person: "ana.ruiz", role: "change-manager"),
      Story.Move(verb: .test, person: "ivy.moss", role: "tester", parameters: ["outcome": "fail"]),
    ]
    let added = (0..<random.below(3)).map { _ in extra[random.below(extra.count)] }
    return try Story((kept + added).shuffled(using: &random), policy: policy)
  }

  @Test(arguments: 1...40) func `whoever follows the advice stands where it says`(_ seed: UInt64)
    throws
  {
    let story = try Self.story(seed)
    let advice = try Self.advised(story)
    let after = try Self.applying(advice.acts, to: story)
    #expect(after.gate.reasons.map(\.code) == advice.remaining.map(\.code))
    #expect(after.gate.decision == .allowed, "\(after.gate.reasons)")
    #expect(!advice.isApproximate)
    for act in after.acts.suffix(advice.acts.count) { #expect(act.counted, "\(act.act.statement)") }
  }

  @Test(arguments: 1...40) func `no act of the advice can be left out`(_ seed: UInt64) throws {
    let story = try Self.story(seed)
    let acts = try Self.advised(story).acts
    for index in acts.indices {
      var fewer = acts
      fewer.remove(at: index)
      #expect(try Self.applying(fewer, to: story).gate.decision != .allowed)
    }
  }

  @Test(arguments: 1...20) func `every alternative would do as well`(_ seed: UInt64) throws {
    let story = try Self.story(seed)
    let acts = try Self.advised(story).acts
    for (index, act) in acts.enumerated() {
      for person in act.alternatives {
        var other = acts
        other[index] = ProposedAct(
          verb: act.verb, person: person, role: act.role, parameters: act.parameters)
        #expect(
          try Self.applying(other, to: story).gate.decision == .allowed,
          "\(person) for \(act.person)")
      }
    }
  }

  @Test func `of two ways the shorter is taken`() throws {
    let policy = try Story.policy {
      try $0.replace(
        "- {id: change-manager, role: change-manager, count: 1}\n",
        with: "- {id: change-manager, role: change-manager, count: 1}\n"
          + "        - {id: board, any: [{role: cab, count: 2}, {role: cab-chair, count: 1}]}\n",
        in: "workflow.yaml")
    }
    let story = try Story(Story.way, policy: policy)
    let advice = try Self.advised(story)
    #expect(advice.acts.map(\.role) == ["cab-chair"])
  }

  @Test func `somebody who already sits is not asked to sit twice`() throws {
    // kim sits as change manager and as security: one further person frees one of the seats.
    var moves = Story.way.filter { !($0.verb == .approve && $0.role != "system-owner(claims-db)") }
    moves += [
      Story.Move(verb: .approve, person: "kim.park", role: "change-manager"),
      Story.Move(verb: .approve, person: "kim.park", role: "security"),
    ]
    let story = try Story(moves)
    let before = try story.verdict()
    let advice = try Self.advised(story)
    #expect(before.gate.decision != .allowed)
    #expect(advice.acts.count == 1)
    #expect(advice.acts.first?.person != "kim.park")
  }

  @Test func `an open gate needs nothing`() throws {
    #expect(try Self.advised(try Story(Story.way)).acts == [])
  }
}
