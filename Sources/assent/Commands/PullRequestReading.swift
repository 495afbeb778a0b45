internal import Acts
internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Records
internal import Reporting

/// Puts together what is to be said about a pull request.
struct PullRequestReading {
  let session: Session
  /// The branch that it goes to, if somebody said so.
  let into: String?

  private var history: History { session.history }

  /// The report on the previewed head.
  func report(_ repository: borrowing Repository) throws(LedgerError) -> PullRequestReport {
    let range = try PullRequestRange.read(session.reading, in: repository)
    let edited = Set(range?.edited ?? [])
    let ids = edited.union(range?.named ?? []).sorted()
    let changes = ids.compactMap { id in
      evaluate(id, in: history, now: session.now).map { verdict in
        PullRequestReport.Change(
          verdict: verdict,
          findings: edited.contains(id)
            ? recordFindings(on: id, in: history, now: session.now) : [],
          isEdited: edited.contains(id))
      }
    }
    let head = history.graph.ids[history.judgedTip]
    return PullRequestReport(
      head: head, commits: range?.commits ?? [], changes: changes,
      acts: carried(range?.statements ?? [], changes),
      policyEdit: try policyEdit(range?.policyFiles ?? [], head: head, repository),
      otherBranch: otherBranch, trunkReference: session.reading.trunk.reference,
      trunkCommit: session.reading.trunk.tip,
      policyCommit: history.policy(at: history.tipPosition)?.commit, now: session.now)
  }

  /// The acts with what the decision makes of them, where a verdict speaks of them.
  private func carried(
    _ statements: [PullRequestRange.Statement], _ changes: [PullRequestReport.Change]
  ) -> [PullRequestReport.CarriedAct] {
    // One commit may state thousands of acts: each is looked up, not looked for.
    var rulings: [ObjectID: [String: ActVerdict]] = [:]
    for ruling in changes.flatMap(\.verdict.acts) {
      rulings[ruling.act.id, default: [:]][words(of: ruling.act.statement)] = ruling
    }
    return statements.map { statement in
      let ruling = rulings[statement.commit]?[statement.words]
      let reason = ruling.map { $0.counted ? nil : $0.reason } ?? statement.fault
      return PullRequestReport.CarriedAct(
        commit: statement.commit, words: statement.words,
        person: ruling?.act.person ?? statement.person, reason: reason)
    }
  }

  private func words(of statement: Statement) -> String {
    "\(statement.verb.name) \(statement.change)" + (statement.role.map { " as \($0)" } ?? "")
  }

  private func policyEdit(
    _ files: [String], head: ObjectID, _ repository: borrowing Repository
  ) throws(LedgerError) -> PullRequestReport.PolicyEdit? {
    guard !files.isEmpty, let standing = session.reading.policy else { return nil }
    let tree: ObjectID
    do throws(GitError) { tree = try repository.commitHeader(head).tree } catch {
      throw LedgerError(error)
    }
    let next = try PolicyReader().snapshot(ofTree: tree, in: repository)
    let outlook = standing.outlook(of: next, unlanded: true)
    let carrier = history.policy(at: history.tipPosition)?.policy.charter.carrier
    return PullRequestReport.PolicyEdit(
      files: files, obstacle: outlook.obstacle, missing: outlook.open.map(\.words),
      whom: outlook.whom, approvedOnTrunk: carrier == .push)
  }

  /// The branch that it goes to, unless that is the trunk under any of its names.
  private var otherBranch: String? {
    guard let into else { return nil }
    let trunk = session.reading.trunk.reference
    let names = [
      trunk, "refs/heads/" + into, "refs/remotes/origin/" + into,
    ]
    return into == trunk || names.dropFirst().contains(trunk) ? nil : into
  }
}
