import Acts
import Primitives
import Records
import TestSupport
import Testing

@testable import Decision

/// Stories on which the decision and the slow reading of the rules once differed, or still do.
struct DisagreementTests {
  private func verdict(_ world: World, _ change: Int = 0) throws -> Decision.Verdict {
    let history = try WorldHistory.history(of: world)
    return try #require(evaluate(World.ids[change], in: history, now: world.instant))
  }

  private func codes(_ world: World, _ change: Int = 0) throws -> Set<GateReason.Code> {
    Set(try verdict(world, change).gate.reasons.map(\.code))
  }

  private func world(
    _ moves: [World.Event], drafts: [Draft] = [Draft(id: World.ids[0])],
    policy change: (inout Policy) throws -> Void = { _ in }
  ) throws -> World {
    var policy = try Story.policy()
    try change(&policy)
    return World(
      policies: [policy], drafts: drafts, steps: moves.map { World.Step(event: $0, minutes: 5) },
      now: 60)
  }

  private func act(
    _ verb: Verb, _ person: String, _ role: String? = nil, change: Int = 0,
    _ parameters: [String: String] = [:]
  ) -> World.Event {
    .acts([
      World.Move(change: change, verb: verb, person: person, role: role, parameters: parameters)
    ])
  }

  private static let edit = World.Event.edit(
    change: 0, .step, choice: 1, hands: [Decision.Edit.Hand(person: "ana.ruiz", signed: true)],
    signed: true)

  private func seat(_ role: String, _ id: String?, count: Int? = 1) -> Requirement {
    var quorum = Requirement.Quorum(role: role)
    quorum.count = count
    var requirement = Requirement(kind: .quorum(quorum))
    (requirement.id, requirement.line) = (id, 50 + (id?.count ?? 0))
    return requirement
  }

  private func node(_ kind: Requirement.Kind, _ id: String) -> Requirement {
    var requirement = Requirement(kind: kind)
    (requirement.id, requirement.line) = (id, 40)
    return requirement
  }

  private static let two = [Draft(id: World.ids[0]), Draft(id: World.ids[1], requester: .joe)]

  /// The first change is approved and has the slot, the second asks for it.
  private func slots(_ more: [World.Event]) throws -> World {
    try world(
      [act(.schedule, "bo.chen", "change-manager")] + more
        + [act(.schedule, "bo.chen", "change-manager", change: 1)], drafts: Self.two
    ) { policy in
      policy.workflow.stages[.scheduled]?.conflicts = .systemOrDependency
      policy.workflow.stages[.approved]?.require = seat("change-manager", "cm")
    }
  }

  // MARK: Settled

  // "The slot belongs to ... active, approved, unfinished changes".
  @Test func `a held change does not hold the slot`() throws {
    let approval = act(.approve, "cat.diaz", "change-manager")
    #expect(try codes(slots([approval]), 1).contains(.conflict))
    let hold = act(.hold, "cat.diaz", "change-manager")
    #expect(try codes(slots([approval, hold]), 1).contains(.conflict) == false)
  }

  // "An `any` with a satisfied child is satisfied and lists the error."
  @Test func `what errs beside a satisfied alternative does not make the gate invalid`() throws {
    let world = try world([act(.approve, "bo.chen", "change-manager")]) { policy in
      policy.workflow.stages[.approved]?.distinct = []
      policy.workflow.stages[.approved]?.require = node(
        .all([
          node(.any([seat("change-manager", "a"), seat("cab", "b", count: nil)]), "either"),
          seat("security", "c"),
        ]), "root")
    }
    #expect(try verdict(world).gate.decision == .awaiting)
  }

  // "the first that applies in this order: ... `duplicate` · `not-reachable`".
  @Test func `what repeats a counted act on a branch is a duplicate`() throws {
    let again = act(.approve, "bo.chen", "change-manager")
    var world = try world([again])
    world.steps.append(World.Step(lane: 1, event: again))
    #expect(try verdict(world).acts.map(\.reason) == [nil, .duplicate])
  }

  // "an Approve gone stale and not replaced".
  @Test func `a stale approval by the owner of a dependency prevents`() throws {
    let world = try world([act(.approve, "dee.fox", "system-owner(document-store)"), Self.edit]) {
      policy in
      var owners = Requirement.Quorum(role: "system-owner")
      (owners.count, owners.per) = (1, .systemAndDependencies)
      policy.workflow.stages[.approved]?.require = node(.quorum(owners), "owners")
      policy.workflow.stages[.approved]?.distinct = []
    }
    #expect(try codes(world).contains(.approvalStale))
  }

