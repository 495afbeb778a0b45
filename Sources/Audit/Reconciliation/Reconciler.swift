internal import Acts
package import Decision
package import Primitives
internal import Records

/// Compares what ran in production, and what changed in protected paths, with the changes that say
/// they did it.
package struct Reconciler: Sendable {
  private let history: History
  private let period: AuditPeriod
  private let now: Instant
  /// By a name in feeds: the systems of records that it stands for.
  private let aliases: [String: Set<String>]
  private let index: ArtifactIndex

  /// - Parameters:
  ///   - history: the trunk up to the standpoint.
  ///   - aliases: what feeds call the systems that records name, where they differ.
  package init(
    history: History, period: AuditPeriod, now: Instant, aliases: [String: Set<String>] = [:]
  ) {
    self.history = history
    self.period = period
    self.now = now
    self.aliases = aliases
    index = ArtifactIndex(history)
  }

  /// Every commit that a record or a Start names: what a clone of the code is asked about.
  package var artifacts: Set<ObjectID> { Set(index.byCommit.keys) }

  /// By commit that some record or Start brings, the commits to which its plan returns: what ran before.
  package var predecessors: [ObjectID: Set<ObjectID>] { index.before }

  /// The changes on which the account rests: those that feeds name and those that commits link.
  package func changes(
    namedBy feeds: [DeploymentFeed]?, _ code: [GovernedCode]?
  ) -> Set<String> {
    var ids: Set<String> = []
    for deployment in (feeds ?? []).flatMap(\.deployments) where period.contains(deployment.time) {
      if let commit = deployment.commit { ids.formUnion(index.byCommit[commit] ?? []) }
      if let digest = deployment.digest { ids.formUnion(index.byDigest[digest] ?? []) }
    }
    for commit in (code ?? []).flatMap(\.commits) { ids.formUnion(commit.commit.links) }
    return ids
  }

  /// The account of feeds and code; what was not given is nil, and a remark says so.
  ///
  /// - Parameter known: by id, what `History.execution` says of the changes that `changes` names;
  ///   nil to ask the history itself, which must then be whole.
  package func reconcile(
    feeds: [DeploymentFeed]?, code: [GovernedCode]?,
    standings known: [String: ExecutionStanding]? = nil
  ) -> Reconciliation {
    var result = Reconciliation()
    var standings: [String: ExecutionStanding?] = [:]
    if let known {
      for id in changes(namedBy: feeds, code) { standings.updateValue(known[id], forKey: id) }
    }
    if let feeds {
      result.deployments = deployments(feeds, &standings)
    } else {
      result.remarks.append("no deployment feed was given")
    }
    if let code {
      result.commits = code.flatMap { commits(of: $0, &standings) }.sorted(by: Self.precedes)
    } else {
      result.remarks.append("no protected code was read")
    }
    return result
  }

  // MARK: Deployments

  private func deployments(
    _ feeds: [DeploymentFeed], _ standings: inout [String: ExecutionStanding?]
  ) -> [Reconciliation.DeploymentMatch] {
    feeds.flatMap(\.deployments).filter { period.contains($0.time) }
      .map { match($0, &standings) }
      .sorted { left, right in
        let ranks = (left.cover.rank, right.cover.rank)
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
        let (one, other) = (left.deployment, right.deployment)
        return (one.time.seconds, one.source, one.line)
          < (other.time.seconds, other.source, other.line)
      }
  }

  private func match(
    _ deployment: Reconciliation.Deployment, _ standings: inout [String: ExecutionStanding?]
  ) -> Reconciliation.DeploymentMatch {
    var byCommit = deployment.commit.map { index.byCommit[$0] ?? [] }
    let byDigest = deployment.digest.map { index.byDigest[$0] ?? [] }
    if let digests = byDigest { byCommit = byCommit.map { $0.union(digests) } ?? digests }
    let named = (byCommit ?? []).sorted()
    guard !named.isEmpty else {
      return Reconciliation.DeploymentMatch(
        deployment: deployment, cover: .uncovered, changes: [],
        reason: "no change names this \(deployment.commit == nil ? "digest" : "commit")")
    }
    var findings: [(id: String, finding: DeploymentCover)] = []
    for id in named {
      guard let standing = standing(of: id, &standings) else { continue }
      findings.append((id, cover(of: deployment, by: standing)))
    }
    guard let best = findings.map(\.finding.cover.rank).max(),
      let first = findings.first(where: { $0.finding.cover.rank == best })
    else {
      return Reconciliation.DeploymentMatch(
        deployment: deployment, cover: .notEvaluable, changes: named,
        reason: "the changes that name it could not be judged")
    }
    return Reconciliation.DeploymentMatch(
      deployment: deployment, cover: first.finding.cover,
      changes: findings.filter { $0.finding.cover.rank == best }.map(\.id),
      reason: "\(first.id): \(first.finding.reason)")
  }

  private func cover(
    of deployment: Reconciliation.Deployment, by standing: ExecutionStanding
  ) -> DeploymentCover {
    DeploymentCover(of: deployment, by: standing, systems: aliases[deployment.system])
  }

  private func standing(
    of id: String, _ standings: inout [String: ExecutionStanding?]
  ) -> ExecutionStanding? {
    if let known = standings[id] { return known }
    let standing = history.execution(of: id, now: now)
    standings.updateValue(standing, forKey: id)
    return standing
  }

  // MARK: Commits

  private static func precedes(
    _ left: Reconciliation.ProtectedCommit, _ right: Reconciliation.ProtectedCommit
  ) -> Bool {
    let ranks = (left.cover.rank, right.cover.rank)
    if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
    return (left.time.seconds, left.repository, left.commit.description)
      < (right.time.seconds, right.repository, right.commit.description)
  }

  private func commits(
    of code: GovernedCode, _ standings: inout [String: ExecutionStanding?]
  ) -> [Reconciliation.ProtectedCommit] {
    code.commits.map { governed in
      let commit = governed.commit
      let links = Set(commit.links).sorted()
      let (cover, changes, reason) = cover(of: commit, in: code, links, &standings)
      let more = commit.pathCount - commit.paths.count
      return Reconciliation.ProtectedCommit(
        repository: code.repository, commit: commit.id, subject: commit.subject,
        author: governed.author, time: governed.arrived,
        paths: commit.paths + (more > 0 ? ["and \(more) more"] : []), cover: cover,
        changes: changes, reason: governed.isBackdated ? reason + Self.backdated : reason)
    }
  }

  private static let backdated =
    "; its date lies before that of a commit below it, so that its time is not certain"

  /// Linked to a change, and part of what that change brought.
  private func cover(
    of commit: CodeCommit, in code: GovernedCode, _ links: [String],
    _ standings: inout [String: ExecutionStanding?]
  ) -> (Reconciliation.Cover, [String], String) {
    guard !links.isEmpty else { return (.uncovered, [], "it links no change") }
    var reaching: [String] = []
    var isBegun = false
    var unbound: [String] = []
    var unknown: [String] = []
    for id in links {
      guard let standing = standing(of: id, &standings) else {
        unknown.append(id)
        continue
      }
      switch standing.reach(commit.id, in: code) {
      case .reached:
        reaching.append(id)
        isBegun = isBegun || standing.starts.contains { $0.isAuthorised && !$0.isWayBack }
      case .unbound: unbound.append(id)
      case .missed: break
      }
    }
    if let id = unknown.first {
      return (.uncovered, links, "it links \(id), of which there is no record")
    }
    if !reaching.isEmpty {
      let words = "an artifact of \(reaching.joined(separator: ", ")) reaches it"
      return (.covered, reaching, isBegun ? words : words + "; no authorised Start yet")
    }
    if !unbound.isEmpty {
      return (
        .notEvaluable, unbound,
        "no Start has yet said which commit of its branch \(unbound.joined(separator: ", ")) brings"
      )
    }
    return (.uncovered, links, "no artifact of \(links.joined(separator: ", ")) reaches it")
  }
}

