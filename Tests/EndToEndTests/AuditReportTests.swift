import Foundation
import TestSupport
import Testing

/// `assent audit report`: what it is about, and from where it judges.
struct AuditReportTests {
  @Test func `a pack has everything that it is to have, each file digested`() throws {
    let scene = try Scene(at: .closed)
    let pack = try scene.pack()
    #expect(pack.outcome.status == 0, "\(pack.outcome.errorText)")
    let wanted = [
      "index.html", "changes.html", "changes/\(scene.record.id).html", "exceptions.html",
      "uncovered.html", "people.html", "policies.html", "calendar.html", "flow.html",
      "sample.html", "suppressions.html", "standards.html", "method.html", "population.csv",
      "exceptions.csv", "deployments.csv", "audit.xlsx", "audit.db", "verdicts.json",
      "attestations/svr.intoto.jsonl", "attestations/vsa.intoto.jsonl", "oscal.json",
      "calendar.ics", "audit.json", "VERIFY.md", "allowed_signers", "MANIFEST.sha256",
    ]
    for file in wanted { #expect(pack.files.contains(file), "\(file) is missing") }
    let check = try Command.run(
      try Command.find("sha256sum"), ["--quiet", "--strict", "-c", "MANIFEST.sha256"],
      in: pack.path, environment: [:])
    #expect(check.status == 0, "\(check.text)")
    let listed = try pack.manifest.split(separator: "\n").map { String($0.dropFirst(66)) }
    #expect(listed == pack.files.filter { $0 != "MANIFEST.sha256" })
    for file in pack.files {
      let mode = try FileManager.default.attributesOfItem(atPath: "\(pack.path)/\(file)")
      #expect(mode[.posixPermissions] as? Int == 0o644, "\(file)")
    }
  }

  @Test func `verdicts are those of status as of the period's end`() throws {
    let scene = try Scene(at: .closed)
    let pack = try scene.pack()
    let status = try scene.assent([
      "status", "--trust-root", scene.root, "--at", scene.tip, "--now", scene.clock.text,
      "--format", "json",
    ])
    #expect(try pack.data("verdicts.json") == status.output)
  }

  // Half-open: the day of --to is no part of the period any more.
  @Test(arguments: [(0, 1, true), (1, 2, false), (-1, 0, false), (-1, 1, true), (0, 30, true)])
  func `the period is half-open`(_ first: Int, _ last: Int, _ holds: Bool) throws {
    let scene = try Scene(at: .closed)
    let start = scene.record.window.lowerBound
    func day(_ number: Int) -> String { String((start + number.days).text.prefix(10)) }
    let pack = try scene.pack(from: day(first), to: day(last))
    #expect(try pack.ids == (holds ? [scene.record.id] : []))
    #expect(pack.outcome.status == (holds ? 0 : 4), "\(pack.outcome.errorText)")
    // What there is none of is written all the same.
    #expect(pack.files.contains("index.html"))
  }

  @Test(arguments: [("created", true), ("started", false), ("closed", false)])
  func `another moment places a change elsewhere`(_ basis: String, _ holds: Bool) throws {
    let scene = try Scene(at: .closed)
    let day = Moment.beginning.text.prefix(10)
    let next = (Moment.beginning + 1.days).text.prefix(10)
    let pack = try scene.pack(["--by", basis], from: String(day), to: String(next))
    #expect(try pack.ids == (holds ? [scene.record.id] : []))
  }

  @Test func `days begin in the zone of the calendar`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "time-zone: UTC", with: "time-zone: Pacific/Auckland", in: "calendar.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .submitted)
    let pack = try scene.pack(["--by", "created"], from: "2026-03-02", to: "2026-03-03")
    let period = try pack.json("audit.json")["scope"]["period"]
    #expect(period["zone"].string == "Pacific/Auckland")
    #expect(period["start"].string == "2026-03-01T11:00:00Z")
    #expect(period["end"].string == "2026-03-02T11:00:00Z")
  }

