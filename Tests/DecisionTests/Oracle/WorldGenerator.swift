import Acts
import Primitives
import Records
import TestSupport

@testable import Decision

/// Random stories: most follow the way to an open gate and stray from it.
struct WorldGenerator {
  private var random: SplitMix
  private var policy: Policy
  private var world: World

  static func world(_ seed: UInt64) throws -> World {
    var random = SplitMix(state: seed &* 0x9E37_79B9 &+ 77)
    var maker = PolicyGenerator(SplitMix(state: random.next()))
    let policy = try random.once(in: 6) ? Story.policy() : maker.policy()
    var generator = WorldGenerator(random: random, policy: policy)
    generator.fill()
    if generator.random.once(in: 5) {
      generator.world.policies.append(maker.successor(of: policy))
      generator.world.secondPolicyFrom = generator.random.below(generator.world.steps.count + 1)
    }
    return generator.world
  }

  private init(random: SplitMix, policy: Policy) {
    self.random = random
    self.policy = policy
    world = World(policies: [policy], drafts: [Draft(id: World.ids[0])], steps: [], now: 60)
  }

  private mutating func fill() {
    world.drafts[0].edit(.risk, random.pick([0, 1, 2, 2, 3]))
    world.drafts[0].edit(.systems, random.below(4))
    if random.once(in: 4) { world.drafts[0].implementer = .gil }
    if random.once(in: 3) { others() }
    var events = way(of: 0)
    for change in world.drafts.indices.dropFirst() {
      events = mix(events, way(of: change))
    }
    for _ in 0..<random.below(6) {
      events.insert(noise(), at: random.below(events.count + 1))
    }
    place(events)
    if random.once(in: 2) { carryOut() }
    for _ in 0..<(random.once(in: 2) ? 0 : random.below(3)) {
      world.steps.append(step(noise(), lane: 0))
    }
    // Text that a branch changed is merged before anybody asks.
    for lane in [1, 2] where !random.once(in: 3) || hasText(lane) {
      world.steps.append(
        World.Step(lane: lane, event: .merge(theirs: random.once(in: 2)), minutes: 1))
    }
    world.now = random.pick([60, 60, 60, 60, 60, 100, 239, 240, 400, -60, -3000, 7000])
  }

  private func hasText(_ lane: Int) -> Bool {
    world.steps.contains { step in
      guard step.lane == lane, case .edit = step.event else { return false }
      return true
    }
  }

  private mutating func others() {
    for number in 1...(random.once(in: 4) ? 2 : 1) {
      var draft = Draft(id: World.ids[number])
      draft.edit(.risk, random.below(3))
      draft.edit(.systems, random.below(4))
      draft.edit(.window, random.below(4))
      draft.requester = .joe
      world.drafts.append(draft)
      if random.once(in: 3) { world.drafts[0].dependsOn.append(World.ids[number]) }
    }
  }

  private mutating func mix(_ left: [World.Event], _ right: [World.Event]) -> [World.Event] {
    var (left, right) = (left[...], right[...])
    var result: [World.Event] = []
    while !left.isEmpty || !right.isEmpty {
      if right.isEmpty || (!left.isEmpty && random.once(in: 2)) {
        result.append(left.removeFirst())
      } else {
        result.append(right.removeFirst())
      }
    }
    return result
  }

  // MARK: Lanes and dates

  private mutating func place(_ events: [World.Event]) {
    // Few stories use branches much; in the others order is all there is.
    let branching = random.pick([0, 0, 4, 2])
    for event in events {
      var lane = 0
      if branching > 0, random.once(in: branching) { lane = 1 + random.below(2) }
      world.steps.append(step(event, lane: lane))
      if branching > 0, random.once(in: 5) {
        world.steps.append(
          World.Step(
            lane: 1 + random.below(2), event: .merge(theirs: random.once(in: 2)),
            minutes: random.below(60), isRecorded: random.once(in: 6)))
      }
    }
  }

  private mutating func step(_ event: World.Event, lane: Int) -> World.Step {
    World.Step(
      lane: lane, event: event, minutes: random.once(in: 8) ? 24 * 60 : 5 + random.below(120),
      skew: random.once(in: 20) ? random.pick([-3000, -30, 6000]) : 0,
      isRecorded: random.once(in: 25))
  }

  // MARK: The way

