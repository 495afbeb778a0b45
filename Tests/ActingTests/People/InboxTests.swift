import Foundation
import TestSupport
import Testing

/// `assent inbox`: for each person, the acts that would count.
struct InboxTests {
  private func inbox(_ scene: Scene, at now: Moment? = nil, _ more: String...) throws -> JSON {
    let outcome = try scene.assent(
      [
        "inbox", "--trust-root", scene.root, "--now", (now ?? scene.clock).text, "--format",
        "json",
      ] + (more.isEmpty ? ["--all"] : more))
    #expect(outcome.status == 0, "\(outcome.errorText)")
    return try JSON(parsing: outcome.output)
  }

  /// `person verb role`, of everybody for whom something waits.
  private func words(_ json: JSON) -> [String] {
    json["people"].elements.flatMap { person in
      person["acts"].elements.map { act in
        [person["person"].string, act["verb"].string, act["role"].string].compactMap { $0 }
          .joined(separator: " ")
      }
    }
  }

  static let stories: [(Scene.Milestone, [String])] = [
    (.drafted, ["ana.ruiz submit"]),
    (
      .submitted,
      [
        "bo.chen approve change-manager", "bo.chen schedule change-manager",
        "cat.diaz approve change-manager", "cat.diaz schedule change-manager",
        "ana.ruiz schedule change-manager", "dan.holt approve system-owner(claims-db)",
        "bot.ci test tester", "ivy.moss test tester", "fay.stone schedule change-manager",
        "kim.park approve change-manager", "kim.park schedule change-manager",
        "rae.kerr assess risk-assessor",
      ]
    ),
    (
      .tested,
      [
        "ana.ruiz schedule change-manager", "bo.chen schedule change-manager",
        "cat.diaz schedule change-manager", "fay.stone schedule change-manager",
        "kim.park schedule change-manager",
      ]
    ),
    // The gate waits for nobody, but for its window.
    (.scheduled, []),
    (.started, ["fay.stone finish implementer"]),
    (.finished, ["rob.lane review reviewer"]),
    (
      .reviewed,
      [
        "ana.ruiz close change-manager", "bo.chen close change-manager",
        "cat.diaz close change-manager", "fay.stone close change-manager",
        "kim.park close change-manager",
      ]
    ),
    (.closed, []),
  ]

  @Test(arguments: stories) func `whose turn it is`(
    _ milestone: Scene.Milestone, _ expected: [String]
  ) throws {
    let scene = try Scene(at: milestone)
    let found = words(try inbox(scene))
    #expect(Set(found) == Set(expected), "\(found.sorted())")
    #expect(found.count == Set(found).count)
  }