extension Reconciliation.Cover {
  /// What an auditor looks at first is lowest.
  var rank: Int {
    switch self {
    case .uncovered: 0
    case .mismatch: 1
    case .notAllowedThen: 2
    case .notEvaluable: 3
    case .covered: 4
    }
  }
}

extension Reconciliation.Deployment {
  /// What ran, in words.
  package var what: String {
    commit.map { "commit \($0.short)" } ?? digest.map(\.description) ?? "what was deployed"
  }
}

/// Which changes name a commit or a digest, in whatever version of their records.
struct ArtifactIndex: Sendable {
  private(set) var byCommit: [ObjectID: Set<String>] = [:]
  private(set) var byDigest: [SHA256Digest: Set<String>] = [:]
  private(set) var before: [ObjectID: Set<ObjectID>] = [:]

  init(_ history: History) {
    for change in history.changes.values {
      var targets: Set<ObjectID> = []
      for version in change.versions {
        guard let record = version.document.change else { continue }
        for artifact in record.implementation?.artifacts ?? [] { add(artifact, change.id) }
        guard let target = record.rollback?.target else { continue }
        add(target, change.id)
        guard let commit = target.commit else { continue }
        targets.insert(commit)
        for artifact in record.implementation?.artifacts ?? [] {
          if let own = artifact.commit { before[own, default: []].insert(commit) }
        }
      }
      for act in change.acts where act.statement.verb == .start {
        if let commit = act.statement["commit"].flatMap({ ObjectID($0) }) {
          byCommit[commit, default: []].insert(change.id)
          // A record that names a branch leaves it to Start which commit of it is brought.
          if !targets.contains(commit) { before[commit, default: []].formUnion(targets) }
        }
        if let digest = act.statement["artifact"].flatMap({ SHA256Digest($0) }) {
          byDigest[digest, default: []].insert(change.id)
        }
      }
    }
  }

  private mutating func add(_ artifact: ChangeRequest.Artifact, _ id: String) {
    if let commit = artifact.commit { byCommit[commit, default: []].insert(id) }
    if let digest = artifact.digest { byDigest[digest, default: []].insert(id) }
  }
}