  private mutating func way(of change: Int) -> [World.Event] {
    let draft = world.drafts[change]
    var moves = [World.Move(change: change, verb: .submit, person: draft.requester.id)]
    moves.append(
      World.Move(
        change: change, verb: .assess, person: person(of: "risk-assessor"), role: "risk-assessor",
        parameters: ["risk": draft.risk]))
    for role in roles(of: policy.workflow.stages[.approved]?.require, draft) {
      let people = holders(of: role)
      let wanted = random.once(in: 3) ? 2 : 1
      for person in people.shuffled(using: &random).prefix(max(wanted, people.count / 2)) {
        moves.append(World.Move(change: change, verb: .approve, person: person, role: role))
      }
    }
    moves.append(test(change, outcome: random.once(in: 10) ? "fail" : "pass"))
    moves.append(
      World.Move(
        change: change, verb: .schedule, person: person(of: "change-manager"),
        role: "change-manager"))
    moves.removeAll { _ in random.once(in: 30) }
    if random.once(in: 4) { moves.shuffle(using: &random) }
    // Several acts of one person in one commit.
    var events: [World.Event] = []
    for move in moves {
      if random.once(in: 8), case .acts(let before)? = events.last, before[0].person == move.person
      {
        events[events.count - 1] = .acts(before + [move])
      } else {
        events.append(.acts([move]))
      }
    }
    return events
  }

  private mutating func test(_ change: Int, outcome: String) -> World.Move {
    let person = random.pick(["ivy.moss", "ivy.moss", "fay.stone", "bot.ci"])
    var parameters = ["outcome": outcome]
    if person == "bot.ci", !random.once(in: 5) {
      parameters["for"] = random.pick(["ivy.moss", "joe.ward", "fay.stone"])
    }
    return World.Move(
      change: change, verb: .test, person: person, role: "tester", parameters: parameters)
  }

  private func roles(of requirement: Requirement?, _ draft: Draft) -> [String] {
    guard let requirement else { return [] }
    switch requirement.kind {
    case .quorum(let quorum):
      guard quorum.per != nil else { return [quorum.role] }
      return (draft.systems + ["document-store"]).map { "system-owner(\($0))" }
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      var found: [String] = []
      for part in parts { found += roles(of: part, draft).filter { !found.contains($0) } }
      return found
    case .empty: return []
    }
  }

  private func holders(of role: String) -> [String] {
    if role == "everyone" { return ["joe.ward", "ana.ruiz"] }
    if role.hasPrefix("system-owner(") {
      return role.contains("claims-db") ? ["dan.holt"] : ["dee.fox"]
    }
    return policy.people.roles[role] ?? []
  }

  private mutating func person(of role: String) -> String {
    let people = holders(of: role)
    return people.isEmpty || random.once(in: 12)
      ? random.pick(["joe.ward", "ana.ruiz", "fay.stone"]) : random.pick(people)
  }

  private mutating func carryOut() {
    let last = world.steps.reduce(0) { $0 + $1.minutes }
    let until = Int(World.window - World.beginning) / 60 + random.pick([5, 5, 5, 30, -100])
    var implementer = random.pick(["fay.stone", "fay.stone", "gil.moor", "bo.chen"])
    if random.once(in: 8) { implementer = "bot.ci" }
    var start = World.Move(verb: .start, person: implementer, role: "implementer")
    if implementer == "bot.ci" { start.parameters["for"] = "fay.stone" }
    world.steps.append(
      World.Step(event: .acts([start]), minutes: max(1, until - last)))
    if random.once(in: 2) { return }
    if random.once(in: 2) {
      world.steps.append(step(edit(.execution, 1), lane: 0))
    }
    var finish = start
    finish.verb = .finish
    finish.parameters["outcome"] = random.pick(["successful", "successful", "failed"])
    world.steps.append(World.Step(event: .acts([finish]), minutes: 20))
    if random.once(in: 2) { return }
    world.steps.append(step(edit(.review, 1), lane: 0))
    for (verb, role) in [(Verb.review, "reviewer"), (.close, "change-manager")] {
      let move = World.Move(verb: verb, person: person(of: role), role: role)
      world.steps.append(World.Step(event: .acts([move]), minutes: 20))
    }
  }

  // MARK: What goes another way

  private mutating func edit(_ field: Draft.Field, _ choice: Int) -> World.Event {
    let author = random.pick([
      "ana.ruiz", "ana.ruiz", "bo.chen", "kim.park", "eli.frost", "rae.kerr",
    ])
    var hands = [Decision.Edit.Hand(person: author, signed: !random.once(in: 3))]
    if random.once(in: 4) {
      hands.append(
        Decision.Edit.Hand(
          person: random.pick(["cat.diaz", "dan.holt", "x@elsewhere"]), signed: false))
    }
    return .edit(
      change: random.once(in: 5) ? random.below(world.drafts.count) : 0, field, choice: choice,
      hands: hands, signed: hands[0].signed)
  }