  // Every act that an inbox names is one that `approve` and the others would sign.
  @Test func `what an inbox names counts when it is made`() throws {
    let stage = try ActScene()
    try stage.sign("submit", by: .ana)
    for _ in 0..<8 {
      let outcome = try Assent.run(
        ["inbox", "--all", "--format", "json"], in: stage.repository.path,
        home: stage.repository.home, environment: ["ASSENT_TRUST_ROOT": stage.scene.root])
      let next = try JSON(parsing: outcome.output)["people"].elements.lazy.compactMap { person in
        person["acts"].elements.first {
          $0["verb"].string != "start" && person["person"].string != "bot.ci"
        }
        .map { (person["person"].string ?? "", $0["command"].string ?? "") }
      }.first
      guard let (id, command) = next else { break }
      let person = try #require(Persona(rawValue: id))
      let shell = try Command.run(
        "/bin/sh",
        [
          "-c",
          "\(try Assent.binary())\(command.dropFirst("assent".count)) --key \(try person.key)",
        ],
        in: stage.repository.path,
        environment: CleanEnvironment.variables(home: stage.repository.home).merging([
          "ASSENT_TRUST_ROOT": stage.scene.root, "GIT_AUTHOR_NAME": "Somebody",
          "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "Somebody",
          "GIT_COMMITTER_EMAIL": "a@b.example",
        ]) { $1 })
      #expect(shell.status == 0, "\(command): \(shell.errorText)")
    }
    #expect(try stage.verdict()["gate"]["decision"].string == "allowed")
    // Now the implementer may begin, with the artifact of the record.
    let outcome = try Assent.run(
      ["inbox", "fay.stone"], in: stage.repository.path, home: stage.repository.home,
      environment: ["ASSENT_TRUST_ROOT": stage.scene.root])
    #expect(
      outcome.text.contains(
        "assent start \(stage.id) --role implementer --commit \(SampleRecord.artifact)\n"),
      "\(outcome.text)")
  }

  @Test func `what went stale comes first, with what changed`() throws {
    let scene = try Scene(at: .approved)
    try scene.edit("minutes: 25}", to: "minutes: 26}")
    let outcome = try scene.assent(
      ["inbox", "bo.chen", "--trust-root", scene.root, "--now", scene.clock.text])
    let lines = outcome.text.split(separator: "\n").map { String($0) }
    #expect(lines.first == "2 acts wait for bo.chen, 1 of them again", "\(outcome.text)")
    #expect(lines[2].contains("approve as change-manager: approved asks for change-manager"))
    #expect(lines[3].contains("is stale; edited: assessment.outage.minutes in"), "\(outcome.text)")
    #expect(lines[3].hasSuffix("by ana.ruiz"), "\(outcome.text)")
    let act = try inbox(scene)["people"].elements.first { $0["person"].string == "bo.chen" }?[
      "acts"
    ]
    .elements.first
    #expect(act?["earlier"]["reason"].string == "stale")
    #expect(act?["deadline"].string == scene.record.window.lowerBound.text)
    #expect(act?["deadline-reason"].string == "planned-start")
  }

  // Fourteen days hold until after the window; two do not.
  @Test func `an approval that will have run out is to be made again, and when`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace("valid-for: 14d", with: "valid-for: 2d", in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .managed)
    let acts = try inbox(scene, at: nil, "bo.chen")["people"].elements[0]["acts"].elements
    let again = try #require(acts.first { $0["verb"].string == "approve" })
    #expect(again["from"].string != nil, "\(acts)")
    #expect(again["earlier"]["reason"].string == "expired")
    // Not before: it would repeat what counts. From then on it counts, as the decision says.
    let from = try #require(again["from"].string)
    let later = try scene.assent([
      "inbox", "bo.chen", "--trust-root", scene.root, "--now", from, "--format", "json",
    ])
    let then = try JSON(parsing: later.output)["people"].elements[0]["acts"].elements
    #expect(then.first { $0["verb"].string == "approve" }?["from"] == .null)
  }

  @Test func `a change whose window has passed asks nobody`() throws {
    let scene = try Scene(at: .tested)
    let after = scene.record.window.upperBound + 1.hours
    #expect(words(try inbox(scene, at: after)) == [])
    #expect(!words(try inbox(scene, at: after - 2.days)).isEmpty)
  }

  @Test func `an objection and a hold wait for their makers alone`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.act(.object("S1", as: "security"), by: .eli)
    #expect(words(try inbox(scene)) == ["eli.frost resolve"])
    try scene.act(.decide("Hold", as: "change-manager"), by: .cat)
    #expect(words(try inbox(scene)) == ["cat.diaz resume"])
  }

  // A delegate is kept out where the delegator is: fay.stone implements the change.
  @Test func `a delegate is asked for what would count alone`() throws {
    let scene = try Scene(at: .submitted)
    try scene.commit(
      "Hand over\n\nRole-Delegate: change-manager; to=joe.ward; from=2026-03-01; "
        + "until=2026-03-20\nChange-Repository: harbourline/changes\n", by: .fay, signedBy: .fay)
    let found = words(try inbox(scene)).filter { $0.hasPrefix("joe.ward") }
    #expect(found == ["joe.ward schedule change-manager"])
  }

  @Test func `an alternative that is met asks nobody any more`() throws {
    let scene = try Scene(
      SampleOrganisation(), SampleRecord(risk: "critical"), through: .submitted)
    let before = words(try inbox(scene))
    #expect(
      before.contains("gus.lind approve cab") && before.contains("hal.iver approve cab-chair"))
    try scene.act(.approve("cab-chair"), by: .hal)
    let after = words(try inbox(scene))
    #expect(!after.contains { $0.contains(" cab") }, "\(after)")
  }

  @Test func `owners are asked for a policy that waits`() throws {
    let scene = try Scene(at: .submitted)
    var next = scene.organisation
    try next.replace("version: 1", with: "version: 2", in: "assent.yaml")
    try next.replace(
      "count: 2}, {role: cab-chair", with: "count: 3}, {role: cab-chair", in: "workflow.yaml")
    try scene.commit("Change the policy\n", by: .cfo, changes: next.entries)
    let json = try inbox(scene)
    #expect(
      Set(words(json)) == [
        "cfo.lane policy-approve", "ciso.rey policy-approve", "cto.fin policy-approve",
      ])
    #expect(json["problem"].string != nil)
  }

  @Test func `owners are asked for a policy that another approved on a branch`() throws {
    let scene = try Scene(at: .submitted)
    var next = scene.organisation
    try next.replace("version: 1", with: "version: 2", in: "assent.yaml")
    let proposal = try scene.commit(
      "Change the policy\n", by: .cto, changes: next.entries, on: scene.tip)
    let (digest, from) = (try next.digest, try scene.organisation.digest)
    let message =
      "Approve\n\nPolicy-Approve: sha256:\(digest); from=sha256:\(from)\n"
      + "Change-Repository: harbourline/changes\n"
    scene.references["refs/heads/assent/policy/cfo.lane"] = try scene.commit(
      message, by: .cfo, signedBy: .cfo, on: proposal)
    let asked = words(try inbox(scene)).filter { $0.hasSuffix("policy-approve") }
    #expect(asked == ["ciso.rey policy-approve", "cto.fin policy-approve"])
    let act = try inbox(scene, at: nil, "ciso.rey")["people"].elements[0]["acts"].elements[0]
    #expect(act["command"].string == "assent policy approve assent/policy/cfo.lane")
  }

  @Test func `the inbox shown is that of the user's key, or address`() throws {
    let scene = try Scene(at: .submitted)
    try scene.settle()
    func mine(_ settings: [(String, String)]) throws -> Command.Outcome {
      for (key, value) in settings { try scene.repository.git("config", key, value) }
      return try scene.assent(["inbox", "--trust-root", scene.root, "--now", scene.clock.text])
    }
    let nobody = try mine([])
    #expect(nobody.status == 2 && nobody.errorText.contains("inbox PERSON"), "\(nobody.errorText)")
    let address = try mine([("user.email", "RAE.KERR@harbourline.example")])
    #expect(address.text.contains("1 act waits for rae.kerr"), "\(address.text)")
    let key = try mine([("user.signingkey", try Persona.ivy.key + ".pub")])
    #expect(key.text.contains("1 act waits for ivy.moss"), "\(key.text)")
  }

  @Test func `nothing to do is one line, and wrong usage is said`() throws {
    let scene = try Scene(at: .submitted)
    func run(_ more: String...) throws -> Command.Outcome {
      try scene.assent(["inbox", "--trust-root", scene.root, "--now", scene.clock.text] + more)
    }
    let none = try run("joe.ward")
    #expect(none.status == 0 && none.text == "Nothing waits for joe.ward\n", "\(none.text)")
    for (arguments, says) in [
      (["joe.wart"], "did you mean joe.ward"), (["joe.ward", "--all"], "not both"),
      (["--all", "--format", "mail"], "--from"),
      (
        ["--all", "--format", "mail", "--from", "a@b\nBcc: c@d", "--output", "x"],
        "no plain address"
      ),
    ] {
      let outcome = try scene.assent(["inbox", "--trust-root", scene.root] + arguments)
      #expect(outcome.status == 2 && outcome.errorText.contains(says), "\(outcome.errorText)")
    }
  }
}
