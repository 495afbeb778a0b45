import Acts
import Primitives
import Records
import TestSupport
import Testing
import YAMLTree

@testable import Decision

/// A change and the acts on it, without Git: every act is a spine commit of its own.
struct Story {
  static let id = "CHG-2026-7F3K"

  /// One act in short.
  struct Move: Hashable, Sendable {
    var verb: Verb
    var person: String
    var role: String?
    var parameters: [String: String] = [:]
    /// Which text of the record the act is about.
    var version = 0
    var faults: [ActReason] = []
  }

  /// The policy of the tests, its workflow or people changed.
  static func policy(_ change: (inout SampleOrganisation) throws -> Void = { _ in }) throws
    -> Policy
  {
    var organisation = try SampleOrganisation()
    try change(&organisation)
    var files: [String: [UInt8]] = [:]
    for (name, text) in organisation.files { files["policies/" + name] = Array(text.utf8) }
    let reading = Policy.read(files: files)
    return try #require(reading.policy, "\(reading.findings)")
  }

  /// The whole way to an open gate.
  static let way: [Move] = [
    Move(verb: .submit, person: "ana.ruiz"),
    Move(verb: .assess, person: "rae.kerr", role: "risk-assessor", parameters: ["risk": "high"]),
    Move(verb: .approve, person: "bo.chen", role: "change-manager"),
    Move(verb: .approve, person: "dan.holt", role: "system-owner(claims-db)"),
    Move(verb: .approve, person: "eli.frost", role: "security"),
    Move(verb: .test, person: "ivy.moss", role: "tester", parameters: ["outcome": "pass"]),
    Move(verb: .schedule, person: "cat.diaz", role: "change-manager"),
  ]

  var policy: Policy
  /// The texts of the record in order; the last stands at the tip.
  var records: [String]
  var moves: [Move]
  let evidence: [String: SHA256Digest?]
  let window: Range<Int64>
  /// Whether every act lies on a branch of its own, so that none precedes another.
  var isConcurrent = false

  /// A change of high risk on which some moves were made.
  init(_ moves: [Move], policy: Policy? = nil) throws {
    let sample = try SampleRecord(risk: "high")
    self.policy = try policy ?? Self.policy()
    self.moves = moves
    records = [sample.text]
    var evidence: [String: SHA256Digest?] = [:]
    for (path, text) in sample.evidence {
      let digest = SHA256Digest(hex: try SHA256Sum.of(text))
      evidence.updateValue(digest, forKey: String(path.dropFirst("changes/".count)))
    }
    self.evidence = evidence
    let start = try #require(Instant(rfc3339: sample.window.lowerBound.text)).seconds
    let end = try #require(Instant(rfc3339: sample.window.upperBound.text)).seconds
    window = start..<end
  }

  func history() -> History {
    let start = window.lowerBound - 86_400
    let count = moves.count + 1
    var parents: [[Int]] = [[]]
    var spine = [0]
    var times = [Instant(seconds: start)]
    var places: [Int] = []
    if isConcurrent {
      for (number, _) in moves.enumerated() {
        let tip = spine[spine.count - 1]
        parents.append([0])
        places.append(parents.count - 1)
        parents.append([tip, parents.count - 1])
        spine.append(parents.count - 1)
        times += [start + Int64(number) + 1, start + Int64(number) + 1].map(Instant.init(seconds:))
      }
    } else {
      for number in 1..<max(1, count) {
        parents.append([number - 1])
        spine.append(number)
        places.append(number)
        times.append(Instant(seconds: start + Int64(number)))
      }
    }
    let graph = Graph(
      ids: parents.indices.map(RandomGraph.id), times: times, parents: parents, spine: spine)
    var change = ChangeHistory(id: Self.id)
    change.versions = records.map(Self.version)
    change.current = records.count - 1
    change.spineVersions = [ChangeHistory.SpineVersion(position: 0, version: records.count - 1)]
    change.evidence = [spine[spine.count - 1]: evidence]
    for (number, move) in moves.enumerated() {
      change.acts.append(act(move, at: places[number], graph))
      change.evidence[places[number]] = evidence
    }
    return History(
      graph: graph,
      policies: [
        History.PolicyVersion(
          policy: policy, digest: Self.digest(0), commit: graph.ids[0])
      ], inForce: spine.map { _ in 0 }, problems: [], changes: [change.id: change],
      treeFindings: [], trunkReference: "refs/heads/main", mode: .live,
      judgedTip: spine[spine.count - 1], head: nil, flags: [], aliases: [:],
      zones: ["UTC": TimeZoneRules(offset: 0)], delegations: [], recordings: [])
  }

  /// The verdict an hour into the planned window.
  func verdict() throws -> Decision.Verdict {
    let now = Instant(seconds: window.lowerBound + 3600)
    return try #require(evaluate(Self.id, in: history(), now: now))
  }

  private func act(_ move: Move, at index: Int, _ graph: Graph) -> Decision.Act {
    var parameters = move.parameters.sorted { $0.key < $1.key }
      .map { Statement.Parameter(key: $0.key, value: $0.value) }
    if let role = move.role { parameters.append(Statement.Parameter(key: "role", value: role)) }
    return Decision.Act(
      commit: index, id: graph.ids[index],
      statement: Statement(
        index: 0, verb: move.verb, change: Self.id, parameters: parameters),
      person: move.person, isMachine: false, key: "SHA256:\(move.person)", faults: move.faults,
      explanation: nil, version: move.version, integration: graph.integrations[index],
      time: graph.times[index], integrationTime: graph.times[index], datedBeforeParent: false,
      hasBody: true)
  }

  private static func version(_ text: String) -> RecordVersion {
    RecordVersion(
      path: "changes/2026/CHG-2026-7F3K.yaml", digest: digest(text.utf8.count),
      document: RecordDocument.read(Array(text.utf8), path: "changes/2026/CHG-2026-7F3K.yaml"))
  }

  private static func digest(_ number: Int) -> SHA256Digest {
    let bytes = (0..<32).map { UInt8(($0 + number) & 255) }
    guard let digest = SHA256Digest(bytes: bytes) else { preconditionFailure("32 bytes") }
    return digest
  }
}
