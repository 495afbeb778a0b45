package import Primitives

/// Judges a deployment from values alone. What it says about a change is the verdict on it.
package struct DeploymentRule {
  /// What is about to run.
  package let commit: ObjectID
  /// What runs now.
  package let since: ObjectID
  /// The commits between that touch protected paths, parents first.
  package let commits: [CodeCommit]
  /// Every change that a commit between links, whatever it touches.
  package let linked: Set<String>
  /// The changes that the question adds.
  package let added: [String]
  /// Protected paths that differ although no commit between touches them.
  package let unexplained: [String]
  /// How the changes stand that are linked, are added or supersede one of these; by id.
  package let standings: [String: ChangeStanding]
  /// What the question is about; nil for everything.
  package let scope: SystemScope?
  /// What keeps the policy from being settled.
  package let unsettled: [GateReason]
  /// The verdict on a change; nil if there is none.
  private let verdict: (String, GateQuestion) -> Verdict?

  package init(
    commit: ObjectID, since: ObjectID, commits: [CodeCommit], linked: Set<String> = [],
    added: [String] = [], unexplained: [String] = [], standings: [String: ChangeStanding],
    scope: SystemScope? = nil, unsettled: [GateReason] = [],
    verdict: @escaping (String, GateQuestion) -> Verdict?
  ) {
    self.commit = commit
    self.since = since
    self.commits = commits
    self.linked = linked.union(commits.flatMap(\.links))
    self.added = added
    self.unexplained = unexplained
    self.standings = standings
    self.scope = scope
    self.unsettled = unsettled
    self.verdict = verdict
  }

  /// The answer.
  package func deployment() -> Deployment {
    var judging = Judging(
      rule: self, leftOut: Set(standings.values.filter { !isIncluded($0) }.map(\.id)))
    judging.reasons = unsettled
    judging.coverCommits()
    judging.explainPaths()
    judging.openCommit()
    judging.passChanges()
    return Deployment(
      commit: commit, since: since, reasons: judging.reasons.uniqued(),
      changes: judging.verdicts.values.sorted { $0.change < $1.change },
      leftOut: judging.leftOut.intersection(linked.union(added)).sorted())
  }

  private func isIncluded(_ standing: ChangeStanding) -> Bool {
    scope?.concerns(standing) ?? true
  }

  fileprivate func ask(_ id: String, _ artifacts: [ObjectID]) -> Verdict? {
    verdict(
      id,
      GateQuestion(
        artifacts: artifacts.map(GateQuestion.Artifact.commit), demandsArtifact: true))
  }
}

/// One run of the rule: what was found so far.
private struct Judging {
  let rule: DeploymentRule
  let leftOut: Set<String>
  var reasons: [GateReason] = []
  /// The verdicts that the decision rests on.
  var verdicts: [String: Verdict] = [:]
  /// The changes that have to be allowed or past it, and the commits of theirs.
  private var needed: [String: [CodeCommit]] = [:]

  init(rule: DeploymentRule, leftOut: Set<String>) {
    self.rule = rule
    self.leftOut = leftOut
    for id in rule.added where rule.standings[id] != nil && !leftOut.contains(id) {
      needed[id] = []
    }
  }

  // MARK: Commits

  /// Every commit belongs to a change that it links or that was added.
  mutating func coverCommits() {
    for commit in rule.commits {
      // A change that was added but left out adds nothing.
      let added = rule.added.filter { rule.standings[$0] != nil && !leftOut.contains($0) }
      let named = (commit.links + added).uniqued()
      let isCovered = named.contains { reaches($0, commit) }
      let unknown = commit.links.first { rule.standings[$0] == nil }
      if !isCovered || unknown != nil {
        reasons.append(
          GateReason(code: .noChange, message: Self.words(for: commit, named, unknown)))
      }
      for id in commit.links where rule.standings[id] != nil && !leftOut.contains(id) {
        needed[id, default: []].append(commit)
      }
      for id in added where !commit.links.contains(id) && reaches(id, commit) {
        needed[id, default: []].append(commit)
      }
    }
  }

  /// Whether an artifact of the change is the commit or descends from it.
  private func reaches(_ id: String, _ commit: CodeCommit) -> Bool {
    rule.standings[id]?.artifacts.contains(where: commit.reachedBy.contains) ?? false
  }

