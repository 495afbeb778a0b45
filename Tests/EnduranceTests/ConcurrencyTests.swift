import Foundation
import TestSupport
import Testing

/// Many processes on one clone: every answer is right, nothing is mixed, and losers are told.
struct ConcurrencyTests {
  /// Runs command lines at once and returns how each ended.
  private func atOnce(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Command.Outcome)
    async throws -> [Command.Outcome]
  {
    try await withThrowingTaskGroup(of: (Int, Command.Outcome).self) { group in
      for number in 0..<count { group.addTask { (number, try body(number)) } }
      var outcomes: [Int: Command.Outcome] = [:]
      for try await (number, outcome) in group { outcomes[number] = outcome }
      return (0..<count).compactMap { outcomes[$0] }
    }
  }

  @Test func `gates with one cache while commits arrive`() async throws {
    let scene = try Scene(at: .scheduled)
    let (place, cache) = (scene.repository, scene.repository.home + "/cache")
    var tips = [scene.tip]
    for number in 0..<40 {
      tips.append(try scene.commit("Work \(number)\n", by: .joe))
    }
    scene.tip = tips[0]
    let ground = try Ground(scene: scene)
    let question = ground.question()
    let known = tips
    // An answer names the tip that it is about: all the rest of it must be the same.
    func rest(_ outcome: Command.Outcome) -> String {
      known.reduce(outcome.text) { $0.replacing($1, with: "…") }
    }
    let expected = rest(try ground.run(question))
    for round in 1...Endurance.rounds(2) {
      let next = tips[min(round * 10, tips.count - 1)]
      let outcomes = try await atOnce(6) { number in
        if number == 3 { try place.git("update-ref", "refs/heads/main", next) }
        return try Assent.run(
          question + ["--cache", cache], in: place.path, home: place.home, timeout: 120)
      }
      for outcome in outcomes {
        #expect(outcome.status == 8 && rest(outcome) == expected, "\(outcome.errorText)")
        #expect(outcome.errorText == "", "\(outcome.errorText)")
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache).count == 1)
  }

  @Test func `two who fix the same files at once`() async throws {
    let ground = try Ground(scene: Scene(at: .drafted))
    try ground.checkOut()
    let record = "\(ground.place.path)/\(ground.scene.record.path)"
    let good = try String(contentsOfFile: record, encoding: .utf8)
    let bad = good.replacing("  description: ", with: "  descripton: ")
    let place = ground.place
    for _ in 0..<Endurance.rounds(3) {
      try bad.write(toFile: record, atomically: false, encoding: .utf8)
      let outcomes = try await atOnce(4) { _ in
        try Assent.run(["lint", "--fix"], in: place.path, home: place.home, timeout: 120)
      }
      #expect(try String(contentsOfFile: record, encoding: .utf8) == good)
      for outcome in outcomes where outcome.status == 2 {
        let words = ["another process is writing it", "it was changed meanwhile"]
        #expect(words.contains { outcome.errorText.contains($0) }, "\(outcome.errorText)")
        #expect(outcome.errorText.contains("run it again"))
      }
      #expect(outcomes.contains { $0.status != 2 })
    }
  }

  @Test func `audits into one folder at once`() async throws {
    let ground = try Ground(scene: Scene(at: .submitted))
    let (place, pack) = (ground.place, "\(ground.place.folder.path)/pack")
    let report = [
      "audit", "report", "--from", "2026-01-01", "--to", "2027-01-01", "--by", "created", "--out",
      pack, "--trust-root", ground.scene.root, "--now", ground.scene.clock.text, "--no-bundle",
      "--force",
    ]
    for _ in 0..<Endurance.rounds(1) {
      let outcomes = try await atOnce(4) { _ in
        try Assent.run(report, in: place.path, home: place.home, timeout: 120)
      }
      #expect(outcomes.contains { $0.status == 0 })
      for outcome in outcomes where outcome.status != 0 {
        #expect(outcome.status == 2)
        #expect(
          outcome.errorText.contains("another process is writing it"), "\(outcome.errorText)")
      }
      let check = try ground.shell("cd '\(pack)' && sha256sum --quiet -c MANIFEST.sha256")
      #expect(check.status == 0, "\(check.text)\(check.errorText)")
    }
    let beside = try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
    #expect(beside.filter { $0.hasPrefix("pack") } == ["pack"])
  }

  @Test func `two who act at once both count, or are told`() async throws {
    let ground = try Ground.acting()
    let (place, id) = (ground.place, ground.scene.record.id)
    let objector = try [Persona.eli, .bo].map { (ground.identity($0), try $0.key, $0) }
    let lines = [
      ["submit", id, "--key", try Persona.ana.key],
      ["object", id, "--objection", "S1", "--key", objector[0].1],
    ]
    let identities = [ground.identity(.ana), objector[0].0]
    let outcomes = try await atOnce(2) { number in
      try Assent.run(
        lines[number], in: place.path, home: place.home, environment: identities[number],
        timeout: 120)
    }
    let acts = try place.git("log", "--format=%s", "\(ground.scene.tip)..main").split(
      separator: "\n")
    #expect(acts.count == outcomes.filter { $0.status == 0 }.count, "\(acts)")
    for outcome in outcomes where outcome.status != 0 {
      #expect(outcome.errorText.hasPrefix("assent: "), "\(outcome.errorText)")
    }
    #expect(!acts.isEmpty)
    try ground.checkGit("after both")
  }

  @Test func `landings that race land each branch once`() async throws {
    let scene = try Scene(at: .submitted)
    let before = scene.tip
    let assessed = try scene.act(.assess(risk: "medium"), by: .rae, on: before)
    let objected = try scene.act(.object("S1", as: "security"), by: .eli, on: before)
    let ground = try Ground(scene: scene)
    let place = ground.place
    for (person, commit) in [(Persona.rae, assessed), (.eli, objected)] {
      try place.git("update-ref", "refs/heads/assent/\(scene.record.id)/\(person.id)", commit)
    }
    let identity = ground.identity(.bo)
    let outcomes = try await atOnce(3) { _ in
      try Assent.run(
        ["land"], in: place.path, home: place.home, environment: identity, timeout: 120)
    }
    for outcome in outcomes {
      #expect([0, 1, 4].contains(outcome.status), "\(outcome.text)\(outcome.errorText)")
    }
    let landed = try place.git("rev-list", "main").split(separator: "\n").map { String($0) }
    #expect(landed.contains(assessed) && landed.contains(objected))
    let merges = try place.git("rev-list", "--merges", "\(before)..main").split(separator: "\n")
    #expect(merges.count <= 2, "\(merges)")
    try ground.checkGit("after the race")
  }
}
