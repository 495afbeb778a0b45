internal import Primitives

/// T18: what ran in production, and what changed in protected paths, has a change.
struct ReverseTest: Sendable {
  let result: TestResult
  private let exceptions: [String: [AuditException]]
  /// By change, the deployments and commits that it covers.
  private let covered: [String: Int]
  private let isGiven: Bool

  init(_ evidence: RepositoryTests.Evidence) {
    let account = evidence.reconciliation
    isGiven = account.deployments != nil || account.commits != nil
    let members = Set(evidence.population.ids)
    var own: [AuditException] = []
    var ofChanges: [String: [AuditException]] = [:]
    var covered: [String: Int] = [:]
    func note(_ cover: Reconciliation.Cover, _ changes: [String], _ exception: AuditException) {
      switch cover {
      case .covered: for id in changes { covered[id, default: 0] += 1 }
      case .notEvaluable: break
      case .uncovered, .mismatch, .notAllowedThen:
        if let id = exception.change, members.contains(id) {
          ofChanges[id, default: []].append(exception)
        } else {
          own.append(exception)
        }
      }
    }
    for match in account.deployments ?? [] {
      note(match.cover, match.changes, Self.exception(match))
    }
    for commit in account.commits ?? [] {
      note(commit.cover, commit.changes, Self.exception(commit))
    }
    exceptions = ofChanges
    self.covered = covered
    result = Self.judge(evidence, own, ofChanges.values.reduce(0) { $0 + $1.count })
  }

  func result(of id: String) -> TestResult {
    if let found = exceptions[id], let first = found.first {
      return TestResult(
        .t18, .fail, first.message, commits: found.flatMap(\.commits), basis: [.timeClaimed],
        exceptions: found)
    }
    guard isGiven else {
      return TestResult(.t18, .notEvaluable, "neither a deployment feed nor code was given")
    }
    guard let count = covered[id] else {
      return TestResult(
        .t18, .notApplicable, "no deployment or protected commit of the period is about it")
    }
    return TestResult(
      .t18, .pass, "\(count) deployments or commits of the period are what it allowed",
      basis: [.timeClaimed])
  }

  // MARK: The repository

  private static func judge(
    _ evidence: RepositoryTests.Evidence, _ own: [AuditException], _ ofChanges: Int
  ) -> TestResult {
    let account = evidence.reconciliation
    let open = own.count + ofChanges
    let all = (account.deployments?.count ?? 0) + (account.commits?.count ?? 0)
    if open > 0 {
      return TestResult(
        .t18, .fail,
        "\(open) of \(all) deployments and protected commits have no change that "
          + "allowed them", commits: own.flatMap(\.commits), basis: [.timeClaimed],
        exceptions: own)
    }
    if let why = gap(evidence) { return TestResult(.t18, .notEvaluable, why) }
    return TestResult(
      .t18, .pass, "all \(all) deployments and protected commits have a change that allowed them",
      basis: [.timeClaimed])
  }

  /// What keeps the test from passing although nothing was found.
  private static func gap(_ evidence: RepositoryTests.Evidence) -> String? {
    let account = evidence.reconciliation
    guard let deployments = account.deployments else {
      return "no deployment feed was given"
        + (account.commits == nil ? ", and no protected code was read" : "")
    }
    if evidence.governsCode, account.commits == nil {
      return "the feed is covered, but the code that the policy governs was not read"
    }
    if let name = account.unread.first {
      return "nothing was found, but the governed code of \(name) was not read"
    }
    let isUnclear =
      deployments.contains { $0.cover == .notEvaluable }
      || (account.commits ?? []).contains { $0.cover == .notEvaluable }
    if isUnclear { return "of some deployments or commits it cannot be told" }
    if deployments.isEmpty {
      return "the feed has no deployment in the period, which shows nothing"
    }
    return nil
  }

  private static func exception(_ match: Reconciliation.DeploymentMatch) -> AuditException {
    let deployment = match.deployment
    let commits = [deployment.commit].compactMap { $0 }
    let who = deployment.who.map { " by \($0)" } ?? ""
    return AuditException(
      .unmatchedProductionChange, change: match.cover == .uncovered ? nil : match.changes.first,
      test: .t18,
      "\(deployment.what) ran on \(deployment.system) at \(deployment.time)\(who): \(match.reason)",
      commits: commits, time: deployment.time, isOpen: true)
  }

  private static func exception(_ commit: Reconciliation.ProtectedCommit) -> AuditException {
    AuditException(
      .unmatchedProductionChange, change: nil, test: .t18,
      "commit \(commit.commit.short) of \(commit.repository) (\(commit.subject)) by "
        + "\(commit.author) changed \(commit.paths.joined(separator: ", ")): \(commit.reason)",
      commits: [commit.commit], time: commit.time, isOpen: true)
  }
}
