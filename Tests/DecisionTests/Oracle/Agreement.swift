import Primitives
import Records

@testable import Decision

/// Compares what is decided with what the reference says.
enum Agreement {
  /// Where the two differ, in words; empty where they agree.
  static func differences(_ world: World) throws -> [String] {
    let history = try WorldHistory.history(of: world)
    return world.drafts.indices.flatMap { compare(World.ids[$0], history, world.instant) }
  }

  static func compare(_ id: String, _ history: History, _ now: Instant) -> [String] {
    guard let verdict = evaluate(id, in: history, now: now),
      let reference = Reference(id, in: history)
    else { return ["\(id): no verdict"] }
    let scene = reference.tip(now)
    let expected = reference.judged(in: scene)
    var found = acts(verdict, reference, scene, expected)
    if !expected.isUnclear {
      found += stages(verdict, expected)
      found += gate(verdict, expected)
      if !expected.states.contains(verdict.state.rawValue) {
        found.append("state \(verdict.state), expected \(expected.states.sorted())")
      }
    }
    return found.map { "\(id): \($0)" }
  }

  private static func acts(
    _ verdict: Decision.Verdict, _ reference: Reference, _ scene: Reference.Scene,
    _ expected: Reference.Judgement
  ) -> [String] {
    let outcomes = reference.outcomes(in: scene)
    return verdict.acts.enumerated().compactMap { number, act in
      guard let outcome = outcomes[number], !outcome.isUnclear else { return nil }
      let statement = act.act.statement
      // Whether an unauthorised Start "counts" is left open, as is what becomes of the acts
      // whose stages a Start fixed.
      if statement.verb == .start { return nil }
      if expected.start != nil || expected.isUnclear, !Reference.isForbidding(act.act) {
        return nil
      }
      if act.counted == outcome.counted, act.reason == outcome.reason { return nil }
      // Of two people behind one act each may be kept out for another reason.
      if act.act.statement["for"] != nil || outcome.delegator != nil, !act.counted,
        let reason = act.reason, outcome.reasons.contains(reason)
      {
        return nil
      }
      // Of a date that does not count and what else stands against an act, either may be named.
      if outcome.reasons.contains(.inTheFuture), !act.counted { return nil }
      // Which is named of a delegation that does not hold and the rest is another matter (see
      // DisagreementTests), as is whether a role handed over later makes one.
      if outcome.reasons.contains(.delegationInvalid), !act.counted,
        act.reason == .delegationInvalid || act.reason == .roleNotHeld
      {
        return nil
      }
      return
        "act \(number) \(statement.verb) by \(act.act.person ?? "?") as \(statement.role ?? "-") "
        + "at \(act.act.commit): \(act.counted) \(act.reason?.rawValue ?? "-"), expected "
        + "\(outcome.counted) \(outcome.reason?.rawValue ?? "-")"
    }
  }

  private static func stages(_ verdict: Decision.Verdict, _ expected: Reference.Judgement)
    -> [String]
  {
    var found: [String] = []
    for stage in verdict.stages {
      guard let answer = expected.stages[stage.stage], !expected.silent.contains(stage.stage) else {
        continue
      }
      let isSame =
        answer.status == stage.status
        || (expected.isSeatedApart.contains(stage.stage) && !answer.status.passes
          && !stage.status.passes)
        || (expected.loose.contains(stage.stage) && answer.status.passes && stage.status.passes)
      if !isSame { found.append("\(stage.stage) \(stage.status), expected \(answer.status)") }
    }
    guard expected.silent.isEmpty else { return found }
    var reached: Stage?
    for stage in Stage.allCases {
      guard let status = expected.stages[stage]?.status, status.passes else { break }
      // A stage that is not asked for is passed by, not reached.
      if status != .notApplicable { reached = stage }
    }
    if verdict.stage != reached {
      found.append(
        "reached \(verdict.stage?.rawValue ?? "-"), expected \(reached?.rawValue ?? "-")")
    }
    return found
  }

  private static func gate(_ verdict: Decision.Verdict, _ expected: Reference.Judgement) -> [String]
  {
    let codes = Set(verdict.gate.reasons.map(\.code))
    var found: [String] = []
    let missing = expected.codes.subtracting(codes)
    let surplus = codes.subtracting(expected.codes).subtracting(expected.may)
    if !missing.isEmpty || !surplus.isEmpty {
      found.append(
        "gate reasons \(codes.map(\.rawValue).sorted()), missing \(missing.map(\.rawValue).sorted()), "
          + "surplus \(surplus.map(\.rawValue).sorted())")
    }
    if verdict.gate.decision < expected.decision || verdict.gate.decision > expected.worst {
      found.append("gate \(verdict.gate.decision), expected \(expected.decision)")
    }
    return found
  }

  /// The smallest story that still differs: acts are dropped as long as it does.
  static func shrunk(_ world: World, _ isFailing: (World) throws -> Bool) rethrows -> World {
    var smallest = world
    var index = smallest.steps.count - 1
    while index >= 0 {
      let candidate = smallest.without(index)
      if try isFailing(candidate) {
        smallest = candidate
        index = min(index, smallest.steps.count)
      }
      index -= 1
    }
    return smallest
  }
}
