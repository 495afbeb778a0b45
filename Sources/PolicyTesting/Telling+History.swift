internal import Acts
internal import Decision
internal import Primitives
internal import Records
internal import Signatures

extension Telling {
  /// What came of the story, as the decision takes it.
  func told(_ story: PolicyTestStory) throws(CaseFault) -> Told {
    let graph = trunk.graph()
    guard let main = changes.last else { throw CaseFault("the case is empty", at: story.span) }
    return Told(
      history: history(graph), change: main.record.id, now: now(story, main),
      question: question(story), steps: main.acts.map { ($0.commit, $0.step) })
  }

  private func history(_ graph: Graph) -> History {
    let policy = words.policy
    let version = History.PolicyVersion(
      policy: policy, digest: sha256(of: Array("policy".utf8)), commit: graph.ids[0])
    let zones = zone.map { [policy.calendar.timeZone: $0] } ?? [:]
    let recordings =
      words.hasRecorder
      ? graph.spine.indices.dropFirst().map {
        History.Recording(position: $0, time: graph.times[graph.spine[$0]])
      } : []
    var histories: [String: ChangeHistory] = [:]
    for change in changes { histories[change.record.id] = history(of: change, graph) }
    return History(
      graph: graph, policies: [version], inForce: graph.spine.map { _ in 0 }, problems: [],
      changes: histories, treeFindings: [], trunkReference: "refs/heads/\(policy.charter.trunk)",
      mode: .replay, judgedTip: trunk.tip, head: nil, flags: [], aliases: [:], zones: zones,
      delegations: delegated.map {
        DelegationAct(
          commit: $0.commit, integration: graph.integrations[$0.commit], signer: $0.signer,
          delegation: $0.delegation)
      }, recordings: recordings)
  }

  private func history(of change: DraftChange, _ graph: Graph) -> ChangeHistory {
    var history = ChangeHistory(id: change.record.id)
    history.versions = change.record.versions
    history.edits = change.edits.sorted { $0.commit < $1.commit }
    history.spineVersions = change.spineVersions
    history.current = change.current
    let last = change.spineVersions.last { $0.version == change.current }
    history.currentCommit = last.map { graph.ids[graph.spine[$0.position]] }
    history.evidence[trunk.tip] = change.record.evidence(
      of: change.current, by: words.policy, change.story.evidence)
    history.acts = change.acts.map { act($0, graph) }.sorted {
      ($0.integration ?? Int.max, $0.commit) < ($1.integration ?? Int.max, $1.commit)
    }
    for act in history.acts where act.statement.verb == .start {
      guard let version = act.version else { continue }
      history.evidence[act.commit] = change.record.evidence(
        of: version, by: words.policy, change.story.evidence)
    }
    return history
  }

  private func act(_ draft: DraftChange.DraftAct, _ graph: Graph) -> Act {
    let integration = graph.integrations[draft.commit]
    return Act(
      commit: draft.commit, id: graph.ids[draft.commit], statement: draft.statement,
      person: draft.person, isMachine: draft.isMachine, key: draft.person.map { "SHA256:\($0)" },
      faults: draft.faults, explanation: nil, version: draft.version, integration: integration,
      time: graph.times[draft.commit],
      integrationTime: integration.map { graph.times[graph.spine[$0]] },
      datedBeforeParent: trunk.isDatedBeforeParent(draft.commit), hasBody: true)
  }

  /// The time that the case names, else five minutes into the planned window, or a minute after
  /// the last commit, whichever is later.
  private func now(_ story: PolicyTestStory, _ main: DraftChange) -> Instant {
    if let now = story.now { return now }
    let latest = (changes.map(\.last) + [trunk.time(of: trunk.tip)]).max() ?? main.last
    let window = main.record.change(main.current)?.schedule?.window?.start
    return max(latest.advanced(by: 60), window?.advanced(by: 300) ?? latest)
  }

  private func question(_ story: PolicyTestStory) -> GateQuestion {
    guard let asked = story.question else { return GateQuestion() }
    let commit = asked.commit.flatMap { ObjectID($0) }.map { GateQuestion.Artifact.commit($0) }
    let named = asked.artifact.map { GateQuestion.Artifact.named($0) }
    return GateQuestion(
      artifacts: [commit, named].compactMap { $0 }, rollback: asked.rollback,
      demandsArtifact: true)
  }
}
