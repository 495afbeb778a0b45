import TestSupport

/// Changes in every state, and code whose commits link them: told once, asked about often.
struct DeploymentWorld: Sendable {
  let repository: ScratchRepository
  let root: String
  let now: Moment
  /// The commits of the code by name.
  let code: [String: String]

  static let shared = Result { try DeploymentWorld() }

  /// Scheduled; its artifacts are most of the code's commits. It supersedes `lost`.
  static let open = "CHG-2026-7F3K"
  /// Drafted, for another system.
  static let drafted = "CHG-2026-8G4M"
  /// Scheduled, without artifacts.
  static let bare = "CHG-2026-9H5N"
  /// Drafted and superseded.
  static let lost = "CHG-2026-A6QP"
  /// Scheduled, and its artifact is the commit `linked`.
  static let short = "CHG-2026-B7RS"

  private init() throws {
    repository = try ScratchRepository()
    var code = CodeBuilder(repository)
    try code.tell()
    self.code = code.ids
    let artifacts = code.ids.filter { !CodeBuilder.ofOthers.contains($0.key) }.values.sorted()
    var record = try SampleRecord(
      id: Self.open, artifacts: Self.list(artifacts))
    try record.replace(
      "  environment: production\n",
      with: "  environment: production\n  supersedes: [\(Self.lost)]\n")
    var organisation = try SampleOrganisation()
    try organisation.govern()
    let scene = try Scene(organisation, record, repository: repository, through: .policy)
    let lost = try SampleRecord(
      id: Self.lost, artifacts: Self.list([code["lost"], code["relaunched"]]))
    try scene.draft(lost)
    try scene.advance(to: .scheduled)
    try scene.draft(
      SampleRecord(
        id: Self.drafted, systems: ["mail-relay"],
        artifacts: Self.list([code["drafted"], code["squashed"]])))
    try scene.carry(SampleRecord(id: Self.bare, artifacts: ""))
    try scene.carry(SampleRecord(id: Self.short, artifacts: Self.list([code["linked"]])))
    try scene.settle()
    root = scene.root
    now = scene.inWindow
  }

  static func list(_ commits: [String]) -> String {
    commits.map { "{name: claims-api, commit: \"\($0)\"}" }.joined(separator: ", ")
  }

  /// Asks the gate by replay, so that allowed exits with 8.
  func ask(_ commit: String, since: String, _ more: [String] = [], in directory: String? = nil)
    throws -> DeploymentAnswer
  {
    let outcome = try Assent.run(
      [
        "gate", "--commit", code[commit] ?? commit, "--since", code[since] ?? since,
        "--trust-root", root, "--now", now.text, "--what-if", "--format", "json",
      ] + more, in: directory ?? repository.path, home: repository.home)
    return try DeploymentAnswer(outcome)
  }
}

/// Writes the code: every commit but a few stands on `base`.
private struct CodeBuilder {
  let repository: ScratchRepository
  var ids: [String: String] = [:]
  private var clock = Moment.beginning - 10.days

  /// Commits that are no artifacts of the open change.
  static let ofOthers: Set = ["older", "base", "drafted", "lost", "stray"]

  init(_ repository: ScratchRepository) { self.repository = repository }

  subscript(name: String) -> String { ids[name] ?? "none" }

  mutating func add(
    _ name: String, _ message: String, on parents: [String] = ["base"], _ files: [String: String]
  ) throws {
    clock = clock + 1.minutes
    ids[name] = try repository.commit(
      CommitPlan(
        message, by: .joe, at: clock, parents: parents.map { self[$0] },
        changes: files.mapValues { $0 == "-" ? .removed : .text($0) }))
  }

