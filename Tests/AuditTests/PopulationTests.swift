import Decision
import Primitives
import TestSupport
import Testing

@testable import Audit

/// Which changes an audit is about, and whether the list can be whole.
struct PopulationTests {
  struct GapCase: Sendable, CustomTestStringConvertible {
    let ids: [String]
    /// As `first…last (count)`.
    let gaps: [String]
    var testDescription: String { ids.joined(separator: " ") }
  }

  static let gapCases = [
    GapCase(ids: [], gaps: []),
    GapCase(ids: ["CHG-2026-0001", "CHG-2026-0002"], gaps: []),
    GapCase(
      ids: ["CHG-2026-0004", "CHG-2026-0001"], gaps: ["CHG-2026-0002…CHG-2026-0003 (2)"]),
    GapCase(ids: ["CHG-2026-0099", "CHG-2026-0101"], gaps: ["CHG-2026-0100…CHG-2026-0100 (1)"]),
    // Years are sequences of their own.
    GapCase(ids: ["CHG-2025-0009", "CHG-2026-0001"], gaps: []),
    // One number in two widths is no gap; the width of the lower one is kept.
    GapCase(ids: ["CHG-2026-9999", "CHG-2026-10001"], gaps: ["CHG-2026-10000…CHG-2026-10000 (1)"]),
    GapCase(ids: ["CHG-2026-0007", "CHG-2026-00007"], gaps: []),
    GapCase(ids: ["CHG-2026-0000", "CHG-2026-0002"], gaps: ["CHG-2026-0001…CHG-2026-0001 (1)"]),
    // Random ids that happen to be all digits make no sequence.
    GapCase(ids: ["CHG-2026-7F3K", "CHG-2026-0042", "CHG-2026-9Q2M", "CHG-2026-9901"], gaps: []),
    // A few strangers do not hide the gaps of a sequence.
    GapCase(
      ids: ["CHG-2026-7F3K", "CHG-2026-0001", "CHG-2026-0003"],
      gaps: ["CHG-2026-0002…CHG-2026-0002 (1)"]),
    // Numbers beyond every integer are neither counted through nor a crash.
    GapCase(
      ids: ["CHG-2026-0001", "CHG-2026-99999999999999999999999999999999"],
      gaps: ["CHG-2026-0002…CHG-2026-99999999999999999999999999999998 (\(Int.max))"]),
    GapCase(
      ids: [
        "CHG-2026-99999999999999999999999999999997",
        "CHG-2026-99999999999999999999999999999999",
      ],
      gaps: [
        "CHG-2026-99999999999999999999999999999998…CHG-2026-99999999999999999999999999999998 (1)"
      ]),
    GapCase(
      ids: ["CHG-2026-9223372036854775806", "CHG-2026-9223372036854775808"],
      gaps: ["CHG-2026-9223372036854775807…CHG-2026-9223372036854775807 (1)"]),
  ]

  @Test(arguments: gapCases)
  func `gaps are what a sequence leaves out`(_ example: GapCase) {
    let gaps = IDSequence.gaps(in: example.ids).map { "\($0.first)…\($0.last) (\($0.count))" }
    #expect(gaps == example.gaps)
  }

