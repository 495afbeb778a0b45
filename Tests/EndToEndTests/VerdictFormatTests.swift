import Foundation
import TestSupport
import Testing

/// The verdict as JSON is a contract (section 7).
struct VerdictFormatTests {
  // "Canonical: keys in this order".
  @Test func `keys stand in the order of the contract`() throws {
    let scene = try Scene(at: .managed)
    try scene.edit("\"> 400 ms\"", to: "\"> 500 ms\"")
    let json = try scene.gate().json
    #expect(
      json.keys == [
        "schema", "change", "record", "mode", "stage", "state", "type", "risk", "gate", "stages",
        "acts", "flags", "near-misses", "policy", "trunk", "now", "engine",
      ])
    #expect(json["record"].keys == ["path", "commit", "digest"])
    #expect(json["gate"].keys == ["name", "decision", "reasons", "next"])
    let reason = try #require(json["gate"]["reasons"].elements.first)
    #expect(reason.keys == ["code", "message", "at"])
    let stage = try #require(json["stages"].elements.first { $0["stage"].string == "approved" })
    #expect(stage.keys == ["stage", "status", "requirements"])
    let requirement = try #require(stage["requirements"].elements.first)
    #expect(requirement.keys == ["id", "status", "need", "have", "acts", "could"])
    let act = try #require(json["acts"].elements.first { $0["verb"].string == "approve" })
    #expect(
      act.keys == [
        "commit", "index", "verb", "role", "person", "key", "integrated", "time", "counted",
        "reason", "detail",
      ])
    #expect(act["time"].keys == ["claimed", "recorded"])
    let detail = try #require(act["detail"].elements.first)
    #expect(detail.keys == ["field", "commit", "people"])
    #expect(json["policy"].keys == ["commit", "digest", "authorised"])
    #expect(json["trunk"].keys == ["ref", "commit"])
  }

  @Test func `values are what they say`() throws {
    let scene = try Scene(at: .scheduled)
    let json = try scene.gate().json
    #expect(json["schema"].string == "assent/verdict/1")
    #expect(json["change"].string == scene.record.id)
    #expect(json["record"]["path"].string == scene.record.path)
    #expect(json["record"]["digest"].string == "sha256:\(try scene.record.digest)")
    #expect(json["type"].string == "normal")
    #expect(json["risk"].string == "medium")
    #expect(json["gate"]["name"].string == "deploy")
    #expect(json["trunk"]["ref"].string == "refs/heads/main")
    #expect(json["trunk"]["commit"].string == scene.tip)
    #expect(json["now"].string == scene.clock.text)
    #expect(json["engine"].string?.hasPrefix("assent ") == true)
    #expect(json["flags"] == .array([]))
    #expect(json["near-misses"] == .array([]))
    // The nine stages, in order.
    #expect(
      json["stages"].elements.map { $0["stage"].string } == [
        "initiated", "assessed", "approved", "tested", "planned", "scheduled", "implemented",
        "reviewed", "closed",
      ])
    let statuses: Set = [
      "satisfied", "unsatisfied", "not-applicable", "deferred", "overridden", "error",
    ]
    for stage in json["stages"].elements {
      #expect(statuses.contains(stage["status"].string ?? ""), "\(stage)")
    }
  }

  // "UTF-8, one line end".
  @Test func `the verdict is one line`() throws {
    let verdict = try Scene(at: .scheduled).gate()
    #expect(verdict.bytes.last == UInt8(ascii: "\n"))
    #expect(verdict.bytes.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    #expect(String(validating: verdict.bytes, as: UTF8.self) != nil)
  }

  // "same inputs, same bytes"; "cold and warm give the same bytes".
  @Test(arguments: Scene.Milestone.allCases.dropFirst())
  func `a second run gives the same bytes`(_ milestone: Scene.Milestone) throws {
    let scene = try Scene(at: milestone)
    let first = try scene.gate()
    #expect(try scene.gate().bytes == first.bytes)
    let copy = try ScratchRepository(copying: scene.repository)
    let cold = try Assent.run(
      [
        "gate", scene.record.id, "--commit", SampleRecord.artifact, "--trust-root", scene.root,
        "--now", scene.clock.text, "--what-if", "--format", "json",
      ], in: copy.path, home: copy.home)
    #expect(cold.output == first.bytes)
  }

  // "`assent status --format json` is `{"schema": "assent/status/1", "changes": [verdict, …]}`,
  // sorted by id."
  @Test func `status lists every change by id`() throws {
    let scene = try Scene(at: .approved)
    for id in ["CHG-2026-9ZZZ", "CHG-2025-0001", "CHG-2026-1111"] {
      let record = try SampleRecord(id: id)
      var changes = record.evidence.mapValues(CommitPlan.Entry.text)
      changes[id == "CHG-2026-1111" ? "changes/\(id).yaml" : record.path] = .text(record.text)
      try scene.commit("Ask for \(id)\n", by: .ana, changes: changes)
    }
    let outcome = try scene.assent([
      "status", "--trust-root", scene.root, "--now", scene.clock.text, "--format", "json",
    ])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let json = try JSON(parsing: outcome.output)
    #expect(json.keys == ["schema", "changes"])
    #expect(
      json["changes"].elements.map { $0["change"].string } == [
        "CHG-2025-0001", "CHG-2026-1111", "CHG-2026-7F3K", "CHG-2026-9ZZZ",
      ])
    #expect(json["changes"].elements.map { $0["stage"].string } == [nil, nil, "approved", nil])
  }

  // "Acts are sorted by spine position of their integration (unintegrated last)".
  @Test func `acts stand in the order in which they came to the trunk`() throws {
    let scene = try Scene(at: .assessed)
    let fork = scene.tip
    let late = try scene.act(.approve("change-manager"), by: .bo, on: fork)
    let early = try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    try scene.merge(late)
    let pending = try scene.act(.object("S1", as: "security"), by: .eli, on: scene.tip)
    scene.references["refs/heads/assent/\(scene.record.id)/eli.frost"] = pending
    let verdict = try scene.gate()
    #expect(verdict.acts.suffix(3).map(\.commit) == [early, late, pending], "\(verdict)")
  }

  // "Results go to standard output, progress and remarks to standard error." (8)
  @Test func `remarks stay out of the result`() throws {
    let scene = try Scene(at: .scheduled)
    let outcome = try scene.assent(["status", "--now", scene.clock.text, "--format", "json"])
    #expect(!outcome.errors.isEmpty)
    _ = try JSON(parsing: outcome.output)
  }
}