  private static func words(
    for commit: CodeCommit, _ named: [String], _ unknown: String?
  ) -> String {
    let more = commit.pathCount - commit.paths.count
    let paths = commit.paths.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    let start = "commit \(commit.id) (\(commit.subject)) changes \(paths), "
    if let unknown { return start + "and there is no record of \(unknown), which it links" }
    if named.isEmpty { return start + "but links no change" }
    return start + "but no artifact of \(named.joined(separator: ", ")) reaches it"
  }

  /// What differs between both ends is the work of a commit between them.
  mutating func explainPaths() {
    guard let first = rule.unexplained.first else { return }
    let more = rule.unexplained.count - 1
    reasons.append(
      GateReason(
        code: .noChange,
        message:
          "\(first)\(more > 0 ? " and \(more) more" : "") differs from \(rule.since), but no "
          + "commit up to \(rule.commit) changed it: a merge took up an older state"))
  }

  // MARK: Changes

  /// What is deployed is an artifact of an allowed change.
  mutating func openCommit() {
    let owners = rule.standings.values.filter {
      !leftOut.contains($0.id) && $0.artifacts.contains(rule.commit)
    }.map(\.id).sorted()
    for id in owners { _ = verdict(on: id) }
    guard !owners.contains(where: { verdicts[$0]?.gate.decision == .allowed }) else { return }
    for id in owners { refuse(id) }
    guard owners.isEmpty else { return }
    reasons.append(
      GateReason(
        code: .artifactWrong,
        message: "commit \(rule.commit) is an artifact of no change that the commits link"
          + (rule.added.isEmpty ? "" : " or that was added")))
  }

  /// The changes behind the commits are allowed, finished successfully, or superseded by one that
  /// is allowed.
  mutating func passChanges() {
    for id in needed.keys.sorted() {
      let isAllowed = verdict(on: id)?.gate.decision == .allowed
      // A gate that was asked about nothing of the change's own says nothing about it.
      if isAllowed, !asked(id).isEmpty { continue }
      if rule.standings[id]?.hasFinished ?? false { continue }
      if isSuperseded(id) { continue }
      guard isAllowed else {
        refuse(id)
        continue
      }
      reasons.append(
        GateReason(
          code: .artifactWrong, message: "no artifact of \(id) belongs to this deployment"))
    }
  }

  /// Whether an allowed change takes this one's place, for all its commits.
  private mutating func isSuperseded(_ id: String) -> Bool {
    let commits = needed[id] ?? []
    let successors = rule.standings.values.filter { next in
      next.supersedes.contains(id) && next.id != id && !leftOut.contains(next.id)
    }
    for next in successors.sorted(by: { $0.id < $1.id }) {
      let reaches =
        next.artifacts.contains(rule.commit)
        || !commits.isEmpty
          && commits.allSatisfy { next.artifacts.contains(where: $0.reachedBy.contains) }
      guard reaches else { continue }
      let artifacts = asked(next.id, for: (needed[next.id] ?? []) + commits)
      guard let verdict = rule.ask(next.id, artifacts), verdict.gate.decision == .allowed else {
        continue
      }
      verdicts[next.id] = verdict
      return true
    }
    return false
  }

  /// The verdict on a change, asked about what it has to do with the deployment.
  private mutating func verdict(on id: String) -> Verdict? {
    if let known = verdicts[id] { return known }
    let artifacts = asked(id)
    let verdict = rule.ask(id, artifacts.isEmpty ? [rule.commit] : artifacts)
    verdicts[id] = verdict
    return verdict
  }

  private func asked(_ id: String) -> [ObjectID] { asked(id, for: needed[id] ?? []) }

  /// What is deployed, if it is an artifact of the change, else those that reach its commits.
  private func asked(_ id: String, for commits: [CodeCommit]) -> [ObjectID] {
    let artifacts = rule.standings[id]?.artifacts ?? []
    if artifacts.contains(rule.commit) { return [rule.commit] }
    return artifacts.filter { artifact in commits.contains { $0.reachedBy.contains(artifact) } }
  }

  private mutating func refuse(_ id: String) {
    let gate = verdicts[id]?.gate
    let code: GateReason.Code =
      switch gate?.decision {
      case .awaiting: .changeAwaiting
      case .prevented, .allowed: .changePrevented
      case .invalid, nil: .changeInvalid
      }
    let why = gate?.reasons.first.map { ": " + $0.message } ?? ""
    reasons.append(
      GateReason(
        code: code, message: "\(id) is \(gate?.decision.rawValue ?? "not to be judged")\(why)"))
  }
}