  mutating func tell() throws {
    let link = "Work\n\nChange: \(DeploymentWorld.open)\n"
    try add(
      "older", "Begin\n", on: [],
      ["src/app.c": "0\n", "src/gone.c": "0\n", "docs/read.md": "0\n"])
    try add("base", "Go on\n", on: ["older"], ["src/app.c": "1\n"])
    try add("linked", link, ["src/app.c": "2\n"])
    try add("subject", "[\(DeploymentWorld.open)] Work\n", ["src/app.c": "2\n"])
    try add("unlinked", "Tidy up\n", ["src/app.c": "2\n"])
    try add("removal", "Tidy up\n", ["src/gone.c": "-"])
    try add(
      "alike",
      "Tidy up\n\nSee [\(DeploymentWorld.open)].\n Change: \(DeploymentWorld.open)\n"
        + "change: \(DeploymentWorld.open)\nChange-Id: \(DeploymentWorld.open)\n",
      ["src/app.c": "2\n"])
    try add("docs", "Explain\n", ["docs/read.md": "1\n"])
    try add("docsLinked", link, ["docs/read.md": "1\n"])
    try add("unknown", "Work\n\nChange: CHG-2026-0000\n", ["src/app.c": "2\n"])
    try add("alsoUnknown", link + "Change: CHG-2026-0000\n", ["src/app.c": "2\n"])
    try add("drafted", "Work\n\nChange: \(DeploymentWorld.drafted)\n", ["src/mail.c": "1\n"])
    try add("foreign", link, on: ["drafted"], ["src/app.c": "2\n"])
    try add("foreignDocs", link, on: ["drafted"], ["docs/read.md": "1\n"])
    try add(
      "squashed",
      "Two things (#7)\n\n* one\n\nChange: \(DeploymentWorld.open)\n\n* two\n\n"
        + "Change: \(DeploymentWorld.drafted)\n\nCo-authored-by: Joe <joe@example.org>\n",
      ["src/app.c": "2\n", "src/mail.c": "1\n"])
    try add(
      "pair", link + "Change: \(DeploymentWorld.short)\n", on: ["base"], ["src/app.c": "3\n"])
    try add(
      "later", "Work\n\nChange: \(DeploymentWorld.short)\n", on: ["linked"], ["src/app.c": "3\n"])
    try add("bare", "Work\n\nChange: \(DeploymentWorld.bare)\n", ["src/app.c": "2\n"])
    try add("lost", "Work\n\nChange: \(DeploymentWorld.lost)\n", ["src/app.c": "2\n"])
    try add("relaunched", link, on: ["lost"], ["src/app.c": "3\n"])
    try add("stray", "Tidy up\n", ["docs/read.md": "9\n"])
    try merges(link)
  }

  private mutating func merges(_ link: String) throws {
    try add("side", link, ["src/side.c": "1\n"])
    try add("merged", "Merge\n", on: ["linked", "side"], ["src/side.c": "1\n"])
    try add(
      "evil", "Merge\n", on: ["linked", "side"], ["src/side.c": "1\n", "src/app.c": "evil\n"])
    try add("evilLinked", link, on: ["linked", "side"], ["src/side.c": "1\n", "src/app.c": "3\n"])
    // An old branch that touches nothing protected, merged so that its old code comes back.
    try add("oldDocs", "Explain\n", on: ["older"], ["docs/read.md": "7\n"])
    try add(
      "reverting", "Merge\n", on: ["base", "oldDocs"],
      ["docs/read.md": "7\n", "src/app.c": "0\n"])
    try add("island", "Begin anew\n", on: [], ["src/island.c": "1\n"])
    try add("joined", "Merge\n", on: ["linked", "island"], ["src/island.c": "1\n"])
    try add("mode", "Tidy up\n", ["docs/tidy.md": "1\n"])
  }
}

extension SampleOrganisation {
  /// Governs the code below `src/`.
  mutating func govern(_ more: String = "") throws {
    try replace(
      "edits: claimed\n",
      with: """
        edits: claimed
        code:
          - {repository: harbourline/claims, branch: main, protect: ["src/**"]}
        \(more)
        """, in: "assent.yaml")
  }
}

extension Scene {
  /// Puts a further record on the trunk.
  func draft(_ record: SampleRecord) throws {
    var changes = record.evidence.mapValues(CommitPlan.Entry.text)
    changes[record.path] = .text(record.text)
    try commit("Ask for \(record.id)\n", by: .ana, changes: changes)
  }

  /// Brings a further record to an agreed window.
  func carry(_ record: SampleRecord) throws {
    try draft(record)
    try act(Act.submit.on(record), by: .ana)
    try act(Act.assess().on(record), by: .rae)
    try act(Act.approve("change-manager").on(record), by: .bo)
    try act(Act.approve("system-owner(claims-db)").on(record), by: .dan)
    try act(Act.test().on(record), by: .ivy)
    try act(Act.schedule.on(record), by: .cat)
  }
}

/// What `gate --since` printed, and its exit status.
struct DeploymentAnswer: CustomStringConvertible {
  let status: Int32
  let json: JSON
  let remarks: String

  init(_ outcome: Command.Outcome) throws {
    status = outcome.status
    remarks = outcome.errorText
    guard let json = try? JSON(parsing: outcome.output) else {
      throw TestFailure("exit \(status): \(outcome.text) \(remarks)")
    }
    self.json = json
  }

  var decision: String? { json["decision"].string }
  var reasons: [String] { json["reasons"].elements.compactMap { $0["code"].string } }
  var messages: [String] { json["reasons"].elements.compactMap { $0["message"].string } }
  var changes: [String] { json["changes"].elements.compactMap { $0["change"].string } }
  var errorCode: String? { json["code"].string }

  var description: String {
    let why = zip(reasons, messages).map { "\($0): \($1)" }.joined(separator: "\n  ")
    return "exit \(status), \(decision ?? errorCode ?? "?") of \(changes)\n  \(why)\n\(remarks)"
  }
}
