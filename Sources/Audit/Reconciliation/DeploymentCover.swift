internal import Decision
internal import Primitives
internal import Records

/// How one change stands towards one deployment.
struct DeploymentCover {
  let cover: Reconciliation.Cover
  let reason: String

  private init(_ cover: Reconciliation.Cover, _ reason: String) {
    self.cover = cover
    self.reason = reason
  }

  /// Covered is what an authorised Start named for that system or its environment, from Start
  /// on until Finish; on the
  /// way back until Close.
  ///
  /// - Parameter systems: the systems of records that the feed's name stands for, beside itself.
  init(
    of deployment: Reconciliation.Deployment, by standing: ExecutionStanding,
    systems: Set<String>?
  ) {
    let naming = standing.starts.filter { $0.names(deployment) }
    guard !naming.isEmpty else {
      let began = standing.starts.contains { $0.isAuthorised && !$0.isWayBack }
      let words =
        began
        ? "its Start was given other artifacts"
        : "it names this, but no Start ever made it known to be under way"
      self.init(began ? .mismatch : .notAllowedThen, words)
      return
    }
    let asked = (systems ?? []).union([deployment.system])
    let fitting = naming.filter { start in
      // Some exports name the environment alone; the commit says the rest.
      !asked.isDisjoint(with: start.systems) || start.environment.map(asked.contains) ?? false
    }
    guard !fitting.isEmpty else {
      let named = Set(naming.flatMap(\.systems)).sorted().joined(separator: ", ")
      self.init(
        .mismatch,
        "it is for \(named.isEmpty ? "no named system" : named), "
          + "not for \(deployment.system)")
      return
    }
    let verdicts = fitting.map { Self.judge(deployment, $0, standing) }
    self = verdicts.first { $0.cover == .covered } ?? verdicts[0]
  }

  private static func judge(
    _ deployment: Reconciliation.Deployment, _ start: ExecutionStanding.Start,
    _ standing: ExecutionStanding
  ) -> DeploymentCover {
    let kind = start.isWayBack ? "the Start of the way back" : "its Start"
    let vouched = start.isRecorded ? "recorded" : "claimed"
    guard start.isAuthorised else {
      return DeploymentCover(
        .notAllowedThen,
        "\(kind), commit \(start.commit.short), was not authorised: \(start.why ?? "unknown")")
    }
    guard deployment.time >= start.time else {
      return DeploymentCover(
        .notAllowedThen, "it ran before \(kind) at \(start.time) (\(vouched))")
    }
    let end = start.isWayBack ? standing.closed : standing.finished
    if let end, deployment.time > end {
      let what = start.isWayBack ? "it was closed" : "it had finished"
      return DeploymentCover(.notAllowedThen, "it ran after \(end), when \(what)")
    }
    return DeploymentCover(
      .covered,
      "\(kind), commit \(start.commit.short), was authorised at \(start.time) (\(vouched))"
    )
  }
}

extension ExecutionStanding.Start {
  /// Whether it lets exactly this run: what both the feed and the artifact say has to agree.
  func names(_ deployment: Reconciliation.Deployment) -> Bool {
    artifacts.contains { artifact in
      var agrees = false
      if let commit = deployment.commit, let own = artifact.commit {
        guard commit == own else { return false }
        agrees = true
      }
      if let digest = deployment.digest, let own = artifact.digest {
        guard digest == own else { return false }
        agrees = true
      }
      return agrees
    }
  }
}

extension ExecutionStanding {
  /// Whether a change brought a commit of governed code.
  enum Reach {
    case reached, missed
    /// Only a branch is known, and Start will bind its commit.
    case unbound
  }

  /// Once there is an authorised Start, what it was given counts, and nothing the record says now.
  func reach(_ commit: ObjectID, in code: GovernedCode) -> Reach {
    let start = starts.first { $0.isAuthorised && !$0.isWayBack }
    let own = (start?.artifacts ?? listed).filter { artifact in
      artifact.repository.map { $0.utf8.elementsEqual(code.repository.utf8) } ?? true
    }
    let reaches = own.compactMap(\.commit).contains { code.reaches($0, commit) ?? false }
    if reaches { return .reached }
    let isUnbound = own.contains { $0.commit == nil && $0.digest == nil && $0.branch != nil }
    return start == nil && isUnbound ? .unbound : .missed
  }
}
