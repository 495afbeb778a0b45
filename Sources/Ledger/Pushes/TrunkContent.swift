internal import Decision
internal import Diagnostics
internal import Git
internal import Lint
internal import Primitives
internal import Records

/// What a push may not bring to the trunk, acts aside.
struct TrunkContent {
  let history: History
  /// The spine position of the old tip, or of the trust root where trust begins later.
  let oldPosition: Int
  let permitsPending: Bool
  let reference: String

  private var graph: Graph { history.graph }
  private var tip: Graph.Index { graph.spine[history.tipPosition] }
  private var oldTip: Graph.Index { graph.spine[oldPosition] }

  /// Everything that speaks against the new tip.
  func report(_ repository: borrowing Repository) throws(LedgerError) -> PushReport {
    var report = PushReport()
    report.refusals = mixed()
    try judgePolicy(&report, repository)
    report.refusals += try records(repository)
    return report
  }

  // MARK: Policy

  /// Commits of the trunk itself that edit policy and records at once.
  private func mixed() -> [PushRefusal] {
    let fresh = Set(graph.spine[(oldPosition + 1)...].map { graph.ids[$0] })
    return history.flags.filter { $0.code == .mixed }.compactMap(\.commit).filter(fresh.contains)
      .map {
        PushRefusal(
          .mixed, reference, "\($0.short) edits both policies/ and changes/",
          advice: "make two of it: the policy first")
      }
  }

  private func judgePolicy(
    _ report: inout PushReport, _ repository: borrowing Repository
  ) throws(LedgerError) {
    let now = try snapshot(of: tip, repository)
    let isSame = now.tree == (try snapshot(of: oldTip, repository)).tree
    guard now.policy != nil else {
      guard !isSame else {
        report.remarks.append("the trunk's policy cannot be read already: \(now.fault)")
        return
      }
      report.refusals.append(
        PushRefusal(
          .policyUnreadable, reference, "the policy cannot be read: \(now.fault)",
          advice: "assent lint policies shows every fault"))
      return
    }
    for problem in history.problems where problem.holds(at: history.tipPosition) {
      let isNew = !isSame || problem.positions.lowerBound > oldPosition
      if problem.code == .policyFork {
        report.refusals.append(
          PushRefusal(
            .policyFork, reference, problem.message,
            advice: "merge the branch into the trunk, not the trunk into the branch"))
      } else if problem.code == .policyPending, isNew, !permitsPending {
        report.refusals.append(
          PushRefusal(
            .policyPending, reference, problem.message,
            advice: "push it together with the owners' Policy-Approve acts; "
              + "until then nothing could be decided"))
      } else {
        report.remarks.append(problem.message)
      }
    }
  }

  private func snapshot(of index: Graph.Index, _ repository: borrowing Repository)
    throws(LedgerError) -> PolicySnapshot
  {
    try PolicyReader().snapshot(ofTree: try tree(of: index, repository), in: repository)
  }

  private func tree(of index: Graph.Index, _ repository: borrowing Repository) throws(LedgerError)
    -> ObjectID
  {
    try reading { () throws(GitError) in try repository.commitHeader(graph.ids[index]) }.tree
  }

  // MARK: Records

  /// Errors about records that no setting can lower and that the old tip did not have.
  private func records(_ repository: borrowing Repository) throws(LedgerError) -> [PushRefusal] {
    let trees = (old: try tree(of: oldTip, repository), new: try tree(of: tip, repository))
    guard trees.old != trees.new else { return [] }
    let files = try reading { () throws(GitError) in
      try repository.differences(from: trees.old, to: trees.new)
    }.filter { $0.path.hasPrefix("changes/") }
    guard !files.isEmpty else { return [] }
    let before = try reading { () throws(GitError) in
      try repository.files(under: "changes", inTree: trees.old)
    }
    let known = Set(TreeLint.findings(before))
    var findings = history.treeFindings.filter { !known.contains($0) && $0.severity == .error }
    for id in Set(files.compactMap { ActReader.change(ofPath: $0.path) }).sorted() {
      findings += recordFindings(of: id)
    }
    return findings.map(refusal)
  }

  private func recordFindings(of id: String) -> [Finding] {
    guard let change = history.changes[id], let current = change.current else { return [] }
    let evidence = change.evidence[tip] ?? [:]
    let lookup = EvidenceLookup { path in
      guard let digest = evidence[path] ?? nil else { return .absent }
      return .present(digest)
    }
    let policy = history.policy(at: history.tipPosition)?.policy
    return lint(
      change.versions[current].document, policy: policy, stage: .initiated, evidence: lookup
    ).filter { finding in
      finding.severity == .error && !(Rule.named(finding.rule)?.canBeLowered ?? false)
    }
  }

  private func refusal(of finding: Finding) -> PushRefusal {
    let line = finding.location.span.map { ":\($0.start.line)" } ?? ""
    return PushRefusal(
      .recordUnsound, reference,
      "\(finding.location.path)\(line): \(finding.message) (\(finding.rule))",
      advice: finding.advice ?? "assent rule \(finding.rule)")
  }
}
