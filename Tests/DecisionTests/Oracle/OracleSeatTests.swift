import Acts
import Primitives
import Records
import Testing

@testable import Decision

/// What a verdict says of itself must be true.
struct OracleSeatTests {
  private static let seeds = UInt64(max(80, OracleTests.seeds / 4))

  private func each(_ body: (UInt64, World, Decision.Verdict) throws -> Void) throws {
    for seed in 1...Self.seeds {
      let world = try WorldGenerator.world(seed &+ 5_000_000)
      let history = try WorldHistory.history(of: world)
      guard let verdict = evaluate(World.ids[0], in: history, now: world.instant) else { continue }
      try body(seed, world, verdict)
    }
  }

  @Test func `an open gate means that all before it passes and nothing forbids`() throws {
    try each { seed, world, verdict in
      guard verdict.gate.decision == .allowed else { return }
      let open = verdict.stages.filter { $0.stage <= .scheduled && !$0.status.passes }
      let forbidding = verdict.acts.filter { act in
        act.counted && act.act.statement.verb != .withdraw && Reference.isForbidding(act.act)
      }
      if !open.isEmpty || !forbidding.isEmpty || verdict.state != .active {
        Issue.record(
          "seed \(seed): \(open.map(\.stage)) \(forbidding.map(\.act.statement.verb))\n\(world)")
      }
    }
  }

  @Test func `a machine fills no human seat`() throws {
    try each { seed, world, verdict in
      let machines = Set(verdict.acts.filter(\.act.isMachine).map(\.act.id))
      for stage in verdict.stages {
        let require = world.policies.last?.workflow.stages[stage.stage]?.require
        let mayBe = stage.stage == .tested || stage.stage == .implemented
        for requirement in stage.requirements where requirement.role != nil {
          guard !machines.isDisjoint(with: requirement.acts) else { continue }
          guard mayBe, case .quorum(let quorum)? = require?.kind, quorum.seat != .human else {
            Issue.record("seed \(seed): \(stage.stage)/\(requirement.id)\n\(world)")
            return
          }
        }
      }
    }
  }

  @Test func `whoever could fill a seat fills it`() throws {
    var random = SplitMix(state: 11)
    try each { seed, world, verdict in
      // After the planned time or before a Start's, an act more is judged by other rules.
      guard !verdict.acts.contains(where: { $0.act.statement.verb == .start }), world.now >= 0,
        let last = world.steps.last, last.skew == 0
      else { return }
      let seats = verdict.stages.filter { $0.stage <= .scheduled }.flatMap { stage in
        stage.requirements.filter { $0.role != nil && !$0.could.isEmpty }.map { (stage.stage, $0) }
      }
      guard !seats.isEmpty else { return }
      let (stage, seat) = random.pick(seats)
      guard let verb = seat.verb else { return }
      let person = random.pick(seat.could)
      var move = World.Move(verb: verb, person: person, role: seat.role)
      switch verb {
      case .test: move.parameters = ["outcome": "pass"]
      case .assess: move.parameters = ["risk": verdict.risk?.rawValue ?? "low"]
      default: break
      }
      if world.policies[0].people.people[person]?.kind == .machine {
        move.parameters["for"] = "uma.west"
      }
      var next = world
      if let second = next.secondPolicyFrom,
        !next.steps[second...].contains(where: { $0.lane == 0 })
      {
        return
      }
      next.steps.append(World.Step(event: .acts([move]), minutes: 0))
      let history = try WorldHistory.history(of: next)
      guard let after = evaluate(World.ids[0], in: history, now: next.instant),
        let act = after.acts.max(by: { $0.act.commit < $1.act.commit })
      else { return }
      // The clock of the story may stand behind its last steps.
      if act.reason == .inTheFuture || act.reason == .expired { return }
      let filled = after.stages.first { $0.stage == stage }?.requirements.first { $0.id == seat.id }
      if !act.counted || !(filled?.acts.contains(act.act.id) ?? false) {
        Issue.record(
          "seed \(seed): \(person) as \(seat.role ?? "-"): \(act.reason?.rawValue ?? "no seat")\n\(next)"
        )
      }
    }
  }
}
