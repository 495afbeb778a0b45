internal import Audit

/// What deployments and commits name each change: found once for all dossiers.
struct DossierIndex: Sendable {
  private var deployments: [String: [Int]] = [:]
  private var commits: [String: [Int]] = [:]
  /// The changes that have a dossier.
  let known: Set<String>

  init(_ report: AuditReport) {
    known = Set(report.changes.map(\.id))
    let reconciliation = report.reconciliation
    for (index, match) in (reconciliation.deployments ?? []).enumerated() {
      for id in match.changes { deployments[id, default: []].append(index) }
    }
    for (index, commit) in (reconciliation.commits ?? []).enumerated() {
      for id in commit.changes { commits[id, default: []].append(index) }
    }
  }

  func deployments(of id: String, in report: AuditReport) -> [Reconciliation.DeploymentMatch] {
    guard let all = report.reconciliation.deployments else { return [] }
    return (deployments[id] ?? []).map { all[$0] }
  }

  func commits(of id: String, in report: AuditReport) -> [Reconciliation.ProtectedCommit] {
    guard let all = report.reconciliation.commits else { return [] }
    return (commits[id] ?? []).map { all[$0] }
  }
}
