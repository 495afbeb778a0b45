import Audit
import Decision
import Git
import Ledger
import Primitives
import TestSupport
import Testing

extension Scene {
  /// The change of the scene as an audit sees it, a minute after the last commit or at a time.
  func examined(
    _ id: String? = nil, at now: TestSupport.Moment? = nil,
    authors: [ObjectID: [String]]? = nil, openDays: Int64 = Examiner.defaultOpenDays,
    trustRoot: ObjectID? = nil
  ) throws -> AuditedChange {
    let examiner = try examiner(
      at: now, authors: authors, openDays: openDays, trustRoot: trustRoot)
    return try #require(examiner.examine(id ?? record.id))
  }

  /// An examiner of the trunk as it stands.
  func examiner(
    at now: TestSupport.Moment? = nil, authors: [ObjectID: [String]]? = nil,
    openDays: Int64 = Examiner.defaultOpenDays, trustRoot: ObjectID? = nil
  ) throws -> Examiner {
    try settle()
    let instant = Instant(seconds: Int64((now ?? clock).seconds))
    let trustRoot = try trustRoot ?? #require(ObjectID(root))
    let options = LedgerOptions(trustRoot: .commit(trustRoot), isReplay: true, now: instant)
    let opened = try Repository(discoveringFrom: repository.path)
    let history = try HistoryReader(options: options).read(opened).history
    return Examiner(
      history: history, scope: try scope(of: history, at: instant), today: { _ in nil },
      authors: authors, openDays: openDays)
  }

  private func scope(of history: History, at now: Instant) throws -> AuditScope {
    let from = try #require(CivilDate("2026-01-01"))
    let until = try #require(CivilDate("2027-01-01"))
    let period = AuditPeriod(
      from: from, until: until, zone: "UTC",
      start: try #require(Instant(rfc3339: "2026-01-01T00:00:00Z")),
      end: try #require(Instant(rfc3339: "2027-01-01T00:00:00Z")), basis: .started)
    let commit = try #require(ObjectID(tip))
    return AuditScope(
      repository: SampleOrganisation.repository, trunkReference: history.trunkReference,
      standpoint: commit, asOf: now, tip: commit, now: now,
      trustRoot: try #require(ObjectID(root)), isTrustRootGiven: true, period: period,
      checkpoint: nil, engine: AuditScope.Engine(name: "assent", digest: nil),
      spineLength: history.graph.spine.count, backdatedCommits: [])
  }
}

extension AuditedChange {
  subscript(test: ControlTest) -> TestResult {
    summary.results.first { $0.test == test }
      ?? TestResult(test, .notEvaluable, "the test was not run")
  }

  /// The tests of an outcome, in their order.
  func tests(_ outcome: TestResult.Outcome) -> [ControlTest] {
    summary.results.filter { $0.outcome == outcome }.map(\.test)
  }

  /// All results, for the messages of tests that fail.
  var told: String {
    summary.results.map { result in
      "\(result.test.rawValue) \(result.outcome.rawValue): \(result.reason) "
        + "\(result.exceptions.map(\.kind.rawValue))"
    }.joined(separator: "\n")
  }
}

/// Stories that an audit has nothing, or one thing, to say about.
enum AuditStory {
  /// A normal change, told to its end.
  static func normal(
    _ edits: [(old: String, new: String, file: String)] = [],
    through milestone: Scene.Milestone = .closed
  ) throws -> Scene {
    if edits.isEmpty { return try Scene(at: milestone) }
    var organisation = try SampleOrganisation()
    for edit in edits { try organisation.replace(edit.old, with: edit.new, in: edit.file) }
    return try Scene(organisation, SampleRecord(), through: milestone)
  }

  /// An emergency that is being carried out: its window opened before.
  static func emergency(
    _ edit: (inout SampleRecord) throws -> Void = { _ in }, allowed: Bool = true
  ) throws -> Scene {
    var record = try SampleRecord(
      type: "emergency", risk: "high", begins: .beginning - 5.days - 15.hours)
    try edit(&record)
    let scene = try Scene(SampleOrganisation(), record, through: .submitted)
    if allowed { try scene.act(.approve("on-call-manager"), by: .ola) }
    try begin(scene)
    return scene
  }

