import Acts
import Audit
import AuditFixtures
import Decision
import Primitives
import Records
import TestSupport
import Testing
import YAMLTree

/// A change in memory, told event by event, as an audit examines it: every run gives the same.
struct DossierStory {
  static let id = "CHG-2026-7F3K"
  static let path = "changes/2026/CHG-2026-7F3K.yaml"

  enum Event {
    case act(
      Verb, by: String, role: String? = nil, _ parameters: [(String, String)] = [],
      faults: [ActReason] = [])
    case edit(String, with: String, by: String)
    /// So many seconds in which nothing happens.
    case pause(Int64)
  }

  var record: String
  var events: [Event]
  var title: String?
  let begin: Instant
  let evidence: [String: SHA256Digest?]

  init(_ events: [Event], record: SampleRecord? = nil) throws {
    let sample = try record ?? SampleRecord(risk: "medium")
    self.record = sample.text
    self.events = events
    var evidence: [String: SHA256Digest?] = [:]
    for (path, text) in sample.evidence {
      let digest = SHA256Digest(hex: try SHA256Sum.of(text))
      evidence.updateValue(digest, forKey: String(path.dropFirst("changes/".count)))
    }
    self.evidence = evidence
    begin = try #require(Instant(rfc3339: sample.window.lowerBound.text)).advanced(by: -6 * 86_400)
  }

  /// The whole way, with an approval that an edit voids.
  static let way: [Event] = [
    .act(.submit, by: "ana.ruiz"), .pause(7200),
    .act(.assess, by: "rae.kerr", role: "risk-assessor", [("risk", "medium")]), .pause(86_400),
    .act(.approve, by: "bo.chen", role: "change-manager"), .pause(1800),
    .act(.approve, by: "dan.holt", role: "system-owner(claims-db)"), .pause(9000),
    .edit("max-minutes: 30", with: "max-minutes: 45", by: "ana.ruiz"), .pause(600),
    .act(.approve, by: "dan.holt", role: "system-owner(claims-db)"),
    .act(.approve, by: "bo.chen", role: "change-manager"), .pause(600),
    .act(.approve, by: "fay.stone", role: "change-manager", faults: [.implementer]), .pause(40_000),
    .act(.test, by: "ivy.moss", role: "tester", [("outcome", "pass")]),
    .act(.schedule, by: "cat.diaz", role: "change-manager"), .pause(370_000),
    .act(.start, by: "fay.stone", role: "implementer"), .pause(2400),
    .act(.finish, by: "fay.stone", role: "implementer", [("outcome", "successful")]),
    .pause(190_000),
    .act(.review, by: "rob.lane", role: "reviewer"), .pause(30),
    .act(.close, by: "cat.diaz", role: "change-manager", [("outcome", "successful")]),
  ]

  // MARK: History

  /// The history and the time of its last event.
  func told() throws -> (history: History, end: Instant) {
    var time = begin
    var times = [time]
    var change = ChangeHistory(id: Self.id)
    var text = record
    change.versions = [Self.version(text, 0)]
    var acts: [(Int, Event)] = []
    change.edits = [edit(at: 0, "ana.ruiz", [], version: 0)]
    change.spineVersions = [ChangeHistory.SpineVersion(position: 0, version: 0)]
    for event in events {
      time = time.advanced(by: 60)
      switch event {
      case .pause(let seconds): time = time.advanced(by: seconds)
      case .act:
        times.append(time)
        acts.append((times.count - 1, event))
      case .edit(let old, let new, let person):
        times.append(time)
        text = try Edit.replacing(old, with: new, in: text)
        let before = change.versions[change.versions.count - 1]
        let after = Self.version(text, change.versions.count)
        let number = change.versions.count
        var fields: [YAMLTree.KeyPath] = []
        for section in Section.allCases {
          fields += differences(
            from: before.sections[section], to: after.sections[section],
            at: YAMLTree.KeyPath([.key(section.rawValue)]))
        }
        change.versions.append(after)
        change.edits.append(edit(at: times.count - 1, person, fields, version: number))
        change.spineVersions.append(
          ChangeHistory.SpineVersion(position: times.count - 1, version: number))
      }
    }
    let graph = Graph(
      ids: times.indices.map { SampleAudit.commit(1000 + $0) }, times: times,
      parents: times.indices.map { $0 == 0 ? [] : [$0 - 1] }, spine: Array(times.indices))
    change.acts = acts.compactMap { act($0.1, at: $0.0, graph, change) }
    for commit in times.indices { change.evidence[commit] = evidence }
    change.current = change.versions.count - 1
    change.currentCommit = graph.ids[change.edits[change.edits.count - 1].commit]
    return (try history(graph, change), time)
  }

  private func history(_ graph: Graph, _ change: ChangeHistory) throws -> History {
    let organisation = try SampleOrganisation()
    var files: [String: [UInt8]] = [:]
    for (name, text) in organisation.files { files["policies/" + name] = Array(text.utf8) }
    let reading = Policy.read(files: files)
    let policy = try #require(reading.policy, "\(reading.findings)")
    return History(
      graph: graph,
      policies: [
        History.PolicyVersion(
          policy: policy, digest: SampleAudit.digest(70), commit: graph.ids[0])
      ], inForce: graph.spine.map { _ in 0 }, problems: [], changes: [change.id: change],
      treeFindings: [], trunkReference: "refs/heads/main", mode: .replay,
      judgedTip: graph.spine[graph.spine.count - 1], head: nil, flags: [], aliases: [:],
      zones: ["UTC": TimeZoneRules(offset: 0)], delegations: [], recordings: [])
  }

