import Acts
import Primitives
import Records
import TestSupport
import YAMLTree

@testable import Decision

/// Turns a story in short into the history that the decision reads.
struct WorldHistory {
  private struct Commit {
    var parents: [Int]
    var time: Instant
    /// By change, the record in its tree.
    var drafts: [Draft]
    var step: Int?
    var hands: [Decision.Edit.Hand] = []
    var signed = false
  }

  private let world: World
  private var commits: [Commit] = []
  private var spine: [Int] = []
  private var recordings: [History.Recording] = []

  static func history(of world: World) throws -> History {
    var builder = WorldHistory(world)
    builder.commit()
    return try builder.finish()
  }

  private init(_ world: World) { self.world = world }

  private var secondPosition: Int?

  // MARK: Commits

  private mutating func commit() {
    let start = Instant(seconds: World.beginning)
    var policySpine: Int?
    commits.append(Commit(parents: [], time: start, drafts: [], step: nil))
    let requester = world.drafts.first?.requester.id ?? "ana.ruiz"
    commits.append(
      Commit(
        parents: [0], time: start, drafts: world.drafts, step: nil,
        hands: [Decision.Edit.Hand(person: requester, signed: true)], signed: true))
    spine = [0, 1]
    var lanes: [Int: Int] = [:]
    var clock = World.beginning
    for (number, step) in world.steps.enumerated() {
      if number == world.secondPolicyFrom { policySpine = spine.count }
      clock += Int64(step.minutes) * 60
      let time = Instant(seconds: clock + Int64(step.skew) * 60)
      let trunk = spine[spine.count - 1]
      if case .merge(let theirs) = step.event {
        guard let tip = lanes.removeValue(forKey: step.lane) else { continue }
        commits.append(
          Commit(
            parents: [trunk, tip], time: time, drafts: merged(trunk, tip, theirs: theirs),
            step: number, hands: [Decision.Edit.Hand(person: "bot.ci", signed: false)]))
        spine.append(commits.count - 1)
      } else {
        let parent = step.lane == 0 ? trunk : lanes[step.lane] ?? trunk
        var commit = Commit(
          parents: [parent], time: time, drafts: commits[parent].drafts, step: number)
        if case .edit(let change, let field, let choice, let hands, let signed) = step.event,
          commit.drafts.indices.contains(change)
        {
          commit.drafts[change].edit(field, choice)
          (commit.hands, commit.signed) = (hands, signed)
        }
        commits.append(commit)
        if step.lane == 0 {
          spine.append(commits.count - 1)
        } else {
          lanes[step.lane] = commits.count - 1
        }
      }
      if step.isRecorded, spine[spine.count - 1] == commits.count - 1 {
        recordings.append(History.Recording(position: spine.count - 1, time: time))
      }
    }
    // Acts alone may stay on a branch; text is always merged before anybody asks.
    secondPosition = policySpine
  }

  /// By change, what the only side changed that did, or what the step says.
  private func merged(_ ours: Int, _ theirs: Int, theirs takeTheirs: Bool) -> [Draft] {
    let common = ancestors(ours).intersection(ancestors(theirs)).max() ?? 0
    return commits[ours].drafts.indices.map { change in
      let (left, right) = (commits[ours].drafts[change], commits[theirs].drafts[change])
      let base =
        commits[common].drafts.indices.contains(change)
        ? commits[common].drafts[change] : nil
      if left == base { return right }
      if right == base { return left }
      return takeTheirs ? right : left
    }
  }

  private func ancestors(_ index: Int) -> Set<Int> {
    var seen: Set<Int> = [index]
    var pending = [index]
    while let next = pending.popLast() {
      for parent in commits[next].parents where seen.insert(parent).inserted {
        pending.append(parent)
      }
    }
    return seen
  }

  // MARK: History

  private func finish() throws -> History {
    let graph = Graph(
      ids: commits.indices.map(RandomGraph.id), times: commits.map(\.time),
      parents: commits.map(\.parents), spine: spine)
    var changes: [String: ChangeHistory] = [:]
    for change in world.drafts.indices {
      changes[World.ids[change]] = try history(of: change, graph)
    }
    let inForce: [Int?] = spine.indices.map { position in
      secondPosition.map { position >= $0 ? world.policies.count - 1 : 0 } ?? 0
    }
    return History(
      graph: graph,
      policies: world.policies.enumerated().map { number, policy in
        History.PolicyVersion(
          policy: policy, digest: Draft.digest(of: [UInt8(number)]), commit: graph.ids[0])
      }, inForce: inForce, problems: [], changes: changes, treeFindings: [],
      trunkReference: "refs/heads/main", mode: .live, judgedTip: spine[spine.count - 1], head: nil,
      flags: [], aliases: [:],
      zones: ["UTC": TimeZoneRules(offset: 0), "Etc/GMT-5": TimeZoneRules(offset: 18_000)],
      delegations: delegations(graph), recordings: recordings)
  }

