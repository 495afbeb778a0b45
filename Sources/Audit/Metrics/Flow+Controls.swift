internal import Primitives

/// What one test found over all changes.
struct ControlTally {
  var pass = 0
  var fail = 0
  var notEvaluable = 0
  var notApplicable = 0
  /// The ids of the changes that fail.
  var failing: [String] = []

  static func all(of changes: [ChangeSummary]) -> [ControlTest: ControlTally] {
    var tallies: [ControlTest: ControlTally] = [:]
    for change in changes {
      for result in change.results {
        tallies[result.test, default: ControlTally()].count(result.outcome, of: change.id)
      }
    }
    return tallies
  }

  private mutating func count(_ outcome: TestResult.Outcome, of change: String) {
    switch outcome {
    case .pass: pass += 1
    case .notEvaluable: notEvaluable += 1
    case .notApplicable: notApplicable += 1
    case .fail:
      fail += 1
      if failing.last != change { failing.append(change) }
    }
  }
}

/// How healthy each control is.
extension Flow {
  var controlMetrics: [Metric] {
    ControlTest.allCases.map { test in
      let tally = controls[test] ?? ControlTally()
      let judged = tally.pass + tally.fail
      return Metric(
        id: "deviations-\(test.rawValue)", title: "\(test.rawValue) deviations: \(test.title)",
        formula: """
          fail, of those that pass or fail; \(tally.notEvaluable) not evaluable and \
          \(tally.notApplicable) not applicable are left out
          """,
        value: judged == 0
          ? .notEvaluable("\(test.rawValue) neither passes nor fails for any change")
          : .ratio(tally.fail, of: judged),
        changes: tally.failing)
    }
  }

  var controlHealth: FlowSeries {
    FlowSeries(
      id: "control-health", title: "Results of each test over all changes", unit: "results",
      series: TestResult.Outcome.allCases.map(\.rawValue),
      bars: ControlTest.allCases.map { test in
        let tally = controls[test] ?? ControlTally()
        return FlowSeries.Bar(
          label: test.rawValue,
          values: [tally.pass, tally.fail, tally.notEvaluable, tally.notApplicable])
      })
  }
}