  private mutating func noise() -> World.Event {
    switch random.below(12) {
    case 0, 1, 2:
      let field = random.pick(Draft.Field.allCases.filter { $0 != .execution && $0 != .review })
      return edit(field, random.below(4))
    case 3:
      let role = random.pick(["change-manager", "security", "tester", "risk-assessor"])
      let to = random.pick(["joe.ward", "ana.ruiz", "ivy.moss", "bot.ci"])
      return .delegate(
        role: role, from: random.once(in: 5) ? "uma.west" : person(of: role), to: to,
        days: random.pick([-10..<10, -4..<0, 0..<5, -2..<(-1)]))
    case 4:
      let known = world.steps.compactMap { step -> World.Event? in
        guard case .delegate(let role, let from, let to, _) = step.event else { return nil }
        return .recall(role: role, from: from, to: to)
      }
      return known.isEmpty ? .acts([forbidding()]) : random.pick(known)
    case 5, 6, 7: return .acts([forbidding()])
    default: return .acts([act()])
    }
  }

  private mutating func act() -> World.Move {
    let roles = [
      "change-manager", "security", "cab", "cab-chair", "risk-assessor", "system-owner(claims-db)",
    ]
    var move: World.Move
    switch random.below(9) {
    case 0: move = test(0, outcome: random.pick(["pass", "fail"]))
    case 1:
      move = World.Move(
        verb: .assess, person: person(of: "risk-assessor"), role: "risk-assessor",
        parameters: ["risk": world.drafts[0].risk])
    case 2:
      move = World.Move(
        verb: .schedule, person: person(of: "change-manager"), role: "change-manager")
    case 3:
      move = World.Move(verb: .submit, person: random.pick(["ana.ruiz", "ana.ruiz", "bo.chen"]))
    case 4: move = override()
    case 5:
      move = World.Move(
        verb: .except, person: random.pick(["hal.iver", "hal.iver", "gus.lind"]), role: "cab-chair",
        parameters: ["freeze": "F1"])
    default:
      let role = random.pick(roles)
      let people = ["joe.ward", "ana.ruiz", "ivy.moss", "bot.ci"]
      move = World.Move(
        verb: .approve, person: random.once(in: 2) ? random.pick(people) : person(of: role),
        role: role)
    }
    if random.once(in: 4) {
      move.faults = [
        random.pick([
          .unsigned, .signatureBad, .keyNotInForce, .digestMismatch, .editsFiles, .policyGap,
          .wrongRepository, .malformed,
        ])
      ]
    }
    return move
  }

  private mutating func override() -> World.Move {
    var names = ["objection:eli.frost:S1", "r1", "r2", "r3", "cab"]
    names.append("contributor:\(RandomGraph.id(random.below(12)))")
    return World.Move(
      verb: .override, person: random.pick(["hal.iver", "hal.iver", "bo.chen"]), role: "cab-chair",
      parameters: ["requirement": random.pick(names)])
  }

  private mutating func forbidding() -> World.Move {
    let name = random.pick(["S1", "S1", "S2"])
    let eli = random.pick(["eli.frost", "eli.frost", "joe.ward"])
    let cat = random.pick(["cat.diaz", "bo.chen", "joe.ward"])
    var move: World.Move =
      switch random.below(10) {
      case 0, 1:
        World.Move(verb: .object, person: eli, role: "security", parameters: ["objection": name])
      case 2, 3: World.Move(verb: .resolve, person: eli, parameters: ["objection": name])
      case 4: World.Move(verb: .hold, person: cat, role: "change-manager")
      case 5: World.Move(verb: .resume, person: random.once(in: 3) ? "hal.iver" : cat)
      case 6: World.Move(verb: .reject, person: cat, role: "change-manager")
      case 7: World.Move(verb: .cancel, person: random.pick(["ana.ruiz", "joe.ward"]))
      default:
        World.Move(
          verb: .withdraw, person: random.pick(["bo.chen", "eli.frost", "kim.park", "hal.iver"]),
          role: random.once(in: 2) ? nil : "security")
      }
    if move.verb == .resume, move.person == "hal.iver" { move.role = "cab-chair" }
    if random.once(in: 6) {
      move.faults = [
        random.pick([.unsigned, .keyNotInForce, .digestMismatch, .editsFiles, .policyGap])
      ]
    }
    return move
  }
}
