internal import Acts
internal import Primitives
internal import Records

/// A history on whose tip acts are assumed, so that the decision itself says what they would do.
struct Assumption {
  private let history: History
  private let change: ChangeHistory
  private let now: Instant
  private let question: GateQuestion
  /// The first assumed commit's number.
  private let first: Graph.Index
  private let room: Int

  /// Makes room for so many acts on the tip of the trunk.
  init(
    _ history: History, _ change: ChangeHistory, now: Instant, question: GateQuestion, room: Int
  ) {
    let graph = history.graph.extended(by: (0..<room).compactMap(Self.id), at: now)
    let tip = history.head == nil ? graph.spine[graph.spine.count - 1] : history.judgedTip
    var inForce = history.inForce
    inForce.append(inForce.last ?? nil, through: inForce.count + room - 1)
    self.history = History(
      graph: graph, policies: history.policies, inForce: inForce,
      problems: history.problems, changes: history.changes, plans: history.plans,
      treeFindings: history.treeFindings,
      trunkReference: history.trunkReference, mode: history.mode, judgedTip: tip,
      head: history.head, flags: history.flags, aliases: history.aliases, zones: history.zones,
      delegations: history.delegations,
      recordings: history.recordings
        + (room > 0 ? [History.Recording(position: graph.spine.count - 1, time: now)] : []))
    var change = change
    change.evidence[tip] = change.evidence[history.judgedTip]
    self.change = change
    self.now = now
    self.question = question
    self.room = room
    first = history.graph.ids.count
  }

  /// An id that no commit has: it begins with zeros and counts.
  private static func id(_ number: Int) -> ObjectID? {
    ObjectID(
      bytes: Array(repeating: UInt8(0), count: 16)
        + (0..<4).map {
          UInt8(truncatingIfNeeded: (number + 1) >> (24 - 8 * $0))
        })
  }

  /// The decision as it would be after some acts, at most as many as there is room for.
  func evaluation(after acts: [ProposedAct]) -> Evaluation {
    var change = change
    change.acts += acts.prefix(room).enumerated().map { act($1, at: first + $0) }
    return Evaluation(history: history, change: change, now: now, question: question)
  }

  private func act(_ proposed: ProposedAct, at commit: Graph.Index) -> Act {
    var parameters = proposed.parameters
    if let role = proposed.role {
      parameters.append(Statement.Parameter(key: "role", value: role))
    }
    let policy = history.policy(at: history.tipPosition)?.policy
    return Act(
      commit: commit, id: history.graph.ids[commit],
      statement: Statement(
        index: 0, verb: proposed.verb, change: change.id, parameters: parameters),
      person: history.canonical(proposed.person),
      isMachine: policy.map { Roles(policy: $0).isMachine(proposed.person) } ?? false, key: nil,
      faults: [], explanation: nil, version: change.current,
      integration: history.graph.integrations[commit], time: now, integrationTime: now,
      datedBeforeParent: false, hasBody: true)
  }
}
