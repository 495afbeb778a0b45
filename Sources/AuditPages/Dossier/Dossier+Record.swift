internal import Audit
internal import Markup
internal import Primitives
internal import Records

extension Dossier {
  /// Writes what the record says, but for the rollback plan.
  func writeRecord(into page: inout Markup) {
    guard let record else {
      return page.part("record", "Record") {
        $0.paragraph("There is no record that could be read.")
      }
    }
    writeRequest(record, into: &page)
    writeAssessment(record, into: &page)
    writeTesting(record, into: &page)
    writeImplementation(record, into: &page)
    writeSchedule(record, into: &page)
    writeExecution(record, into: &page)
    writeEnd(record, into: &page)
  }

  private func writeRequest(_ record: ChangeRequest, into page: inout Markup) {
    guard let request = record.request else { return }
    page.part("request", "Request") { part in
      part.facts { facts in
        facts.item("Description", request.description)
        facts.item("Justification", request.justification)
        facts.item("Expected outcome", request.expectedOutcome)
        facts.item("Timeline", request.timeline.map(Self.words))
        facts.item("Why not normal", request.whyNotNormal)
        let parameters = (request.parameters ?? [:]).sorted { $0.key < $1.key }
        facts.item("Parameters", parameters.map { "\($0.key) = \($0.value)" })
      }
    }
  }

  private func writeAssessment(_ record: ChangeRequest, into page: inout Markup) {
    guard let assessment = record.assessment else { return }
    page.part("assessment", "Assessment") { part in
      part.facts { facts in
        facts.item("Risk", assessment.risk?.rawValue)
        facts.item("Outage", assessment.outage?.rawValue)
        facts.item("Outage minutes", assessment.outageMinutes.map(String.init))
        facts.item("Users affected", assessment.usersAffected.map(String.init))
        facts.item("Dependencies", assessment.dependencies)
        facts.item("Disruption", assessment.disruption)
        facts.item("Security", assessment.security)
        facts.item("Privacy", assessment.privacy)
      }
    }
  }

  private func writeTesting(_ record: ChangeRequest, into page: inout Markup) {
    guard let testing = record.testing else { return }
    page.part("testing", "Testing") { part in
      part.facts { facts in
        facts.item("Environment", testing.environment, most: 200)
        if let waiver = testing.waiver {
          facts.item("Waived because", waiver.reason)
          facts.item("Waiver accepted by", waiver.acceptedBy, most: 200)
        }
      }
      part.rows(
        "Planned tests", ["Kind", "Action"],
        (testing.plan ?? []).map { [$0.kind?.rawValue, $0.action] })
      part.rows(
        "Results", ["Kind", "Result", "By", "Time (stated)", "Evidence and its digest"],
        (testing.results ?? []).map { result in
          [
            result.kind?.rawValue, result.passed.map { $0 ? "passed" : "failed" }, result.by,
            result.at.map { "\($0)" }, result.evidence.map(Self.words),
          ]
        })
    }
  }

  private func writeImplementation(_ record: ChangeRequest, into page: inout Markup) {
    guard let plan = record.implementation else { return }
    page.part("implementation", "Implementation plan") { part in
      part.facts { facts in
        facts.item("Implementer", plan.implementer, most: 200)
        facts.item("Artifacts", plan.artifacts.map(Self.words))
      }
      part.rows(
        "Steps", ["Step", "Kind", "Action", "By", "Expect", "Minutes", "Reversible"],
        (plan.steps ?? []).map { step in
          [
            step.id, step.kind.rawValue, step.action, step.by, step.expect,
            step.minutes.map(String.init),
            step.reversible.map { $0 ? "yes" : "no" + (step.note.map { ": \($0)" } ?? "") },
          ]
        })
    }
  }

  private func writeSchedule(_ record: ChangeRequest, into page: inout Markup) {
    guard let schedule = record.schedule else { return }
    page.part("schedule", "Schedule and communications") { part in
      part.facts { $0.item("Window", schedule.window.map(Self.words)) }
      part.rows(
        "Communications", ["About", "Audience", "Channel", "Time (stated)"],
        (schedule.communications ?? []).map {
          [$0.event?.rawValue, $0.audience, $0.channel, $0.at.map { "\($0)" }]
        })
      part.rows(
        "Coordination", ["Team", "Purpose"],
        (schedule.coordination ?? []).map { [$0.team, $0.purpose] })
    }
  }

  private func writeExecution(_ record: ChangeRequest, into page: inout Markup) {
    guard let execution = record.execution else { return }
    page.part("execution", "Execution") { part in
      part.facts { facts in
        facts.item("Started (stated)", execution.started.map { "\($0)" })
        facts.item("Finished (stated)", execution.finished.map { "\($0)" })
        facts.item("Deviations", execution.deviations)
        facts.item("Issues", execution.issues)
        if let rollback = execution.rollback {
          facts.item("Rolled back on", rollback.trigger, most: 200)
          facts.item("Decided by", rollback.decidedBy, most: 200)
          facts.item("Rollback started", rollback.started.map { "\($0)" })
          facts.item("Rollback finished", rollback.finished.map { "\($0)" })
          facts.item("Rollback verified", rollback.verified.map { $0 ? "yes" : "no" })
        }
      }
      part.rows(
        "Log", ["Time (stated)", "Step", "By", "Result", "Note"],
        (execution.log ?? []).map {
          [$0.at.map { "\($0)" }, $0.step, $0.by, $0.result, $0.note]
        })
    }
  }

  private func writeEnd(_ record: ChangeRequest, into page: inout Markup) {
    guard record.review != nil || record.closure != nil else { return }
    page.part("review", "Review and closure") { part in
      part.facts { facts in
        if let review = record.review {
          facts.item("Objectives met", review.objectivesMet.map { $0 ? "yes" : "no" })
          facts.item("Monitored from", review.monitoredFrom.map { "\($0)" })
          facts.item("Monitored until", review.monitoredUntil.map { "\($0)" })
          facts.item("Signals", review.signals)
          facts.item("Findings", review.findings)
        }
        facts.item("Outcome", record.closure?.outcome?.rawValue)
        facts.item("Notes", record.closure?.notes)
      }
      part.rows(
        "Improvements", ["Action", "Owner", "Due"],
        (record.review?.improvements ?? []).map { [$0.action, $0.owner, $0.due.map { "\($0)" }] })
    }
  }

  private static func words(_ interval: ChangeRequest.Interval) -> String {
    "\(interval.start) – \(interval.end)"
  }
}