  private func edit(
    at commit: Int, _ person: String, _ fields: [YAMLTree.KeyPath], version: Int
  ) -> Decision.Edit {
    let sections = Set(
      fields.compactMap { field -> Section? in
        guard case .key(let key)? = field.steps.first else { return nil }
        return Section(rawValue: key)
      })
    return Decision.Edit(
      commit: commit, fields: fields, sections: sections,
      people: [Decision.Edit.Hand(person: person, signed: true)], signedByHuman: true,
      version: version)
  }

  private func act(
    _ event: Event, at index: Int, _ graph: Graph, _ change: ChangeHistory
  ) -> Decision.Act? {
    guard case .act(let verb, let person, let role, let given, let faults) = event else {
      return nil
    }
    let version = change.spineVersions.last { $0.position <= index }?.version
    var parameters = given.map { Statement.Parameter(key: $0.0, value: $0.1) }
    if let role { parameters.append(Statement.Parameter(key: "role", value: role)) }
    if let version {
      let digest = change.versions[version].digest.description
      parameters.append(Statement.Parameter(key: "digest", value: digest))
    }
    return Decision.Act(
      commit: index, id: graph.ids[index],
      statement: Statement(index: 0, verb: verb, change: Self.id, parameters: parameters),
      person: person, isMachine: false, key: "SHA256:\(person)", faults: faults, explanation: nil,
      version: version, integration: index, time: graph.times[index],
      integrationTime: graph.times[index], datedBeforeParent: false, hasBody: true)
  }

  private static func version(_ text: String, _ number: Int) -> RecordVersion {
    RecordVersion(
      path: path, digest: SampleAudit.digest(50 + number),
      document: RecordDocument.read(Array(text.utf8), path: path))
  }

  // MARK: Audit

  /// The change as an audit examines it.
  func audited() throws -> AuditedChange {
    let (history, end) = try told()
    return try DossierCase.audited(Self.id, in: history, at: end, title: title)
  }
}

/// Changes wrapped by hand, with results made up.
enum DossierCase {
  static func audited(
    _ id: String, in history: History, at end: Instant, title: String? = nil
  ) throws -> AuditedChange {
    let change = try #require(history.changes[id])
    let verdict = try #require(evaluate(id, in: history, now: end))
    let standing = ChangeSummary.Standing(
      decision: verdict.gate.decision, stage: verdict.stage, state: verdict.state,
      flags: verdict.flags.map(\.code))
    var summary = ChangeSummary(id: id, atEnd: standing, today: standing)
    let record = try #require(change.current.map { change.versions[$0] })
    let values = try #require(record.document.change)
    summary.title = title ?? values.title
    summary.path = record.path
    summary.commit = change.currentCommit
    summary.digest = record.digest
    summary.kind = values.kind
    summary.risk = verdict.risk
    summary.environment = values.request?.environment
    summary.systems = values.request?.systems ?? []
    summary.requester = values.request?.requester
    summary.implementer = values.implementation?.implementer
    summary.artifacts = values.implementation?.artifacts ?? []
    summary.window = values.schedule?.window
    summary.outcome = values.closure?.outcome ?? .successful
    summary.policyDigest = verdict.policy.digest
    var moments: [ObjectID: Audit.Moment] = [:]
    for ruling in verdict.acts {
      moments[ruling.act.id] = Audit.Moment(
        commit: ruling.act.id, position: ruling.act.integration,
        time: ruling.recorded ?? ruling.act.time,
        source: ruling.recorded == nil ? .claimed : .recorded)
    }
    func first(_ verb: Verb) -> Audit.Moment? {
      verdict.acts.first { $0.act.statement.verb == verb }.flatMap { moments[$0.act.id] }
    }
    summary.milestones.started = first(.start)
    summary.milestones.finished = first(.finish)
    summary.results = results(id, verdict)
    return AuditedChange(
      history: change, verdict: verdict, summary: summary, moments: moments
    ).within(history)
  }

  private static func results(_ id: String, _ verdict: Decision.Verdict) -> [TestResult] {
    let commits = verdict.acts.prefix(2).map(\.act.id)
    return ControlTest.allCases.map { test in
      switch test {
      case .t7:
        TestResult(
          test, .fail, "fay.stone approved and implemented it", commits: commits,
          basis: [.signature, .orderProven],
          exceptions: [
            AuditException(
              .approverNotIndependent, change: id, test: test,
              "fay.stone, the implementer, approved it as change-manager", commits: commits,
              time: verdict.now, isOpen: true)
          ])
      case .t11: TestResult(test, .notEvaluable, "no code repository was given")
      case .t13, .t16: TestResult(test, .notApplicable, "it is a normal change")
      default:
        TestResult(
          test, .pass, "as it should be", commits: commits, basis: [.orderProven, .timeClaimed])
      }
    }
  }
}
