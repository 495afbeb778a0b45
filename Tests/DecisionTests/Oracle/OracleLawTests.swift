import Acts
import Foundation
import Primitives
import Records
import Testing

@testable import Decision

/// What must hold of every generated story and policy, whatever the rules say in detail.
struct OracleLawTests {
  private static let seeds = UInt64(max(60, OracleTests.seeds / 4))

  private static func rank(_ verdict: Decision.Verdict) -> Int {
    verdict.stage.map { $0.rank + 1 } ?? 0
  }

  /// Judges a story before and after it was changed, and records what breaks the law.
  private func compare(
    salt: UInt64, _ change: (inout World, inout SplitMix) -> Bool,
    law: (_ before: Decision.Verdict, _ after: Decision.Verdict) -> String?
  ) throws {
    var broken = 0
    for seed in 1...Self.seeds {
      var random = SplitMix(state: seed &* 31 &+ salt)
      let world = try WorldGenerator.world(seed &+ salt &* 100_000)
      var other = world
      // A policy that no commit of the trunk follows would come into force by what is added.
      let second = world.secondPolicyFrom ?? 0
      guard second == 0 || world.steps[second...].contains(where: { $0.lane == 0 }) else {
        continue
      }
      guard change(&other, &random) else { continue }
      let before = try WorldHistory.history(of: world)
      let after = try WorldHistory.history(of: other)
      for id in World.ids.prefix(world.drafts.count) {
        guard let first = evaluate(id, in: before, now: world.instant),
          let second = evaluate(id, in: after, now: other.instant)
        else { continue }
        guard let words = law(first, second) else { continue }
        Issue.record("seed \(seed), \(id): \(words)\nbefore \(world)\nafter \(other)")
        broken += 1
        if broken >= 2 { return }
      }
    }
  }

  private func noHigher(_ before: Decision.Verdict, _ after: Decision.Verdict) -> String? {
    if Self.rank(after) > Self.rank(before) {
      return "stage \(before.stage?.rawValue ?? "-") rose to \(after.stage?.rawValue ?? "-")"
    }
    if after.gate.decision < before.gate.decision, after.gate.decision == .allowed {
      return "the gate opened: \(before.gate.reasons.map(\.code))"
    }
    return nil
  }

  private static func isStarted(_ world: World) -> Bool {
    world.steps.contains { step in
      guard case .acts(let moves) = step.event else { return false }
      return moves.contains { $0.verb == .start || $0.verb == .finish }
    }
  }

  /// Adds acts to the trunk after all others, a minute before now at the latest.
  private static func append(_ move: World.Move, to world: inout World) {
    world.steps.append(World.Step(event: .acts([move]), minutes: 0))
  }

  // MARK: More never gives

  @Test func `one more act that forbids never raises a stage and never opens a gate`() throws {
    try compare(salt: 1) { world, random in
      guard !Self.isStarted(world) else { return false }
      let moves = [
        World.Move(
          verb: .object, person: "eli.frost", role: "security", parameters: ["objection": "S7"]),
        World.Move(verb: .hold, person: "cat.diaz", role: "change-manager"),
        World.Move(verb: .reject, person: "cat.diaz", role: "change-manager"),
        World.Move(verb: .cancel, person: "ana.ruiz"),
        World.Move(verb: .withdraw, person: random.pick(["bo.chen", "kim.park", "hal.iver"])),
        World.Move(
          verb: .test, person: "ivy.moss", role: "tester", parameters: ["outcome": "fail"]),
      ]
      Self.append(random.pick(moves), to: &world)
      return true
    } law: { before, after in
      noHigher(before, after)
    }
  }

  @Test func `one more requirement never raises a stage and never opens a gate`() throws {
    try compare(salt: 2) { world, random in
      let role = random.pick(["cab", "security", "everyone", "reviewer"])
      for index in world.policies.indices {
        guard var rule = world.policies[index].workflow.stages[.approved], let own = rule.require
        else { return false }
        var quorum = Requirement.Quorum(role: role)
        quorum.count = 1
        var extra = Requirement(kind: .quorum(quorum))
        (extra.id, extra.line) = ("extra", 900)
        var both = Requirement(kind: .all([own, extra]))
        (both.id, both.line) = ("both", 901)
        // A stage that did not apply is asked for something now; that is another law.
        if !own.when.isEmpty { return false }
        rule.require = both
        world.policies[index].workflow.stages[.approved] = rule
      }
      return true
    } law: { before, after in
      noHigher(before, after)
    }
  }