  /// Start and Finish of an emergency.
  static func begin(_ scene: Scene) throws {
    scene.record.add(scene.record.started(at: scene.clock))
    try scene.act(.start(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
    scene.clock = scene.clock + 40.minutes
    scene.record.add(scene.record.finished(at: scene.clock))
    try scene.act(.finish(), by: .fay, changes: [scene.record.path: .text(scene.record.text)])
  }

  /// What an emergency owes after the work.
  static func ratify(_ scene: Scene) throws {
    try scene.act(.assess(risk: "high"), by: .rae)
    try scene.act(.approve("change-manager"), by: .bo)
    try scene.act(.approve("system-owner(claims-db)"), by: .dan)
    try scene.act(.approve("security"), by: .eli)
    try scene.act(.test(), by: .ivy)
  }

  /// Review and Close.
  static func end(_ scene: Scene) throws {
    scene.record.add(scene.record.reviewed(from: scene.clock))
    scene.clock = scene.clock + 2.days
    try scene.act(.review(), by: .rob, changes: [scene.record.path: .text(scene.record.text)])
    scene.record.add(scene.record.closed())
    try scene.act(.close(), by: .cat, changes: [scene.record.path: .text(scene.record.text)])
  }

  /// Start, Finish, Review and Close of a change, whatever it lacks, inside its window.
  static func work(_ scene: Scene, by person: Persona = .fay) throws {
    scene.clock = max(scene.clock, scene.record.window.lowerBound + 10.minutes)
    scene.record.add(scene.record.started(at: scene.clock))
    try scene.act(.start(), by: person, changes: [scene.record.path: .text(scene.record.text)])
    try finish(scene, by: person)
  }

  static func finish(_ scene: Scene, by person: Persona = .fay) throws {
    scene.clock = scene.clock + 40.minutes
    scene.record.add(scene.record.finished(at: scene.clock))
    try scene.act(.finish(), by: person, changes: [scene.record.path: .text(scene.record.text)])
    try end(scene)
  }

  /// A use of a template, up to its Schedule.
  static func standard(
    _ edit: (inout SampleRecord) throws -> Void = { _ in }
  ) throws -> Scene {
    var organisation = try SampleOrganisation()
    organisation.files["templates/STD-CERT.yaml"] = template
    var record = try SampleRecord()
    let (start, end) = (record.window.lowerBound, record.window.upperBound)
    record.text = """
      schema: assent/change/1
      id: \(record.id)
      title: Rotate the certificate of the public site
      type: standard
      request:
        requester: ana.ruiz
        timeline: {start: \((start - 1.days).text), end: \((start + 1.days).text)}
        template: STD-CERT@1
        parameters: {host: www.harbourline.example, serial: "04AF"}
      implementation:
        implementer: fay.stone
      schedule:
        window: {start: \(start.text), end: \(end.text)}

      """
    try edit(&record)
    let scene = try Scene(organisation, record, through: .drafted)
    try scene.act(.submit, by: .ana)
    try scene.act(.schedule, by: .cat)
    return scene
  }

  private static let template = """
    schema: assent/template/1
    id: STD-CERT
    version: 1
    title: Rotate the certificate of `host` to `serial`
    systems: [claims-api]
    risk: low
    parameters:
      host: {one-of: [www.harbourline.example, claims.harbourline.example]}
      serial: {pattern: "[0-9A-F]{4,8}"}
    record:
      assessment: {risk: low, dependencies: [document-store]}
      implementation:
        artifacts: [{name: claims-api, commit: "\(SampleRecord.artifact)"}]
        steps: [{id: P1, do: Install the certificate `serial`., by: implementer, expect: The probe of `host` shows `serial`., minutes: 5, reversible: true}]
      rollback:
        target: {name: claims-api, commit: "\(SampleRecord.target)"}
        steps: [{id: R1, undoes: [P1], do: Install the old certificate., by: implementer, expect: The probe shows the old one., minutes: 5}]

    """
}