  struct PlaceCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var basis = AuditPeriod.Basis.started
    var created: String? = "2026-02-01T00:00:00Z"
    var started: String?
    var finished: String?
    var closed: String?
    /// `in`, `overlapping`, `undated` or `elsewhere`.
    let place: String
  }

  static let placeCases = [
    PlaceCase(
      testDescription: "starts with the period", started: "2026-03-01T00:00:00Z", place: "in"),
    PlaceCase(
      testDescription: "starts as the period ends", started: "2026-04-01T00:00:00Z",
      place: "elsewhere"),
    PlaceCase(
      testDescription: "starts in its last second", started: "2026-03-31T23:59:59Z", place: "in"),
    PlaceCase(
      testDescription: "was under way", started: "2026-02-28T00:00:00Z",
      finished: "2026-03-02T00:00:00Z", place: "overlapping"),
    PlaceCase(
      testDescription: "finished as the period began", started: "2026-02-28T00:00:00Z",
      finished: "2026-03-01T00:00:00Z", place: "overlapping"),
    PlaceCase(
      testDescription: "finished before", started: "2026-02-28T00:00:00Z",
      finished: "2026-02-28T23:59:59Z", place: "elsewhere"),
    PlaceCase(
      testDescription: "never finished", started: "2026-02-28T00:00:00Z", place: "overlapping"),
    PlaceCase(
      testDescription: "closed without Finish", started: "2026-02-01T00:00:00Z",
      closed: "2026-02-02T00:00:00Z", place: "elsewhere"),
    PlaceCase(testDescription: "not started", place: "undated"),
    PlaceCase(
      testDescription: "created before", basis: .created, started: "2026-03-05T00:00:00Z",
      place: "overlapping"),
    PlaceCase(
      testDescription: "closed in it", basis: .closed, started: "2026-02-05T00:00:00Z",
      closed: "2026-03-05T00:00:00Z", place: "in"),
  ]

  @Test(arguments: placeCases)
  func `a change belongs where its basis places it`(_ example: PlaceCase) throws {
    let scene = try Scene(at: .policy)
    let standing = ChangeSummary.Standing(
      decision: .allowed, stage: nil, state: .active, flags: [])
    var summary = ChangeSummary(id: "CHG-2026-0001", atEnd: standing, today: standing)
    func moment(_ text: String?) throws -> Audit.Moment? {
      try text.map {
        Audit.Moment(
          commit: nil, position: nil, time: try PopulationGround.instant($0), source: .claimed)
      }
    }
    summary.milestones.created = try moment(example.created)
    summary.milestones.started = try moment(example.started)
    summary.milestones.finished = try moment(example.finished)
    summary.milestones.closed = try moment(example.closed)
    let population = Population(
      of: [summary], history: try PopulationGround(scene).history,
      period: try PopulationGround.period(by: example.basis))
    let lists: [(name: String, ids: [String])] = [
      ("in", population.ids), ("overlapping", population.overlapping),
      ("undated", population.undated),
    ]
    let places = lists.filter { !$0.ids.isEmpty }.map(\.name)
    #expect((places.first ?? "elsewhere") == example.place)
    #expect(places.count <= 1)
  }

  // MARK: Real repositories

  @Test func `a record that was deleted stays in the population and is listed`() throws {
    let scene = try Scene(at: .submitted)
    let path = scene.record.path
    let deletion = try scene.commit("Tidy up\n", by: .mallory, changes: [path: .removed])
    let ground = try PopulationGround(scene)
    let population = try ground.population()
    #expect(population.ids == [scene.record.id])
    #expect(population.everRecorded == 1)
    #expect(population.deletions.map(\.commit.description) == [deletion])
    #expect(population.deletions.map(\.isRestored) == [false])
    let tests = RepositoryTests(try ground.evidence())
    #expect(tests.results(of: scene.record.id)[1].exceptions.map(\.kind) == [.recordDeleted])
    #expect(tests.results[1].outcome == .fail)
  }

  @Test func `a record that was deleted and made again is a double`() throws {
    let scene = try Scene(at: .drafted)
    let path = scene.record.path
    try scene.commit("Tidy up\n", by: .mallory, changes: [path: .removed])
    try scene.commit("Bring it back\n", by: .ana, changes: [path: .text(scene.record.text)])
    let population = try PopulationGround(scene).population()
    #expect(population.deletions.map(\.isRestored) == [true])
    #expect(population.duplicates.map(\.id) == [scene.record.id])
    #expect(population.duplicates.first?.commits.count == 2)
  }

  @Test func `a record that was moved is one record`() throws {
    let scene = try Scene(at: .drafted)
    let text = CommitPlan.Entry.text(scene.record.text)
    try scene.commit(
      "Move it\n", by: .ana,
      changes: [scene.record.path: .removed, "changes/\(scene.record.id).yaml": text])
    let population = try PopulationGround(scene).population()
    #expect(population.ids == [scene.record.id])
    #expect(population.deletions.isEmpty && population.duplicates.isEmpty)
  }

  @Test func `two files of one id are a double`() throws {
    let scene = try Scene(at: .drafted)
    try scene.commit(
      "Copy it\n", by: .ana,
      changes: ["changes/\(scene.record.id).yaml": .text(scene.record.text)])
    let population = try PopulationGround(scene).population()
    #expect(population.duplicates.map(\.id) == [scene.record.id])
    #expect(population.duplicates.first?.paths.count == 2)
  }

  @Test func `a record hidden behind a merge is told`() throws {
    let scene = try Scene(at: .policy)
    let record = scene.record
    let made = try scene.commit(
      "Ask\n", by: .ana, changes: [record.path: .text(record.text)], on: scene.tip)
    let gone = try scene.commit("Forget\n", by: .ana, changes: [record.path: .removed], on: made)
    try scene.merge(gone)
    let population = try PopulationGround(scene).population()
    #expect(population.everRecorded == 0)
    #expect(population.besideTrunk == [record.id])
  }

  @Test func `acts on an id without a record are told`() throws {
    let scene = try Scene(at: .policy)
    try scene.act(.submit, by: .ana)
    let population = try PopulationGround(scene).population()
    #expect(population.idsWithoutRecord == [scene.record.id])
    #expect(population.everRecorded == 0)
  }
}
