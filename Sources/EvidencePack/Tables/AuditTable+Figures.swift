internal import Audit
internal import Primitives

extension AuditTable {
  /// The sample drawn.
  package static let sample = AuditTable(
    "sample", sheet: "Sample",
    "A change of the sample, sorted by id; `Overview` has the seed and the method.",
    columns: [
      Column("change", "The id of the change."),
      Column("stratum", width: 20, "The stratum that it was drawn from."),
      Column("reason", width: 50, "Whether it was drawn by lot, or is there for what it is."),
    ]
  ) { report, emit in
    for item in report.sample?.items ?? [] {
      emit { row in
        row.text(item.change)
        row.text(item.stratum)
        row.text(item.reason)
      }
    }
  }

  /// The figures about the flow of changes.
  package static let metrics = AuditTable(
    "metrics", sheet: "Metrics", "A figure about the flow of changes.",
    columns: [
      Column("id", width: 26, "Its stable name."),
      Column("title", width: 30, "What it is."),
      Column("formula", width: 60, "How it is computed."),
      Column("count", .number, width: 10, "A count, or the numerator of a ratio."),
      Column("of", .number, width: 10, "The denominator; for durations, of how many changes."),
      Column("median-seconds", .number, width: 14, "The median."),
      Column("ninetieth-seconds", .number, width: 14, "The 90th percentile."),
      Column("longest-seconds", .number, width: 14, "The longest."),
      Column("not-evaluable", width: 40, "Why there is no figure."),
    ]
  ) { report, emit in
    for metric in report.metrics { emit { row in fill(metric, &row) } }
  }

  private static func fill(_ metric: Metric, _ row: inout TableRow) {
    row.text(metric.id)
    row.text(metric.title)
    row.text(metric.formula)
    metric.value.fill(&row)
  }

  /// What was audited and what was found, a line each.
  package static let overview = AuditTable(
    "overview", sheet: "Overview", "What was audited, and the figures to begin with.",
    columns: [
      Column("what", width: 36, "What the line is about."),
      Column("value", width: 90, "A text, a number or a time."),
    ]
  ) { report, emit in
    var lines = scopeLines(report.scope) + countLines(report)
    if let sample = report.sample {
      lines.append(("sample: seed", { $0.text(sample.seed) }))
      lines.append(("sample: method", { $0.text(sample.method) }))
      lines.append(("sample: size", { $0.text(sample.size) }))
    }
    for remark in report.remarks + report.reconciliation.remarks {
      lines.append(("remark", { $0.text(remark) }))
    }
    for (what, value) in lines {
      emit { row in
        row.text(what)
        value(&row)
      }
    }
  }

  private typealias Line = (String, (inout TableRow) -> Void)

  private static func scopeLines(_ scope: AuditScope) -> [Line] {
    [
      ("repository", { $0.text(scope.repository) }),
      ("trunk", { $0.text(scope.trunkReference) }),
      ("first day", { $0.text(scope.period.from.description) }),
      ("day after the last", { $0.text(scope.period.until.description) }),
      ("zone", { $0.text(scope.period.zone) }),
      ("basis", { $0.text(scope.period.basis.rawValue) }),
      ("begins", { $0.time(scope.period.start) }),
      ("ends before", { $0.time(scope.period.end) }),
      ("standpoint", { $0.commit(scope.standpoint) }),
      ("verdicts as of", { $0.time(scope.asOf) }),
      ("tip", { $0.commit(scope.tip) }),
      ("made at", { $0.time(scope.now) }),
      ("trust root", { $0.commit(scope.trustRoot) }),
      ("trust root given from outside", { $0.word(scope.isTrustRootGiven) }),
      ("checkpoint", { $0.commit(scope.checkpoint?.commit) }),
      ("descends from the checkpoint", { $0.word(scope.checkpoint?.isKept) }),
      ("engine", { $0.text(scope.engine.name) }),
      ("engine's digest", { $0.digest(scope.engine.digest) }),
      ("commits on the trunk's first parents", { $0.number(scope.spineLength) }),
      ("commits dated before the one below", { $0.number(scope.backdatedCommits.count) }),
    ]
  }

  private static func countLines(_ report: AuditReport) -> [Line] {
    let population = report.population
    return [
      ("changes of the period", { $0.number(population.ids.count) }),
      ("changes that overlap it", { $0.number(population.overlapping.count) }),
      ("changes without a date", { $0.number(population.undated.count) }),
      ("records ever on the trunk", { $0.number(population.everRecorded) }),
      ("missing ids", { $0.number(population.gaps.reduce(0) { $0 &+ $1.count }) }),
      ("duplicate ids", { $0.number(population.duplicates.count) }),
      ("deleted records", { $0.number(population.deletions.count) }),
      ("exceptions", { $0.number(report.exceptions.count) }),
      (
        "deployments that no change covers",
        { row in
          guard let deployments = report.reconciliation.deployments else {
            return row.text("not-evaluable: no deployment feed was given")
          }
          row.number(deployments.count { $0.cover != .covered })
        }
      ),
      (
        "commits of protected paths that no change covers",
        { row in
          guard let commits = report.reconciliation.commits else {
            return row.text("not-evaluable: no repository of code could be read")
          }
          row.number(commits.count { $0.cover != .covered })
        }
      ),
    ]
  }

  /// What the columns of the other sheets mean.
  package static let method = AuditTable(
    "method", sheet: "Method", "What the tests are, and what every column of the workbook says.",
    columns: [
      Column("sheet", width: 14, "The sheet, or `Tests` for a control test."),
      Column("name", width: 28, "The column, or the test."),
      Column("meaning", width: 100, "What it says."),
    ]
  ) { _, emit in
    func line(_ sheet: String, _ name: String, _ meaning: String) {
      emit { row in
        row.text(sheet)
        row.text(name)
        row.text(meaning)
      }
    }
    for test in ControlTest.allCases { line("Tests", test.rawValue, test.title) }
    for table in [
      population, tests, exceptions, deployments, commits, people, duties, policies, sample,
      metrics,
    ] {
      for column in table.columns { line(table.sheet, column.name, column.meaning) }
    }
  }
}

extension Metric.Value {
  /// Six cells: count, of, median, ninetieth, longest, why there is none.
  func fill(_ row: inout TableRow) {
    switch self {
    case .count(let count):
      row.number(count)
      for _ in 0..<5 { row.none() }
    case .ratio(let part, let whole):
      row.number(part)
      row.number(whole)
      for _ in 0..<4 { row.none() }
    case .durations(let median, let ninetieth, let longest, let count):
      row.none()
      row.number(count)
      row.seconds(median)
      row.seconds(ninetieth)
      row.seconds(longest)
      row.none()
    case .notEvaluable(let reason):
      for _ in 0..<5 { row.none() }
      row.text(reason)
    }
  }
}
