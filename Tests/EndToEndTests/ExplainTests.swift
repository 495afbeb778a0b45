import TestSupport
import Testing

/// `explain`, for those who ask why and for those who ask about one act.
struct ExplainTests {
  @Test func `an act that went stale shows what was signed and what stands there now`() throws {
    let scene = try Scene(at: .scheduled)
    let edit = try scene.edit("do: Promote the old primary.", to: "do: Promote the primary.")
    let act = try #require(scene.tips[.managed])
    let answer = try scene.assent(
      ["explain", scene.record.id, "--act", String(act.prefix(10)), "--trust-root", scene.root])
    #expect(answer.status == 0)
    let text = answer.text
    #expect(text.hasPrefix("\(act.prefix(10)) approve on \(scene.record.id) DOES NOT COUNT: stale"))
    for part in [
      "signer    bo.chen", "says      approve; role=change-manager",
      "covers    request, assessment, implementation, rollback",
      "rollback.steps[0].do  \(scene.record.path):", "- Promote the old primary.",
      "+ Promote the primary.", "in \(edit.prefix(10)) by ana.ruiz", "What to do",
    ] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
  }

  @Test func `an act that counts says so`() throws {
    let scene = try Scene(at: .approved)
    let act = try #require(scene.tips[.approved])
    let arguments = [
      "explain", scene.record.id, "--act", act, "--trust-root", scene.root, "--now",
      scene.clock.text,
    ]
    let text = try scene.assent(arguments).text
    #expect(text.contains("COUNTS") && !text.contains("DOES NOT COUNT"))
    let json = try JSON(parsing: try scene.assent(arguments + ["--format", "json"]).output)
    #expect(json["schema"].string == "assent/acts/1")
    #expect(json["change"].string == scene.record.id)
    #expect(json["acts"].elements.map { $0["commit"].string } == [act])
    #expect(json["acts"].elements.first?["counted"].bool == true)
  }

  @Test(arguments: [("0123456789", Int32(4)), ("ab", 2), ("xyzw", 4)])
  func `an act that is not there is an error`(_ commit: String, _ status: Int32) throws {
    let scene = try Scene(at: .submitted)
    let answer = try scene.assent(
      ["explain", scene.record.id, "--act", commit, "--trust-root", scene.root])
    #expect(answer.status == status)
    #expect(answer.text == "")
  }

  @Test func `explain ends with the fewest acts, who could make them, and when`() throws {
    let scene = try Scene(at: .submitted)
    let answer = try scene.assent(
      [
        "explain", scene.record.id, "--trust-root", scene.root, "--now",
        (scene.record.window.lowerBound - 5.days).text,
      ])
    let text = answer.text
    #expect(text.contains("What opens the gate: 5 acts, the fewest that do"))
    #expect(text.contains("assent approve \(scene.record.id) --role 'system-owner(claims-db)'"))
    #expect(text.contains("Then it is still AWAITING:"))
    #expect(text.contains("Time alone changes the answer next at"))
  }
}
