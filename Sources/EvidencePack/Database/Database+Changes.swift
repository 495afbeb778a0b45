internal import Acts
internal import Audit
internal import Decision
internal import Primitives
internal import Records

extension Database {
  func writeScope(_ report: AuditReport) throws(TableError) {
    let scope = report.scope
    try write(.audits) { emit in
      emit { row in
        row.text(DatabaseSchema.name)
        row.text(scope.period.basis.rawValue)
        row.text(scope.period.zone)
        row.time(scope.period.start)
        row.time(scope.period.end)
        row.text(scope.trunkReference)
        row.commit(scope.standpoint)
        row.time(scope.asOf)
        row.commit(scope.tip)
        row.time(scope.now)
        row.commit(scope.trustRoot)
        row.flag(scope.isTrustRootGiven)
        row.commit(scope.checkpoint?.commit)
        row.flag(scope.checkpoint?.isKept)
        row.text(scope.engine.name)
        row.digest(scope.engine.digest)
        row.number(scope.spineLength)
        row.number(report.population.everRecorded)
        row.flag(report.reconciliation.deployments != nil)
        row.flag(report.reconciliation.commits != nil)
      }
    }
    try writeTexts(report.remarks + report.reconciliation.remarks, to: .remarks)
    try write(.backdatedCommits) { emit in
      for commit in Set(scope.backdatedCommits).sorted() { emit { $0.commit(commit) } }
    }
  }

  /// Writes a table of a position and a text.
  private func writeTexts(_ texts: [String], to table: DatabaseTable) throws(TableError) {
    try write(table) { emit in
      for (index, text) in texts.enumerated() {
        emit { row in
          row.number(index)
          row.text(text)
        }
      }
    }
  }

  func writeChanges(_ report: AuditReport) throws(TableError) {
    let inPeriod = Set(report.population.ids)
    let undated = Set(report.population.undated)
    try write(.changes) { emit in
      for change in report.changes {
        let membership =
          inPeriod.contains(change.id)
          ? "period" : undated.contains(change.id) ? "undated" : "overlapping"
        emit { Self.fill(change, membership, &$0) }
      }
    }
    try writeParts(report.changes)
    try write(.milestones) { emit in
      for change in report.changes { Self.emitMilestones(of: change, emit) }
    }
    try write(.tests) { emit in
      for change in report.changes {
        for result in change.results {
          emit { row in
            row.text(change.id)
            Self.fill(result, &row)
          }
        }
      }
    }
    try write(.testCommits) { emit in
      for change in report.changes {
        for result in change.results {
          for (index, commit) in result.commits.enumerated() {
            emit { row in
              row.text(change.id)
              row.text(result.test.rawValue)
              row.number(index)
              row.commit(commit)
            }
          }
        }
      }
    }
  }

  private static func fill(
    _ change: ChangeSummary, _ membership: String, _ row: inout TableRow
  ) {
    row.text(change.id)
    row.text(change.title)
    row.text(membership)
    row.text(change.path)
    row.commit(change.commit)
    row.digest(change.digest)
    row.flag(change.isDeleted)
    row.text(change.kind?.rawValue)
    row.text(change.risk?.rawValue)
    for text in [
      change.environment, change.requester, change.implementer, change.template, change.incident,
    ] { row.text(text) }
    row.time(change.window?.start)
    row.time(change.window?.end)
    for standing in [change.atEnd, change.today] {
      row.text(standing.decision.rawValue)
      row.text(standing.stage?.rawValue)
      row.text(standing.state.rawValue)
    }
    row.text(change.outcome?.rawValue)
    row.text(change.rollback.strategy?.rawValue)
    row.number(change.rollback.plannedMinutes)
    row.number(change.rollback.rehearsedMinutes)
    row.flag(change.rollback.wasUsed)
    row.number(change.rollback.actualMinutes)
    row.flag(change.rollback.isVerified)
    row.number(change.staleApprovals)
    row.number(change.furtherRounds)
    row.digest(change.policyDigest)
  }

  private static func fill(_ result: TestResult, _ row: inout TableRow) {
    row.text(result.test.rawValue)
    row.text(result.outcome.rawValue)
    row.text(result.reason)
    // A list that is empty is no null.
    row.text(result.basis.map(\.rawValue).joined(separator: " "))
  }

  private static func emitMilestones(of change: ChangeSummary, _ emit: AuditTable.Emit) {
    for ((name, _), moment) in zip(
      ChangeSummary.Milestones.names, change.milestones.inOrder)
    {
      guard let moment else { continue }
      emit { row in
        row.text(change.id)
        row.text(name)
        row.time(moment.time)
        row.text(moment.source.rawValue)
        row.commit(moment.commit)
        row.number(moment.position)
      }
    }
  }

  private func writeParts(_ changes: [ChangeSummary]) throws(TableError) {
    try writeLists(.changeSystems, of: changes) { $0.systems }
    try write(.changeFlags) { emit in
      for change in changes {
        for (name, standing) in [("end", change.atEnd), ("today", change.today)] {
          for (index, flag) in standing.flags.enumerated() {
            emit { row in
              row.text(change.id)
              row.text(name)
              row.number(index)
              row.text(flag.rawValue)
            }
          }
        }
      }
    }
    try write(.changeArtifacts) { emit in
      for change in changes {
        for (index, artifact) in change.artifacts.enumerated() {
          emit { row in
            row.text(change.id)
            row.number(index)
            row.text(artifact.name)
            row.commit(artifact.commit)
            row.digest(artifact.digest)
            for text in [
              artifact.version, artifact.snapshot, artifact.repository, artifact.branch,
            ] { row.text(text) }
          }
        }
      }
    }
    try writeLists(.changeSupersedes, of: changes) { $0.supersedes }
  }

  private func writeLists(
    _ table: DatabaseTable, of changes: [ChangeSummary], _ list: (ChangeSummary) -> [String]
  ) throws(TableError) {
    try write(table) { emit in
      for change in changes {
        for (index, text) in list(change).enumerated() {
          emit { row in
            row.text(change.id)
            row.number(index)
            row.text(text)
          }
        }
      }
    }
  }

  func writeExceptions(_ report: AuditReport) throws(TableError) {
    try write(.repositoryTests) { emit in
      for (index, result) in report.repositoryResults.enumerated() {
        emit { row in
          row.number(index)
          Self.fill(result, &row)
        }
      }
    }
    try writeCommits(.repositoryTestCommits, report.repositoryResults.map(\.commits), from: 0)
    let exceptions = report.exceptions
    try write(.exceptions) { emit in
      for (index, exception) in exceptions.enumerated() {
        emit { row in
          row.number(index + 1)
          row.text(exception.kind.rawValue)
          row.text(exception.change)
          row.text(exception.test.rawValue)
          row.text(exception.message)
          row.time(exception.time)
          row.flag(exception.isOpen)
        }
      }
    }
    try writeCommits(.exceptionCommits, exceptions.map(\.commits), from: 1)
  }

  /// Writes a table of a number, a position and a commit.
  private func writeCommits(
    _ table: DatabaseTable, _ lists: [[ObjectID]], from first: Int
  ) throws(TableError) {
    try write(table) { emit in
      for (number, commits) in lists.enumerated() {
        for (index, commit) in commits.enumerated() {
          emit { row in
            row.number(number + first)
            row.number(index)
            row.commit(commit)
          }
        }
      }
    }
  }
}
