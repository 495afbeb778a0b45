import TestSupport
import Testing

/// The nine stages, step by step.
struct HappyPathTests {
  struct Step: NamedCase {
    let milestone: Scene.Milestone
    let stage: String?
    let decision: String
    var state = "active"
    var acts: Int

    var name: String { "\(milestone)" }
  }

  // "The stage reached is the longest prefix whose requirements hold" (5); "any other missing act
  // is awaited"; after Finish, and when closed, the gate is prevented.
  static let steps = [
    Step(milestone: .drafted, stage: nil, decision: "awaiting", acts: 0),
    Step(milestone: .submitted, stage: "initiated", decision: "awaiting", acts: 1),
    Step(milestone: .assessed, stage: "assessed", decision: "awaiting", acts: 2),
    Step(milestone: .managed, stage: "assessed", decision: "awaiting", acts: 3),
    Step(milestone: .approved, stage: "approved", decision: "awaiting", acts: 4),
    // planned asks for no act of its own: `reviewed-by: approved`.
    Step(milestone: .tested, stage: "planned", decision: "awaiting", acts: 5),
    Step(milestone: .scheduled, stage: "scheduled", decision: "awaiting", acts: 6),
    Step(milestone: .started, stage: "scheduled", decision: "allowed", acts: 7),
    Step(milestone: .finished, stage: "implemented", decision: "prevented", acts: 8),
    Step(milestone: .reviewed, stage: "reviewed", decision: "prevented", acts: 9),
    Step(milestone: .closed, stage: "closed", decision: "prevented", state: "closed", acts: 10),
  ]

  @Test(arguments: steps) func `each act takes the change one step on`(_ step: Step) throws {
    let verdict = try Scene(at: step.milestone).gate()
    check(verdict, stage: step.stage, step.decision, state: step.state)
    #expect(verdict.acts.count == step.acts)
    #expect(verdict.acts.allSatisfy { $0.counted == true && $0.reason == nil }, "\(verdict)")
    #expect(verdict.flags.isEmpty, "\(verdict)")
    #expect(verdict.nearMisses.isEmpty, "\(verdict)")
  }

  @Test(arguments: steps) func `status says the same and exits 0`(_ step: Step) throws {
    let scene = try Scene(at: step.milestone)
    let outcome = try scene.assent([
      "status", "--trust-root", scene.root, "--now", scene.clock.text, "--format", "json",
    ])
    // "`status` and `explain` exit 0 whatever they find."
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let status = try JSON(parsing: outcome.output)
    #expect(status["schema"].string == "assent/status/1")
    let verdict = Verdict(part: try #require(status["changes"].elements.first), of: outcome)
    #expect(verdict.stage == step.stage, "\(verdict)")
    #expect(verdict.state == step.state, "\(verdict)")
  }

  @Test func `before the window opens the gate awaits it and says when`() throws {
    let scene = try Scene(at: .scheduled)
    let verdict = try scene.gate(at: scene.window.lowerBound - 1)
    check(verdict, stage: "scheduled", "awaiting")
    // "awaiting: … the opening of the window (`next` says when)"; "times in UTC with `Z`".
    #expect(verdict.next == scene.window.lowerBound.text)
  }

  // "Windows: half-open" (5).
  @Test func `the window opens with its first second and closes with its end`() throws {
    let scene = try Scene(at: .scheduled)
    let window = scene.window
    check(try scene.gate(at: window.lowerBound), stage: "scheduled", "allowed")
    check(try scene.gate(at: window.upperBound - 1), stage: "scheduled", "allowed")
    // "prevented: … a window that has passed".
    check(try scene.gate(at: window.upperBound), "prevented")
  }

  @Test func `after Start the window still closes the gate`() throws {
    let scene = try Scene(at: .started)
    check(try scene.gate(at: scene.window.upperBound - 1), stage: "scheduled", "allowed")
    // "The gate after Start … objection, lint, edited-after-start, window and freeze still prevent".
    check(try scene.gate(at: scene.window.upperBound), "prevented")
  }

  @Test func `each counted act stands in the verdict with its signer`() throws {
    let scene = try Scene(at: .scheduled)
    let verdict = try scene.gate()
    let seen = verdict.acts.map { [$0.verb, $0.person, $0.role] }
    #expect(
      seen == [
        ["submit", "ana.ruiz", nil], ["assess", "rae.kerr", "risk-assessor"],
        ["approve", "bo.chen", "change-manager"],
        ["approve", "dan.holt", "system-owner(claims-db)"], ["test", "ivy.moss", "tester"],
        ["schedule", "cat.diaz", "change-manager"],
      ], "\(verdict)")
    let approval = try #require(verdict.acts.dropFirst(2).first).json
    let commit = try #require(scene.tips[.managed])
    #expect(approval["commit"].string == commit)
    #expect(approval["index"].integer == 0)
    // An act made on the trunk is its own integration (1).
    #expect(approval["integrated"].string == commit)
    let fingerprint = try Command.run(
      try Command.find("ssh-keygen"), ["-l", "-f", try Persona.bo.key + ".pub"],
      in: scene.repository.path, environment: [:])
    #expect(
      approval["key"].string
        == fingerprint.line.split(separator: " ").dropFirst().first.map(String.init))
    // Four commits of a minute each lie before it.
    #expect(approval["time"]["claimed"].string == (Moment.beginning + 4.minutes).text)
    #expect(approval["time"]["recorded"] == .null)
  }

  @Test func `a replay at an earlier commit of the spine sees what stood there`() throws {
    let scene = try Scene(at: .scheduled)
    let then = try #require(scene.tips[.managed])
    let verdict = try scene.gate(at: nil, "--at", then)
    check(verdict, stage: "assessed", "awaiting")
    #expect(verdict.acts.count == 3)
    #expect(verdict.mode == "replay")
    #expect(verdict.json["trunk"]["commit"].string == then)
  }

  @Test func `requirements say how many they need, have and who could give more`() throws {
    let verdict = try Scene(at: .managed).gate()
    #expect(verdict.status(of: "initiated") == "satisfied")
    #expect(verdict.status(of: "assessed") == "satisfied")
    #expect(verdict.status(of: "approved") == "unsatisfied")
    let manager = verdict.requirement("change-manager")
    #expect(manager["status"].string == "satisfied", "\(verdict)")
    #expect(manager["need"].integer == 1)
    #expect(manager["have"].integer == 1)
    #expect(verdict.requirement("security")["status"].string == "not-applicable", "\(verdict)")
    #expect(verdict.requirement("cab")["status"].string == "not-applicable", "\(verdict)")
    #expect(verdict.reasons.contains("requirement-unsatisfied"), "\(verdict)")
  }
}

extension Scene {
  var window: Range<Moment> { record.window }
}
