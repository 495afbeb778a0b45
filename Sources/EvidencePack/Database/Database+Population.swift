internal import Acts
internal import Audit
internal import Primitives
internal import Records

extension Database {
  func writePopulation(_ report: AuditReport) throws(TableError) {
    let population = report.population
    try write(.gaps) { emit in
      for (index, gap) in population.gaps.enumerated() {
        emit { row in
          row.number(index)
          row.text(gap.first)
          row.text(gap.last)
          row.number(gap.count)
        }
      }
    }
    try write(.duplicates) { emit in
      for (index, duplicate) in population.duplicates.enumerated() {
        emit { row in
          row.number(index)
          row.text(duplicate.id)
          row.text(duplicate.paths.joined(separator: "\n"))
          row.text(duplicate.commits.map(\.description).joined(separator: " "))
        }
      }
    }
    try write(.deletions) { emit in
      for (index, deletion) in population.deletions.enumerated() {
        emit { row in
          row.number(index)
          row.text(deletion.id)
          row.commit(deletion.commit)
          row.time(deletion.moment.time)
          row.text(deletion.moment.source.rawValue)
          row.flag(deletion.isRestored)
        }
      }
    }
    try write(.idsWithoutRecord) { emit in
      for id in Set(population.idsWithoutRecord).sorted() { emit { $0.text(id) } }
    }
  }

  func writeReconciliation(_ report: AuditReport) throws(TableError) {
    let deployments = report.reconciliation.deployments ?? []
    try write(.deployments) { emit in
      for (index, match) in deployments.enumerated() {
        let deployment = match.deployment
        emit { row in
          row.number(index)
          row.text(match.cover.rawValue)
          row.time(deployment.time)
          row.text(deployment.system)
          row.commit(deployment.commit)
          row.digest(deployment.digest)
          row.text(deployment.who)
          row.text(match.reason)
          row.text(deployment.source)
          row.number(deployment.line)
        }
      }
    }
    try writeNested(.deploymentChanges, deployments.map(\.changes))
    let commits = report.reconciliation.commits ?? []
    try write(.protectedCommits) { emit in
      for (index, commit) in commits.enumerated() {
        emit { row in
          row.number(index)
          row.text(commit.cover.rawValue)
          row.text(commit.repository)
          row.commit(commit.commit)
          row.text(commit.subject)
          row.text(commit.author)
          row.time(commit.time)
          row.text(commit.reason)
        }
      }
    }
    try writeNested(.protectedCommitPaths, commits.map(\.paths))
    try writeNested(.protectedCommitChanges, commits.map(\.changes))
    try writeToolEvidence(report.toolEvidence)
  }

  private func writeToolEvidence(_ evidence: [ToolEvidence]) throws(TableError) {
    try write(.toolEvidence) { emit in
      for (index, evidence) in evidence.enumerated() {
        emit { row in
          row.number(index)
          row.text(evidence.source)
          row.digest(evidence.digest)
          row.text(evidence.forge)
          row.text(evidence.branch)
          row.time(evidence.taken)
        }
      }
    }
    try write(.toolSettings) { emit in
      for (number, evidence) in evidence.enumerated() {
        for (index, setting) in evidence.settings.enumerated() {
          emit { row in
            row.number(number)
            row.number(index)
            row.text(setting.name)
            row.text(setting.value)
            row.flag(setting.isSound)
          }
        }
      }
    }
  }

  func writeFigures(_ report: AuditReport) throws(TableError) {
    if let sample = report.sample { try write(sample) }
    try write(.metrics) { emit in
      for metric in report.metrics {
        emit { row in
          row.text(metric.id)
          row.text(metric.title)
          row.text(metric.formula)
          metric.value.fill(&row)
        }
      }
    }
    try write(.metricChanges) { emit in
      for metric in report.metrics {
        for change in Set(metric.changes).sorted() {
          emit { row in
            row.text(metric.id)
            row.text(change)
          }
        }
      }
    }
    try write(.flowValues) { emit in
      for series in report.series { Self.emit(series, emit) }
    }
    try writeSuppressions(report.suppressions)
  }

  private func write(_ sample: Sample) throws(TableError) {
    try write(.samples) { emit in
      emit { row in
        row.text(sample.seed)
        row.text(sample.method)
        row.text(sample.size)
      }
    }
    try write(.sampleStrata) { emit in
      for (index, stratum) in sample.strata.enumerated() {
        emit { row in
          row.number(index)
          row.text(stratum.name)
          row.number(stratum.population)
          row.number(stratum.drawn)
        }
      }
    }
    try write(.sampleItems) { emit in
      for item in sample.items {
        emit { row in
          row.text(item.change)
          row.text(item.stratum)
          row.text(item.reason)
        }
      }
    }
  }

  private static func emit(_ series: FlowSeries, _ emit: AuditTable.Emit) {
    for (number, bar) in series.bars.enumerated() {
      for (index, value) in bar.values.enumerated() {
        emit { row in
          row.text(series.id)
          row.number(number)
          row.number(index)
          row.text(series.title)
          row.text(series.unit)
          row.text(bar.label)
          row.text(series.series.indices.contains(index) ? series.series[index] : "")
          row.number(value)
        }
      }
    }
  }

  private func writeSuppressions(
    _ suppressions: [AuditReport.Suppression]
  ) throws(TableError) {
    try write(.suppressions) { emit in
      for (index, entry) in suppressions.enumerated() {
        let suppression = entry.suppression
        emit { row in
          row.number(index)
          row.text(suppression.rule)
          switch suppression.subject {
          case .record(let id):
            row.text(id)
            row.none()
          case .path(let path):
            row.none()
            row.text(path)
          }
          row.text(suppression.place?.description)
          row.text(suppression.reason)
          row.text(suppression.until.description)
          row.time(entry.since?.time)
          row.flag(entry.isExpired)
        }
      }
    }
  }
}
