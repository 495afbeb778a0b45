internal import Primitives
internal import Records

/// How changes ended.
extension Flow {
  private static let noEnding = "no change has ended in production with a known outcome"

  /// Those of which it is known how they ended.
  var ended: [ChangeSummary] { changes.filter { $0.ending != nil } }

  private var rolledBack: [ChangeSummary] { changes.filter { $0.ending == .rolledBack } }

  var outcomeMetrics: [Metric] {
    let ended = ended
    return [
      .count(
        "implemented", "Changes implemented", "changes with a Start or a Finish",
        of: changes.filter { $0.milestones.started != nil || $0.milestones.finished != nil }),
      .share(
        "change-success-rate", "Change success rate",
        "outcome successful and no rollback used, of those that ended with a known outcome",
        of: ended, without: Self.noEnding
      ) { $0.ending == .successful },
      .share(
        "change-fail-rate", "Change fail rate",
        """
        failed, rolled back, or successful with issues, of those that ended with a known outcome; \
        history does not tell which issues were incidents, so all count
        """, of: ended, without: Self.noEnding
      ) { $0.ending != .successful },
      .share(
        "rollback-rate", "Rollback rate",
        "rolled back, of those that ended with a known outcome", of: ended,
        without: Self.noEnding
      ) { $0.ending == .rolledBack },
      .count(
        "finished-without-outcome", "Finished without an outcome",
        "finished, and nothing says how; left out of the rates above",
        of: changes.filter { $0.milestones.finished != nil && $0.ending == nil }),
    ] + rollbackMetrics
  }

  private var rollbackMetrics: [Metric] {
    let rolledBack = rolledBack
    let measured = rolledBack.compactMap { change -> (change: ChangeSummary, over: Int64)? in
      guard let actual = change.rollback.actualMinutes, let plan = change.rollback.plannedMinutes,
        actual >= 0, plan >= 0
      else { return nil }
      return Self.seconds(minutes: max(0, actual - plan)).map { (change, $0) }
    }
    let none = "no change was rolled back"
    return [
      .share(
        "rollback-success-rate", "Rollback success rate",
        "recorded as verified, of the rollbacks attempted", of: rolledBack, without: none
      ) { $0.rollback.isVerified == true },
      .share(
        "rollback-overrun-rate", "Rollbacks that took longer than planned",
        "actual minutes above `max-minutes`, of the rollbacks for which both are known",
        of: measured.map(\.change), without: "no rollback has both an actual and a planned duration"
      ) { ($0.rollback.actualMinutes ?? 0) > ($0.rollback.plannedMinutes ?? 0) },
      .durations(
        "rollback-estimate-error", "Rollback beyond its plan",
        "actual less planned minutes, nought if within, of the rollbacks for which both are known",
        of: measured.map {
          Span(change: $0.change.id, seconds: $0.over)
        }, without: "no rollback has both an actual and a planned duration"),
      recoveryTime,
      Metric(
        id: "incidents-caused", title: "Incidents caused by changes",
        formula: "incidents whose cause is a change",
        value: .notEvaluable("history does not link incidents to the change that caused them"),
        changes: []),
    ]
  }

  /// The way back where it was gone; else until a successful change that supersedes the failed one.
  private var recoveryTime: Metric {
    var cures: [String: Instant] = [:]
    for change in changes where change.ending == .successful {
      guard let finished = change.milestones.finished?.time else { continue }
      for failed in change.supersedes {
        cures[failed] = min(cures[failed] ?? finished, finished)
      }
    }
    let spans = changes.compactMap { change -> Span? in
      guard change.ending == .failed || change.ending == .rolledBack else { return nil }
      if let minutes = change.rollback.actualMinutes, minutes >= 0 {
        return Self.seconds(minutes: minutes).map { Span(change: change.id, seconds: $0) }
      }
      guard let cure = cures[change.id], let failed = change.milestones.finished?.time,
        let seconds = failed.seconds(until: cure)
      else { return nil }
      return Span(change: change.id, seconds: seconds)
    }
    return .durations(
      "recovery-time", "Failed change recovery time",
      """
      of failed and rolled-back changes: the rollback's actual minutes, else Finish to the Finish \
      of the first successful change of the period that supersedes it
      """, of: spans, without: "no failed change has a measured rollback or a successful successor")
  }

  /// Nil for what cannot be counted: minutes are a text that anybody wrote.
  private static func seconds(minutes: Int) -> Int64? {
    let (seconds, overflow) = Int64(minutes).multipliedReportingOverflow(by: 60)
    return overflow ? nil : seconds
  }
}