  @Test func `one more freeze or a narrower window never opens a gate`() throws {
    try compare(salt: 3) { world, random in
      let narrow = random.once(in: 2)
      let start = World.window + Int64(random.below(8) - 4) * 3600
      for index in world.policies.indices {
        if narrow {
          world.policies[index].workflow.stages[.scheduled]?.windows = []
        } else {
          var freeze = Records.Calendar.Freeze()
          freeze.id = "F9"
          freeze.interval = ChangeRequest.Interval(
            start: Instant(seconds: start), end: Instant(seconds: start + 7200))
          world.policies[index].calendar.freezes.append(freeze)
        }
      }
      return true
    } law: { before, after in
      noHigher(before, after)
    }
  }

  @Test func `a key that is gone never raises a stage and never opens a gate`() throws {
    try compare(salt: 4) { world, random in
      guard !Self.isStarted(world) else { return false }
      let person = random.pick([
        "bo.chen", "kim.park", "dee.fox", "rae.kerr", "ivy.moss", "hal.iver",
      ])
      var isUsed = false
      for index in world.steps.indices {
        guard case .acts(var moves) = world.steps[index].event else { continue }
        for place in moves.indices where moves[place].person == person {
          // What forbids is void as well; whoever lost a key no longer stands in the way.
          if moves[place].verb.forbids || moves[place].parameters["outcome"] == "fail" {
            return false
          }
          if moves[place].verb == .submit { return false }
          isUsed = true
          moves[place].faults.append(.keyNotInForce)
        }
        world.steps[index].event = .acts(moves)
      }
      return isUsed
    } law: { before, after in
      noHigher(before, after)
    }
  }

  @Test func `a person who left every role raises no stage`() throws {
    try compare(salt: 5) { world, random in
      let person = random.pick(["bo.chen", "kim.park", "dee.fox", "rae.kerr", "ivy.moss"])
      let forbids = world.steps.contains { step in
        guard case .acts(let moves) = step.event else { return false }
        return moves.contains {
          $0.person == person && ($0.verb.forbids || $0.parameters["outcome"] == "fail")
        }
      }
      if forbids || Self.isStarted(world) || world.steps.contains(where: Self.isDelegation) {
        return false
      }
      for index in world.policies.indices {
        for role in world.policies[index].people.roles.keys {
          world.policies[index].people.roles[role]?.removeAll { $0 == person }
        }
      }
      return true
    } law: { before, after in
      noHigher(before, after)
    }
  }

  private static func isDelegation(_ step: World.Step) -> Bool {
    if case .delegate = step.event { return true }
    return false
  }

  // MARK: What makes no difference

  @Test func `an approval lowers no stage`() throws {
    try compare(salt: 6) { world, random in
      // An approval whose maker is kept out later by it, as `not: [approvers]` of implemented
      // does, belongs to the stages after the gate.
      guard !Self.isStarted(world) else { return false }
      let role = random.pick(["change-manager", "security", "cab", "system-owner(claims-db)"])
      let person = random.pick(["joe.ward", "kim.park", "gus.lind", "dan.holt", "fay.stone"])
      // A first use of a delegation makes one voter of two people who were counted apart.
      if world.steps.contains(where: Self.isDelegation) { return false }
      Self.append(World.Move(verb: .approve, person: person, role: role), to: &world)
      return true
    } law: { before, after in
      // Of approvals that did not see the plans, one is enough to leave planned open.
      let planned = after.stages.first { $0.stage == .planned }?.status
      if planned == .unsatisfied { return nil }
      return Self.rank(after) < Self.rank(before)
        ? "the stage fell to \(after.stage?.rawValue ?? "-")" : nil
    }
  }

  @Test func `an act with a fault changes nothing but the list of acts`() throws {
    try compare(salt: 7) { world, random in
      let fault = random.pick([
        ActReason.malformed, .unsigned, .signatureBad, .signatureUnsupported, .keyUnknown,
      ])
      let verb = random.pick(Verb.allCases)
      var move = World.Move(verb: verb, person: "kim.park", role: "change-manager", faults: [fault])
      move.parameters = ["objection": "S1", "outcome": "pass", "risk": "low"]
      Self.append(move, to: &world)
      return true
    } law: { before, after in
      if before.change != World.ids[0] { return nil }
      let known = Array(
        after.acts.filter { verdict in before.acts.contains { $0.act.id == verdict.act.id } })
      let same =
        before.stage == after.stage && before.state == after.state
        && before.gate.decision == after.gate.decision
        && before.gate.reasons.map(\.code) == after.gate.reasons.map(\.code)
        && before.stages == after.stages && before.flags == after.flags
        && before.acts.map(\.reason) == known.map(\.reason)
      return same
        ? nil
        : "\(before.gate.reasons.map(\.code)) \(after.gate.reasons.map(\.code)) \(before.flags) \(after.flags)"
    }
  }