  private func history(of number: Int, _ graph: Graph) throws -> ChangeHistory {
    var change = ChangeHistory(id: World.ids[number])
    var numbers: [Draft: Int] = [:]
    var versions: [Int?] = []
    for commit in commits {
      guard commit.drafts.indices.contains(number) else {
        versions.append(nil)
        continue
      }
      let draft = commit.drafts[number]
      if numbers[draft] == nil {
        numbers[draft] = change.versions.count
        change.versions.append(try draft.version())
      }
      versions.append(numbers[draft])
    }
    var last: Int?
    for (position, index) in spine.enumerated() where position == 0 || versions[index] != last {
      last = versions[index]
      if position > 0 || last != nil {
        change.spineVersions.append(
          ChangeHistory.SpineVersion(position: position, version: versions[index]))
      }
    }
    let tip = spine[spine.count - 1]
    change.current = versions[tip]
    change.currentCommit = graph.ids[spine[change.spineVersions.last?.position ?? 0]]
    change.edits = edits(versions, change.versions)
    let evidence = try Self.evidence(of: change.id)
    change.evidence[tip] = evidence
    let acts = acts(of: number, versions, graph)
    for act in acts where act.statement.verb == .start { change.evidence[act.commit] = evidence }
    // Commits are numbered parents first, and names follow the numbers.
    change.acts = acts.sorted {
      ($0.integration ?? .max, $0.commit, $0.statement.index)
        < ($1.integration ?? .max, $1.commit, $1.statement.index)
    }
    return change
  }

  private func acts(of number: Int, _ versions: [Int?], _ graph: Graph) -> [Decision.Act] {
    var acts: [Decision.Act] = []
    for (index, commit) in commits.enumerated() {
      guard let step = commit.step, case .acts(let moves) = world.steps[step].event else {
        continue
      }
      let parents = commit.parents.map { commits[$0].time }
      for (place, move) in moves.enumerated() where move.change == number {
        var parameters = move.parameters.sorted { $0.key < $1.key }
          .map { Statement.Parameter(key: $0.key, value: $0.value) }
        if let role = move.role { parameters.append(Statement.Parameter(key: "role", value: role)) }
        let isKnown = move.faults.allSatisfy { $0 >= .keyNotInForce }
        let integration = graph.integrations[index]
        let people = world.policies.first?.people.people
        acts.append(
          Decision.Act(
            commit: index, id: graph.ids[index],
            statement: Statement(
              index: place, verb: move.verb, change: World.ids[number], parameters: parameters),
            person: isKnown ? move.person : nil,
            isMachine: isKnown && people?[move.person]?.kind == .machine,
            key: isKnown ? "SHA256:\(move.person)" : nil, faults: move.faults.sorted(),
            explanation: nil, version: versions[index], integration: integration,
            time: commit.time, integrationTime: integration.map { commits[spine[$0]].time },
            datedBeforeParent: parents.contains { commit.time < $0 }, hasBody: true))
      }
    }
    return acts
  }

  private func delegations(_ graph: Graph) -> [DelegationAct] {
    commits.enumerated().compactMap { index, commit in
      guard let step = commit.step else { return nil }
      switch world.steps[step].event {
      case .delegate(let role, let from, let to, let days):
        let first = (Int(World.window) / 86_400) + days.lowerBound
        let range = Delegation.Days(
          from: CivilDate(daysSinceEpoch: first),
          until: CivilDate(daysSinceEpoch: first + days.count))
        return DelegationAct(
          commit: index, integration: graph.integrations[index], signer: from,
          delegation: Delegation(index: 0, role: role, to: to, days: range))
      case .recall(let role, let from, let to):
        return DelegationAct(
          commit: index, integration: graph.integrations[index], signer: from,
          delegation: Delegation(index: 0, role: role, to: to, days: nil))
      default: return nil
      }
    }
  }

  // MARK: Edits

  /// The commits in which a section differs from every parent's, or whose merge drops a change.
  private func edits(_ versions: [Int?], _ texts: [RecordVersion]) -> [Decision.Edit] {
    func section(_ index: Int, _ section: Section) -> Value? {
      versions[index].flatMap { texts[$0].sections[section] }
    }
    return commits.enumerated().compactMap { index, commit in
      guard versions[index] != nil, !commit.parents.isEmpty else { return nil }
      var sections: Set<Section> = []
      for each in Section.allCases {
        let own = section(index, each)
        let sides = commit.parents.map { section($0, each) }
        if sides.allSatisfy({ $0 != own }) { sections.insert(each) }
        guard commit.parents.count == 2 else { continue }
        let common = ancestors(commit.parents[0]).intersection(ancestors(commit.parents[1])).max()
        for side in sides where side != own && side != common.flatMap({ section($0, each) }) {
          sections.insert(each)
        }
      }
      guard !sections.isEmpty else { return nil }
      return Decision.Edit(
        commit: index,
        fields: sections.map { KeyPath([.key($0.rawValue)]) }.sorted {
          $0.description < $1.description
        }, sections: sections, people: commit.hands, signedByHuman: commit.signed,
        version: versions[index])
    }
  }

  private static let evidenceCache = Locked<String, [String: SHA256Digest?]>()

  private static func evidence(of id: String) throws -> [String: SHA256Digest?] {
    if let known = evidenceCache.value(for: id) { return known }
    var evidence: [String: SHA256Digest?] = [:]
    for (path, text) in try SampleRecord(id: id).evidence {
      evidence.updateValue(
        SHA256Digest(hex: try SHA256Sum.of(text)),
        forKey: String(path.dropFirst("changes/".count)))
    }
    evidenceCache.set(evidence, for: id)
    return evidence
  }
}
