import Acts
import Audit
import AuditFixtures
import Decision
import Foundation
import Primitives
import Records
import Testing

/// Figures about the flow of changes, each against changes whose figure is known.
struct FlowMetricsTests {
  private func flow(
    _ changes: [ChangeSummary], _ edit: (inout FlowMetrics.Context) -> Void = { _ in }
  ) -> FlowMetrics {
    var context = FlowMetrics.Context()
    edit(&context)
    return FlowMetrics(changes: changes, period: Summaries.period, context: context)
  }

  private static func ended(
    _ number: Int, _ outcome: ChangeRequest.Closure.Outcome?, kind: ChangeRequest.Kind = .normal,
    _ edit: (inout ChangeSummary) -> Void = { _ in }
  ) -> ChangeSummary {
    Summaries.change(number, kind) {
      $0.milestones.started = Summaries.moment("2026-07-06T10:00:00Z")
      $0.milestones.finished = Summaries.moment("2026-07-06T12:00:00Z")
      $0.outcome = outcome
      edit(&$0)
    }
  }

  @Test func `of nothing no rate is nought`() {
    let flow = flow([])
    for metric in flow.metrics {
      switch metric.value {
      case .count(let count): #expect(count == 0)
      case .notEvaluable(let why): #expect(!why.isEmpty)
      case .ratio, .durations: Issue.record("\(metric.id) has a value")
      }
      #expect(metric.changes.isEmpty)
    }
    for series in flow.series {
      #expect(series.bars.allSatisfy { $0.values.allSatisfy { $0 == 0 } })
    }
  }

  @Test func `outcomes are counted as what they were`() {
    let flow = flow([
      Self.ended(5, nil), Self.ended(1, .successful), Self.ended(2, .successfulWithIssues),
      Self.ended(3, .failed), Self.ended(4, .rolledBack),
      Self.ended(6, .successful) { $0.rollback.wasUsed = true },
      Summaries.change(7) { $0.outcome = .successful },
      Summaries.change(8) { $0.outcome = .cancelled },
    ])
    #expect(flow.told("implemented") == "6: 001 002 003 004 005 006")
    #expect(flow.told("change-success-rate") == "1/5: 001")
    #expect(flow.told("change-fail-rate") == "4/5: 002 003 004 006")
    #expect(flow.told("rollback-rate") == "2/5: 004 006")
    #expect(flow.told("finished-without-outcome") == "1: 005")
    #expect(flow.told("rollback-success-rate") == "0/2")
    #expect(flow.told("incidents-caused").hasPrefix("not evaluable, history does not link"))
  }

  @Test func `rollbacks are measured against their plans`() {
    func rolledBack(_ number: Int, _ planned: Int?, _ actual: Int?, _ verified: Bool?)
      -> ChangeSummary
    {
      Self.ended(number, .rolledBack) {
        $0.rollback.wasUsed = true
        $0.rollback.plannedMinutes = planned
        $0.rollback.actualMinutes = actual
        $0.rollback.isVerified = verified
      }
    }
    let flow = flow([
      rolledBack(1, 30, 20, true), rolledBack(2, 30, 45, false), rolledBack(3, 30, 30, nil),
      rolledBack(4, nil, 10, true), rolledBack(5, 30, nil, true), rolledBack(6, 1, .max, true),
      rolledBack(7, .min, .max, true), rolledBack(8, .max, -5, true),
    ])
    #expect(flow.told("rollback-success-rate") == "6/8: 001 004 005 006 007 008")
    #expect(flow.told("rollback-estimate-error") == "0 900 900 of 3: 001 002 003")
    #expect(flow.told("rollback-overrun-rate") == "1/3: 002")
    #expect(flow.told("recovery-time") == "1200 2700 2700 of 4: 001 002 003 004")
  }

  @Test func `a failure without a rollback recovers with its successor`() {
    func retry(_ number: Int, _ of: Int, _ outcome: ChangeRequest.Closure.Outcome, _ at: String)
      -> ChangeSummary
    {
      Self.ended(number, outcome) {
        $0.supersedes = ["CHG-2026-\(1000 + of)"]
        $0.milestones.finished = Summaries.moment(at)
      }
    }
    let flow = flow([
      Self.ended(1, .failed), Self.ended(2, .failed), retry(3, 1, .failed, "2026-07-06T13:00:00Z"),
      retry(4, 1, .successful, "2026-07-06T15:00:00Z"),
      retry(5, 1, .successful, "2026-07-06T14:00:00Z"),
    ])
    #expect(flow.told("recovery-time") == "7200 7200 7200 of 1: 001")
  }