  @Test func `another spelling of the record changes nothing`() throws {
    try compare(salt: 8) { world, random in
      world.steps.append(
        World.Step(
          event: .edit(
            change: 0, .spelling, choice: 1,
            hands: [Decision.Edit.Hand(person: "kim.park", signed: true)],
            signed: true), minutes: 0))
      return true
    } law: { before, after in
      let same =
        before.stage == after.stage && before.state == after.state
        && before.gate.decision == after.gate.decision
        && before.acts.map(\.reason) == after.acts.map(\.reason)
      return same ? nil : "\(before.gate.reasons.map(\.code)) \(after.gate.reasons.map(\.code))"
    }
  }

  @Test func `the order of lists that have none means nothing`() throws {
    try compare(salt: 9) { world, random in
      for index in world.policies.indices {
        Self.shuffle(&world.policies[index], &random)
      }
      return true
    } law: { before, after in
      let same =
        before.stage == after.stage && before.state == after.state
        && before.gate.decision == after.gate.decision
        && Set(before.gate.reasons.map(\.code)) == Set(after.gate.reasons.map(\.code))
        && before.acts.map(\.reason) == after.acts.map(\.reason)
        && before.stages.map(\.status) == after.stages.map(\.status)
      return same ? nil : "\(before.gate.reasons.map(\.code)) \(after.gate.reasons.map(\.code))"
    }
  }

  private static func shuffle(_ policy: inout Policy, _ random: inout SplitMix) {
    for role in policy.people.roles.keys.sorted() {
      policy.people.roles[role]?.shuffle(using: &random)
    }
    for stage in Stage.allCases {
      policy.workflow.stages[stage]?.not.shuffle(using: &random)
      policy.workflow.stages[stage]?.distinct.shuffle(using: &random)
      policy.workflow.stages[stage]?.covers?.shuffle(using: &random)
      policy.workflow.stages[stage]?.windows?.shuffle(using: &random)
      if let own = policy.workflow.stages[stage]?.require {
        policy.workflow.stages[stage]?.require = shuffled(own, &random)
      }
    }
    policy.calendar.windows.shuffle(using: &random)
    policy.calendar.freezes.shuffle(using: &random)
  }

  private static func shuffled(_ requirement: Requirement, _ random: inout SplitMix) -> Requirement
  {
    var requirement = requirement
    switch requirement.kind {
    case .all(let parts):
      requirement.kind = .all(parts.map { shuffled($0, &random) }.shuffled(using: &random))
    case .any(let parts):
      requirement.kind = .any(parts.map { shuffled($0, &random) }.shuffled(using: &random))
    case .atLeast(let number, let parts):
      requirement.kind = .atLeast(
        number, parts.map { shuffled($0, &random) }.shuffled(using: &random))
    case .quorum, .empty: break
    }
    return requirement
  }

  @Test func `where a policy breaks its lines means nothing`() throws {
    try compare(salt: 10) { world, _ in
      // Known: see DisagreementTests.
      if world.policies.contains(where: { $0.charter.edits == .signed }) { return false }
      for index in world.policies.indices {
        for stage in Stage.allCases {
          world.policies[index].workflow.stages[stage]?.line = 1
          if let own = world.policies[index].workflow.stages[stage]?.require {
            world.policies[index].workflow.stages[stage]?.require = Self.onOneLine(own)
          }
        }
      }
      return true
    } law: { before, after in
      let same =
        before.stage == after.stage && before.gate.decision == after.gate.decision
        && Set(before.gate.reasons.map(\.code)) == Set(after.gate.reasons.map(\.code))
      return same ? nil : "\(before.gate.reasons.map(\.code)) \(after.gate.reasons.map(\.code))"
    }
  }

  private static func onOneLine(_ requirement: Requirement) -> Requirement {
    var requirement = requirement
    requirement.line = 1
    switch requirement.kind {
    case .all(let parts): requirement.kind = .all(parts.map(onOneLine))
    case .any(let parts): requirement.kind = .any(parts.map(onOneLine))
    case .atLeast(let number, let parts): requirement.kind = .atLeast(number, parts.map(onOneLine))
    case .quorum, .empty: break
    }
    return requirement
  }
}
