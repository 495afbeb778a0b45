internal import Acts
internal import Decision
internal import Primitives
internal import Records
internal import Signatures

/// The history in which many drafts come about at once, commit by commit.
struct Trunk {
  private let drafts: [Draft]
  private var parents: [[Graph.Index]] = []
  private var times: [Instant] = []
  private var spine: [Graph.Index] = []
  private var changes: [ChangeHistory] = []
  /// The places on the spine of the merges, which the landing job signs.
  private var landings: [Int] = []

  /// Tells all drafts within the week before `now`, emergencies within its last hours.
  static func history(of drafts: [Draft], by policy: Policy, zone: TimeZoneRules, now: Instant)
    -> History
  {
    var trunk = Trunk(drafts: drafts)
    trunk.grow(until: now)
    return trunk.finished(policy, zone)
  }

  private init(drafts: [Draft]) {
    self.drafts = drafts
    changes = drafts.map { ChangeHistory(id: $0.id) }
  }

  private mutating func grow(until now: Instant) {
    _ = commit(at: now.advanced(by: -8 * 86_400), isBeside: false)
    var order: [(time: Int64, draft: Int, step: Int)] = []
    for (number, draft) in drafts.enumerated() {
      let span: Int64 = draft.isEmergency ? 36_000 : 6 * 86_400
      let start = now.seconds - span - Int64(number % 3600)
      let pace = span / Int64(draft.steps.count + 2)
      for step in -1..<draft.steps.count {
        order.append((start + pace * Int64(step + 1), number, step))
      }
    }
    order.sort { ($0.time, $0.draft, $0.step) < ($1.time, $1.draft, $1.step) }
    for event in order {
      let time = Instant(seconds: event.time)
      if event.step < 0 {
        let requester = drafts[event.draft].versions[0].document.change?.request?.requester
        edit(event.draft, by: requester ?? "", at: time)
      } else {
        take(drafts[event.draft].steps[event.step], of: event.draft, event.step, at: time)
      }
    }
  }

  /// Adds a commit to the trunk, or to a branch that the trunk merges at once.
  private mutating func commit(at time: Instant, isBeside: Bool) -> Graph.Index {
    parents.append(spine.last.map { [$0] } ?? [])
    times.append(time)
    let commit = parents.count - 1
    if isBeside, let tip = spine.last {
      parents.append([tip, commit])
      times.append(time)
      landings.append(spine.count)
    }
    spine.append(parents.count - 1)
    return commit
  }

  private mutating func edit(_ number: Int, by person: String, at time: Instant) {
    let commit = commit(at: time, isBeside: false)
    let version = changes[number].versions.count
    let draft = drafts[number]
    changes[number].versions.append(draft.versions[version])
    changes[number].edits.append(
      Edit(
        commit: commit, fields: draft.fields(of: version), sections: draft.sections(of: version),
        people: [Edit.Hand(person: person, signed: false)], signedByHuman: false, version: version))
    changes[number].spineVersions.append(
      ChangeHistory.SpineVersion(position: spine.count - 1, version: version))
    changes[number].current = version
    changes[number].currentCommit = Self.id(commit)
  }

  private mutating func take(_ step: Course.Step, of number: Int, _ place: Int, at time: Instant) {
    switch step {
    case .edit(_, _, let person): edit(number, by: person, at: time)
    case .act(let verb, let person, let role, let own):
      let commit = commit(at: time, isBeside: place % 3 == 2)
      var parameters = own.map { Statement.Parameter(key: $0.0, value: $0.1) }
      if let role { parameters.append(Statement.Parameter(key: "role", value: role)) }
      changes[number].acts.append(
        Act(
          commit: commit, id: Self.id(commit),
          statement: Statement(
            index: 0, verb: verb, change: drafts[number].id, parameters: parameters),
          person: person, isMachine: false, key: "SHA256:\(person)", faults: [], explanation: nil,
          version: changes[number].current, integration: spine.count - 1, time: time,
          integrationTime: time, datedBeforeParent: false, hasBody: true))
    }
  }

  private static func id(_ commit: Graph.Index) -> ObjectID {
    let bytes = sha256(of: Array("commit \(commit)".utf8)).bytes.prefix(20)
    guard let id = ObjectID(bytes: bytes) else { preconditionFailure("20 bytes are an id") }
    return id
  }

  private func finished(_ policy: Policy, _ zone: TimeZoneRules) -> History {
    let graph = Graph(
      ids: parents.indices.map(Self.id), times: times, parents: parents, spine: spine)
    let tip = graph.ids.count - 1
    var byID: [String: ChangeHistory] = [:]
    for (draft, change) in zip(drafts, changes) {
      byID[draft.id] = change
      byID[draft.id]?.evidence[tip] = draft.evidence
    }
    let version = History.PolicyVersion(
      policy: policy, digest: sha256(of: Array("policy".utf8)), commit: graph.ids[0])
    return History(
      graph: graph, policies: [version], inForce: spine.map { _ in 0 }, problems: [],
      changes: byID, treeFindings: [], trunkReference: "refs/heads/\(policy.charter.trunk)",
      mode: .live, judgedTip: tip, head: nil, flags: [], aliases: [:],
      zones: [policy.calendar.timeZone: zone], delegations: [],
      recordings: landings.map { History.Recording(position: $0, time: times[spine[$0]]) })
  }
}
