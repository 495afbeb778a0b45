import TestSupport
import Testing

/// T11 by the program: whether whoever carried a change out wrote its code.
struct AuditAuthorsTests {
  /// Who wrote the code between what ran and what the change brings, and what T11 says of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var author = Persona.joe
    var message = "Work\n"
    /// Whether the record says that something ran before which is not below its artifact.
    var isBeside = false
    let outcome: String
    let words: String
    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "another wrote it", outcome: "pass", words: "fay.stone wrote no code"),
    Case(
      name: "the implementer wrote it", author: .fay, outcome: "fail",
      words: "fay.stone wrote code of commit"),
    Case(
      name: "the implementer wrote some of it",
      message: "Work\n\nCo-authored-by: F <FAY.STONE@harbourline.example>\n", outcome: "fail",
      words: "fay.stone wrote code of commit"),
    Case(
      name: "a stranger wrote some of it",
      message: "Work\n\nCo-authored-by: F <fay@home.example>\n", outcome: "not-evaluable",
      words: "no policy says whose address fay@home.example is"),
    Case(
      name: "what ran before is not below it", isBeside: true, outcome: "not-evaluable",
      words: "nobody knows who wrote the code"),
  ]

  /// Code of three commits, the last of which a change brings.
  private struct Code {
    let old: String
    let ran: String
    let beside: String
    let next: String

    init(_ each: Case, in repository: ScratchRepository) throws {
      func add(_ message: String, _ person: Persona, on parents: [String], _ day: Int) throws
        -> String
      {
        try repository.commit(
          CommitPlan(
            message, by: person, at: Moment.beginning - day.days, parents: parents,
            changes: ["src/\(day).c": .text("\(day)\n")]))
      }
      // What ran before was written by the very implementer, who may carry out what others add.
      old = try add("Begin\n", .fay, on: [], 9)
      ran = try add("Go on\n", .fay, on: [old], 8)
      beside = try add("Begin anew\n", .fay, on: [], 7)
      next = try add(each.message, each.author, on: [ran], 6)
    }
  }

  private func scene(
    _ each: Case, _ code: Code, governs name: String?, in repository: ScratchRepository
  ) throws -> Scene {
    var organisation = try SampleOrganisation()
    if let name {
      try organisation.replace(
        "edits: claimed\n",
        with: """
          edits: claimed
          code:
            - {repository: \(name), branch: main, protect: ["src/**"]}

          """, in: "assent.yaml")
    }
    var record = try SampleRecord(artifacts: "{name: claims-api, commit: \"\(code.next)\"}")
    try record.replace(SampleRecord.target, with: each.isBeside ? code.beside : code.ran)
    let scene = try Scene(organisation, record, repository: repository, through: .scheduled)
    scene.clock = scene.record.window.lowerBound + 10.minutes
    scene.record.add(scene.record.started(at: scene.clock))
    try scene.act(
      .start(code.next), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    return scene
  }

  private func result(_ scene: Scene, _ more: [String] = []) throws -> (String?, String) {
    let pack = try scene.pack(more)
    guard pack.outcome.status == 0 else { throw TestFailure(pack.outcome.errorText) }
    let change = try #require(try pack.json("audit.json")["changes"].elements.first)
    let result = try #require(change["results"].elements.first { $0["test"].string == "T11" })
    return (result["outcome"].string, result["reason"].string ?? "")
  }

  @Test(arguments: cases) func `the repository's own code tells who wrote it`(
    _ each: Case
  ) throws {
    let repository = try ScratchRepository()
    let code = try Code(each, in: repository)
    let scene = try scene(each, code, governs: SampleOrganisation.repository, in: repository)
    let (outcome, reason) = try result(scene)
    #expect(outcome == each.outcome, "\(reason)")
    #expect(reason.contains(each.words), "\(reason)")
  }

  @Test(arguments: cases.prefix(2)) func `a clone of code tells who wrote it`(
    _ each: Case
  ) throws {
    let clone = try ScratchRepository()
    let code = try Code(each, in: clone)
    try clone.updateReferences(["refs/heads/main": code.next])
    let scene = try scene(each, code, governs: "harbourline/claims", in: ScratchRepository())
    let (outcome, reason) = try result(scene, ["--code", clone.path])
    #expect(outcome == each.outcome, "\(reason)")
    #expect(reason.contains(each.words), "\(reason)")
    // The same change without the clone.
    let (without, why) = try result(scene, ["--force"])
    #expect(without == "not-evaluable" && why.contains("no code repository was given"), "\(why)")
  }

  @Test func `code that nobody governs tells nothing`() throws {
    let repository = try ScratchRepository()
    let code = try Code(Self.cases[1], in: repository)
    let scene = try scene(Self.cases[1], code, governs: nil, in: repository)
    let (outcome, reason) = try result(scene)
    #expect(outcome == "not-evaluable" && reason.contains("no code repository was given"))
  }

  @Test func `an implementer's code is an exception in the pack`() throws {
    let repository = try ScratchRepository()
    let code = try Code(Self.cases[1], in: repository)
    let scene = try scene(
      Self.cases[1], code, governs: SampleOrganisation.repository, in: repository)
    let pack = try scene.pack()
    let table = String(decoding: try pack.data("exceptions.csv"), as: UTF8.self)
    #expect(table.contains("developer-deployed"))
    #expect(table.contains(scene.record.id))
  }
}