  @Test func `verdicts stand as of the period's end, today's beside them`() throws {
    let scene = try Scene(at: .closed)
    // The change is submitted on the second of March and goes on later.
    let pack = try scene.pack(["--by", "created"], from: "2026-03-01", to: "2026-03-03")
    let change = try #require(try pack.json("audit.json")["changes"].elements.first)
    #expect(change["today"]["state"].string == "closed", "\(change["today"])")
    #expect(change["at-end"]["state"].string == "active", "\(change["at-end"])")
    let scope = try pack.json("audit.json")["scope"]
    #expect(scope["as-of"].string == "2026-03-03T00:00:00Z")
    #expect(scope["tip"].string == scene.tip)
    #expect(scope["standpoint"].string != scene.tip)
  }

  @Test func `a standpoint can be named`() throws {
    let scene = try Scene(at: .closed)
    let at = try #require(scene.tips[.approved])
    let pack = try scene.pack(["--at", at, "--by", "created"])
    #expect(try pack.json("audit.json")["scope"]["standpoint"].string == at)
    let beside = try scene.commit("Beside\n", by: .ana, on: at)
    let refused = try scene.pack(["--at", beside], name: "other")
    #expect(refused.outcome.status == 2, "\(refused.outcome.errorText)")
    #expect(refused.outcome.errorText.contains("first-parent chain"))
  }

  // A commit of later days that claims an earlier one must not slip into the period behind a
  // recorder's back.
  @Test func `a recorder's commit after the period keeps out what claims to be older`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace("roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .submitted)
    let last = scene.tip
    scene.clock = .beginning + 10.days
    try scene.commit("Record\n", by: .bot, signedBy: .bot)
    var plan = CommitPlan("Claim\n", by: .ana, at: .beginning + 1.hours, parents: [scene.tip])
    plan.changes = ["notes.txt": .text("late")]
    try scene.commit(plan)
    let pack = try scene.pack(from: "2026-03-01", to: "2026-03-05")
    let scope = try pack.json("audit.json")["scope"]
    #expect(scope["standpoint"].string == last)
    let whole = try scene.pack(from: "2026-03-01", to: "2026-05-01", name: "whole")
    #expect(
      try whole.json("audit.json")["scope"]["backdated"].elements.map(\.string)
        == [scene.tip])
  }

  @Test func `a period before the trunk has nothing to audit`() throws {
    let scene = try Scene(at: .submitted)
    let pack = try scene.pack(from: "2020-01-01", to: "2021-01-01")
    #expect(pack.outcome.status == 4, "\(pack.outcome.errorText)")
    #expect(pack.files.isEmpty)
    #expect(try !scene.besides.contains { $0.hasPrefix("pack") })
  }

  @Test(arguments: [
    ("2026-02-30", "2026-03-01"), ("2026-03-02", "2026-03-02"), ("2026-03-02", "2026-03-01"),
    ("0000-01-01", "9999-12-31"), ("today", "2026-03-01"),
  ]) func `days that make no period are wrong usage`(_ from: String, _ to: String) throws {
    let pack = try Scene(at: .drafted).pack(from: from, to: to)
    #expect(pack.outcome.status == 2, "\(pack.outcome.errorText)")
    #expect(pack.files.isEmpty)
  }

  @Test func `exceptions fail a run that asks for it`() throws {
    let scene = try Scene(at: .approved)
    scene.clock = scene.record.window.lowerBound + 10.minutes
    scene.record.add(scene.record.started(at: scene.clock))
    try scene.act(.start(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    #expect(try scene.pack().outcome.status == 0)
    #expect(try scene.pack(["--fail-on-exceptions"], name: "failing").outcome.status == 1)
    let json = try scene.pack(["--format", "json"], name: "json")
    let summary = try JSON(parsing: json.outcome.output)
    #expect(summary["schema"].string == "assent/audit-summary/1")
    #expect(summary["changes"].integer == 1)
    #expect((summary["exceptions"].integer ?? 0) > 0)
  }

  @Test func `a checkpoint that the trunk lost is found, one that it has is kept`() throws {
    let scene = try Scene(at: .closed)
    let kept = try scene.pack(["--checkpoint", try #require(scene.tips[.approved])])
    #expect(try kept.json("audit.json")["scope"]["checkpoint"]["kept"].bool == true)
    let lost = try scene.pack(["--checkpoint", String(repeating: "7", count: 40)], name: "lost")
    #expect(try lost.json("audit.json")["scope"]["checkpoint"]["kept"].bool == false)
    #expect(
      try String(decoding: lost.data("exceptions.csv"), as: UTF8.self).contains(
        "history-rewritten"))
  }
}