  @Test func `a stale approval prevents in a stage whose quorum has no name`() throws {
    let world = try world([act(.approve, "bo.chen", "change-manager"), Self.edit]) { policy in
      policy.workflow.stages[.approved]?.require = seat("change-manager", nil)
      policy.workflow.stages[.approved]?.distinct = []
    }
    #expect(try codes(world).contains(.approvalStale))
  }

  // "a named requirement ... is set aside".
  @Test func `an overridden requirement needs no seat of its own`() throws {
    let world = try world([
      act(.approve, "kim.park", "security"), act(.approve, "kim.park", "change-manager"),
      act(.override, "hal.iver", "cab-chair", ["requirement": "cm"]),
    ]) { policy in
      policy.workflow.stages[.approved]?.require = node(
        .all([seat("change-manager", "cm"), seat("security", "sec")]), "root")
      policy.workflow.stages[.approved]?.distinct = ["cm", "sec"]
      policy.workflow.powers?.override = ["cm": ["cab-chair"]]
    }
    #expect(try verdict(world).stages.first { $0.stage == .approved }?.status.passes == true)
  }

  // "among active, approved, unfinished changes".
  @Test func `a Start without leave gives nobody the slot`() throws {
    let start = act(.start, "fay.stone", "implementer")
    let found = try codes(slots([start]), 1)
    #expect(!found.contains(.conflict))
  }

  // "the first that applies in this order: ... `stale` ... `delegation-invalid`".
  @Test func `a stale act by a delegation that does not hold is stale`() throws {
    let world = try world([
      .delegate(role: "security", from: "eli.frost", to: "joe.ward", days: -20..<(-10)),
      act(.approve, "joe.ward", "security"), Self.edit,
    ])
    let reasons = try verdict(world).acts.map(\.reason)
    #expect(reasons == [.stale])
  }

  // "An error in the policy makes the gate invalid"; nothing else satisfies the alternative once
  // its seats need different people.
  @Test func `an error is not hidden by seats that one person cannot fill twice`() throws {
    let world = try world([
      act(.approve, "kim.park", "security"), act(.approve, "kim.park", "change-manager"),
    ]) { policy in
      policy.workflow.stages[.approved]?.require = node(
        .any([
          node(.all([seat("change-manager", "cm"), seat("security", "sec")]), "both"),
          seat("cab", "b", count: nil),
        ]), "root")
      policy.workflow.stages[.approved]?.distinct = ["cm", "sec"]
    }
    #expect(try codes(world).contains(.policyError))
    let approved = try verdict(world).stages.first { $0.stage == .approved }
    #expect(approved?.status == .error)
  }

  // "`distinct` seats people by matching ... and the best seating is found": nobody need sit in an
  // alternative that another one made needless.
  @Test func `distinct asks for no seat in an alternative that is not needed`() throws {
    let world = try world([act(.approve, "hal.iver", "cab-chair")]) { policy in
      policy.workflow.stages[.approved]?.require = node(
        .any([
          seat("cab-chair", "chair"),
          node(.all([seat("cab", "b"), seat("security", "s")]), "both"),
        ]),
        "root")
      policy.workflow.stages[.approved]?.distinct = ["b", "s"]
    }
    let approved = try verdict(world).stages.first { $0.stage == .approved }
    #expect(approved?.status == .satisfied)
  }

  // "Sections are compared as parsed data"; how a policy breaks its lines is no data at all.
  @Test func `the line of a requirement decides nothing`() throws {
    func story(_ line: Int) throws -> World {
      // The stale approval is of a role that others filled since; only unknown hands are in the way.
      try world([
        act(.approve, "cat.diaz", "change-manager"),
        .edit(
          change: 0, .step, choice: 1,
          hands: [Decision.Edit.Hand(person: "x@elsewhere", signed: false)], signed: false),
        act(.approve, "bo.chen", "change-manager"),
      ]) { policy in
        policy.charter.edits = .signed
        policy.workflow.stages[.approved]?.require = seat("change-manager", "cm")
        policy.workflow.stages[.approved]?.distinct = []
        policy.workflow.stages[.approved]?.require?.line = line
        policy.workflow.stages[.approved]?.line = 20
      }
    }
    let (one, other) = (try codes(story(20)), try codes(story(21)))
    #expect(one == other)
  }
}