  @Test func `durations go by nearest rank, and backward ones are left out and named`() {
    let hours = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    var changes = hours.map { hour in
      Summaries.change(hour) {
        $0.milestones.submitted = Summaries.moment("2026-07-06T00:00:00Z")
        let day = Instant(seconds: Summaries.time("2026-07-06T00:00:00Z").seconds)
        $0.milestones.finished = Moment(
          commit: nil, position: nil, time: day.advanced(by: Int64(hour) * 3600), source: .stated)
      }
    }
    changes.append(
      Summaries.change(11) {
        $0.milestones.submitted = Summaries.moment("2026-07-07T00:00:00Z")
        $0.milestones.finished = Summaries.moment("2026-07-06T00:00:00Z")
      })
    changes.append(
      Summaries.change(12) {
        $0.milestones.submitted = Moment(
          commit: nil, position: nil, time: Instant(seconds: .min), source: .claimed)
        $0.milestones.finished = Moment(
          commit: nil, position: nil, time: Instant(seconds: .max), source: .claimed)
      })
    let flow = flow(changes)
    #expect(
      flow.told("lead-time")
        == "18000 32400 36000 of 10: 001 002 003 004 005 006 007 008 009 010")
    #expect(flow.told("times-backwards") == "1: 011")
    #expect(
      flow.told("time-to-review")
        == "not evaluable, no change has both moments in this order")
    #expect(
      flow.series("lead-times")?.bars.map(\.values) == [[10], [0], [0], [0], [0], [0], [0], [0]])
  }

  @Test func `every stage has its time`() {
    let change = Summaries.change(1) {
      $0.milestones.created = Summaries.moment("2026-07-01T00:00:00Z")
      $0.milestones.submitted = Summaries.moment("2026-07-01T00:00:01Z")
      $0.milestones.approved = Summaries.moment("2026-07-01T00:00:03Z")
      $0.milestones.started = Summaries.moment("2026-07-01T00:00:07Z")
      $0.milestones.finished = Summaries.moment("2026-07-01T00:00:15Z")
      $0.milestones.reviewed = Summaries.moment("2026-07-01T00:00:31Z")
      $0.milestones.closed = Summaries.moment("2026-07-01T00:01:03Z")
    }
    let flow = flow([change])
    let expected = [
      "lead-time": 14, "time-to-submit": 1, "time-to-approval": 2, "time-to-start": 4,
      "time-to-finish": 8, "time-to-review": 16, "time-to-close": 48,
    ]
    for (id, seconds) in expected {
      #expect(flow.told(id) == "\(seconds) \(seconds) \(seconds) of 1: 001", "\(id)")
    }
  }

  @Test func `waiting is told by role, whatever the system, and not for emergencies`() {
    func change(_ number: Int, _ kind: ChangeRequest.Kind = .normal) -> ChangeSummary {
      Summaries.change(number, kind) {
        $0.milestones.submitted = Summaries.moment("2026-07-06T00:00:00Z")
        $0.participations = [
          Summaries.approval("a", "security", "2026-07-06T02:00:00Z"),
          Summaries.approval("b", "system-owner(claims-db)", "2026-07-06T04:30:00Z"),
          Summaries.approval("c", "system-owner(claims-api)", "2026-07-07T00:00:00Z"),
          Summaries.approval("d", "cab", "2026-07-09T00:00:00Z", counted: false),
          Summaries.approval("e", "early", "2026-07-05T00:00:00Z"),
          Summaries.approval("f", nil, "2026-07-06T00:00:00Z"),
        ]
      }
    }
    let flow = flow([change(1), change(2, .emergency)])
    let waits = flow.metrics.filter { $0.id.hasPrefix("approval-wait") }.map(\.id)
    #expect(
      waits == ["approval-wait:no-role", "approval-wait:security", "approval-wait:system-owner"])
    #expect(flow.told("approval-wait:security") == "7200 7200 7200 of 1: 001")
    #expect(flow.told("approval-wait:system-owner") == "16200 86400 86400 of 2: 001")
    #expect(
      flow.series("waiting-by-role")?.bars.map { "\($0.label) \($0.values)" }
        == ["no-role [0, 0]", "security [2, 2]", "system-owner [4, 24]"])
  }

  @Test func `emergencies are counted, and those that were none`() {
    func emergency(
      _ number: Int, incident: String?, _ outcome: TestResult.Outcome,
      _ kind: AuditException.Kind? = nil
    ) -> ChangeSummary {
      Self.ended(number, .successful, kind: .emergency) { change in
        change.incident = incident
        change.results = [
          TestResult(
            .t13, outcome, "",
            exceptions: kind.map { [AuditException($0, change: nil, test: .t13, "")] } ?? [])
        ]
      }
    }
    let flow = flow([
      emergency(1, incident: "INC-1", .pass), emergency(2, incident: nil, .pass),
      emergency(3, incident: "INC-3", .fail, .emergencyNotRatified),
      emergency(4, incident: "INC-4", .fail, .emergencyNotGenuine),
      emergency(5, incident: "INC-5", .notEvaluable), Summaries.change(6), Summaries.change(7, nil),
    ])
    #expect(flow.told("emergency-share") == "5/6: 001 002 003 004 005")
    #expect(flow.told("emergency-misuse") == "2/5: 002 004")
    #expect(flow.told("retro-approvals-on-time") == "2/3: 001 002")
  }

  @Test func `what nobody had allowed is counted once`() {
    let flow = flow([
      Summaries.change(1, flags: [.startedUnauthorised]) {
        $0.milestones.started = Summaries.moment("2026-07-06T10:00:00Z")
        $0.results = [
          TestResult(
            .t5, .fail, "",
            exceptions: [AuditException(.approvalAfterDeployment, change: nil, test: .t5, "")])
        ]
      },
      Self.ended(2, .successful),
      Self.ended(3, .successful) {
        $0.results = [
          TestResult(
            .t12, .fail, "",
            exceptions: [
              AuditException(.outsideWindow, change: nil, test: .t12, ""),
              AuditException(.duringFreeze, change: nil, test: .t12, ""),
            ])
        ]
      },
      Summaries.change(4, flags: [.outsideWindow, .conflict]),
    ])
    #expect(flow.told("unauthorised") == "1/3: 001")
    #expect(flow.told("window-breaches") == "2: 003 004")
    #expect(flow.told("freeze-breaches") == "1: 003")
    #expect(flow.told("conflicts") == "1: 004")
    #expect(flow.told("uncovered-deployments") == "no such figure")
  }

  @Test func `uncovered deployments are told where they were looked for`() {
    let report = SampleAudit.report
    let flow = flow([]) { $0.reconciliation = report.reconciliation }
    #expect(flow.told("uncovered-deployments") == "1/2")
    #expect(flow.told("uncovered-commits") == "1/1")
    let without = self.flow([]) { $0.reconciliation = Reconciliation() }
    #expect(
      without.told("uncovered-deployments") == "not evaluable, no deployment feed was given")
    #expect(without.told("uncovered-commits") == "not evaluable, no code could be read")
  }

  @Test func `test evidence and independence go by what could be judged`() {
    func change(_ number: Int, _ kind: ChangeRequest.Kind, _ t8: TestResult.Outcome)
      -> ChangeSummary
    {
      Summaries.change(number, kind) {
        $0.results = [TestResult(.t7, t8, ""), TestResult(.t8, t8, "")]
      }
    }
    let flow = flow([
      change(1, .normal, .pass), change(2, .normal, .fail), change(3, .normal, .notEvaluable),
      change(4, .standard, .fail), change(5, .normal, .notApplicable),
    ])
    #expect(flow.told("missing-test-evidence") == "1/2: 002")
    #expect(flow.told("independence-breaches") == "2/3: 002 004")
    #expect(flow.told("deviations-T8") == "2/3: 002 004")
    #expect(
      flow.told("deviations-T18") == "not evaluable, T18 neither passes nor fails for any change")
    let health = flow.series("control-health")
    #expect(health?.bars.count == 18)
    #expect(health?.series == ["pass", "fail", "not-evaluable", "not-applicable"])
    #expect(health?.bars[7] == FlowSeries.Bar(label: "T8", values: [1, 2, 1, 1]))
  }

  @Test func `standard changes are told by template`() {
    func standard(_ number: Int, _ template: String?, _ outcome: ChangeRequest.Closure.Outcome)
      -> ChangeSummary
    {
      Self.ended(number, outcome, kind: .standard) { $0.template = template }
    }
    let flow = flow([
      standard(1, "STD-B@1", .failed), standard(2, "STD-A@2", .successful),
      standard(3, "STD-B@1", .successful), standard(4, nil, .failed), Summaries.change(5),
    ])
    #expect(flow.told("standard-share") == "4/5: 001 002 003 004")
    #expect(flow.told("template-fail-rate:STD-A@2") == "0/1")
    #expect(flow.told("template-fail-rate:STD-B@1") == "1/2: 001")
    #expect(flow.metrics.filter { $0.id.hasPrefix("template") }.count == 2)
  }

  @Test func `the age of what is open goes into bands`() {
    // The period ends on 30 September at 22:00 UTC.
    let submitted = [
      "2026-09-30T21:59:59Z", "2026-09-29T22:00:01Z", "2026-09-29T22:00:00Z",
      "2026-09-25T22:00:00Z", "2026-09-24T22:00:00Z", "2026-08-31T22:00:00Z",
      "2026-08-30T22:00:00Z", "2026-07-02T22:00:00Z", "2026-07-01T22:00:00Z",
      "2026-10-01T00:00:00Z",
    ]
    var changes = submitted.enumerated().map { number, time in
      Summaries.change(number, state: number == 1 ? .held : .active) {
        $0.milestones.submitted = Summaries.moment(time)
        if number == 2 { $0.milestones.approved = Summaries.moment("2026-09-30T00:00:00Z") }
      }
    }
    changes.append(
      Summaries.change(20, state: .rejected) {
        $0.milestones.submitted = Summaries.moment("2026-08-01T00:00:00Z")
      })
    changes.append(Summaries.change(21, state: .active))
    let flow = flow(changes) { $0.others = [] }
    #expect(flow.series("age-bands")?.bars.map(\.values) == [[2], [2], [2], [2], [1]])
    #expect(flow.told("undecided") == "9: 000 001 003 004 005 006 007 008 009")
    #expect(flow.told("undecided-past-limit") == "3: 006 007 008")
    #expect(
      flow.told("open-age")
        == "518400 7862400 7862400 of 9: 000 001 002 003 004 005 006 007 008")
  }

  @Test func `the backlog grows by what came and was not ended`() {
    let changes = [
      Summaries.change(1) {
        $0.milestones.submitted = Summaries.moment("2026-07-05T00:00:00Z")
        $0.milestones.closed = Summaries.moment("2026-08-05T00:00:00Z")
      }
    ]
    let others = [
      Summaries.change(2, state: .active) {
        $0.milestones.submitted = Summaries.moment("2026-07-06T00:00:00Z")
      },
      Summaries.change(3) { $0.milestones.closed = Summaries.moment("2026-07-07T00:00:00Z") },
      Summaries.change(4) { $0.milestones.closed = Summaries.moment("2026-10-07T00:00:00Z") },
      changes[0],
    ]
    let alone = flow(changes)
    #expect(alone.told("backlog-growth") == "0: 001")
    #expect(
      alone.metrics.first { $0.id == "backlog-growth" }?.formula.hasSuffix(
        "; only changes that belong to the period") == true)
    let all = flow(changes) { $0.others = others }
    #expect(all.told("backlog-growth") == "0: 001 002")
    #expect(all.told("undecided") == "1: 002")
  }

  @Test func `quick and crowded approvals are signalled`() {
    func change(_ number: Int, _ approvals: [ChangeSummary.Participation]) -> ChangeSummary {
      Summaries.change(number) {
        $0.milestones.submitted = Summaries.moment("2026-07-06T10:00:00Z")
        $0.participations = approvals
      }
    }
    let flow = flow([
      change(1, [Summaries.approval("a", "security", "2026-07-06T10:00:59Z", commit: 1)]),
      change(2, [Summaries.approval("a", "security", "2026-07-06T10:01:00Z", commit: 2)]),
      change(3, [Summaries.approval("a", "security", "2026-07-06T11:00:58Z", commit: 3)]),
      change(4, [Summaries.approval("a", "security", "2026-07-06T12:30:00Z", commit: 4)]),
      // A board signs many changes in one commit.
      change(5, [Summaries.approval("b", "cab", "2026-07-06T12:00:00Z", commit: 9)]),
      change(6, [Summaries.approval("b", "cab", "2026-07-06T12:00:00Z", commit: 9)]),
      change(7, [Summaries.approval("b", "cab", "2026-07-06T12:00:00Z", commit: 9)]),
    ]) { $0.approvalsPerHour = 2 }
    #expect(flow.told("hasty-approvals") == "1/7: 001")
    #expect(flow.told("hurried-approvals") == "3/7: 001 002 003")
  }

  @Test func `rounds and voided approvals are summed`() {
    let flow = flow([
      Summaries.change(1) { ($0.staleApprovals, $0.furtherRounds) = (2, 1) },
      Summaries.change(2) { ($0.staleApprovals, $0.furtherRounds) = (3, 0) }, Summaries.change(3),
    ])
    #expect(flow.told("voided-approvals") == "5: 001 002")
    #expect(flow.told("further-rounds") == "1: 001")
  }

  @Test func `equal changes in any order give equal figures`() {
    let changes = SampleAudit.changes
    let flow = flow(changes)
    for _ in 0..<5 {
      let other = self.flow(changes.shuffled())
      #expect(other.metrics == flow.metrics)
      #expect(other.series == flow.series)
    }
    #expect(Set(flow.metrics.map(\.id)).count == flow.metrics.count)
    for metric in flow.metrics {
      #expect(metric.changes == metric.changes.sorted())
      #expect(!metric.title.isEmpty && !metric.formula.isEmpty)
    }
  }
}
