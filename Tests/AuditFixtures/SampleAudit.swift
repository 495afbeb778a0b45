package import Audit
import Acts
import Decision
package import Primitives
import Records

/// An audit of the third quarter of 2026, made up by hand: eight changes, three of which went wrong.
package enum SampleAudit {
  /// A commit that no repository has: forty digits made from a number.
  package static func commit(_ number: Int) -> ObjectID {
    let text = String(number, radix: 16)
    let padded = String(repeating: "0", count: 8 - text.count) + text
    guard let id = ObjectID(String(repeating: padded, count: 5)) else { fatalError("no id") }
    return id
  }

  package static func digest(_ number: Int) -> SHA256Digest {
    guard let digest = SHA256Digest(bytes: Array(repeating: UInt8(number & 255), count: 32)) else {
      fatalError("no digest")
    }
    return digest
  }

  package static func time(_ text: String) -> Instant {
    guard let instant = Instant(rfc3339: text) else { fatalError("no time: \(text)") }
    return instant
  }

  package static func moment(
    _ number: Int, _ text: String, _ source: Moment.Source = .recorded
  ) -> Moment {
    Moment(commit: commit(number), position: number, time: time(text), source: source)
  }

  package static var period: AuditPeriod {
    guard let from = CivilDate("2026-07-01"), let until = CivilDate("2026-10-01") else {
      fatalError("no dates")
    }
    return AuditPeriod(
      from: from, until: until, zone: "Europe/Berlin", start: time("2026-06-30T22:00:00Z"),
      end: time("2026-09-30T22:00:00Z"), basis: .started)
  }

  package static var scope: AuditScope {
    AuditScope(
      repository: "harbourline/changes", trunkReference: "refs/heads/main",
      standpoint: commit(900), asOf: period.end, tip: commit(950),
      now: time("2026-10-05T09:00:00Z"), trustRoot: commit(1), isTrustRootGiven: true,
      period: period,
      checkpoint: AuditScope.Checkpoint(commit: commit(400), isKept: true),
      engine: AuditScope.Engine(name: "assent 0.1.0", digest: digest(7)), spineLength: 901,
      backdatedCommits: [])
  }

  /// The whole report.
  package static var report: AuditReport {
    var population = Population()
    population.ids = changes.map(\.id)
    population.everRecorded = 41
    population.gaps = [
      Population.Gap(first: "CHG-2026-0134", last: "CHG-2026-0136", count: 3)
    ]
    population.deletions = [
      Population.Deletion(
        id: "CHG-2026-0137", commit: commit(612), moment: moment(612, "2026-08-12T10:00:00Z"),
        isRestored: false)
    ]
    var report = AuditReport(scope: scope, population: population, changes: changes)
    report.repositoryResults = [
      TestResult(
        .t15, .notEvaluable, "no snapshot of the forge's settings was given",
        basis: []),
      TestResult(
        .t17, .fail, "one record was deleted from the trunk", commits: [commit(612)],
        basis: [.orderProven],
        exceptions: [
          AuditException(
            .recordDeleted, change: "CHG-2026-0137", test: .t17,
            "CHG-2026-0137 was deleted from the trunk and has not come back",
            commits: [commit(612)], time: time("2026-08-12T10:00:00Z"), isOpen: true)
        ]),
      TestResult(
        .t18, .fail, "one of 9 deployments has no change", basis: [.timeClaimed],
        exceptions: [
          AuditException(
            .unmatchedProductionChange, change: nil, test: .t18,
            "commit \(commit(777).short) ran on billing-db at 2026-09-02T14:48:00Z and no change names it",
            commits: [commit(777)], time: time("2026-09-02T14:48:00Z"), isOpen: true)
        ]),
    ]
    report.policies = [
      PolicyPeriod(
        version: 7, digest: digest(70), commit: commit(1), from: moment(1, "2026-01-02T08:00:00Z"),
        until: moment(500, "2026-08-01T08:00:00Z"), isTrustRoot: true, approvals: [],
        changedFiles: []),
      PolicyPeriod(
        version: 8, digest: digest(80), commit: commit(500),
        from: moment(500, "2026-08-01T08:00:00Z"), until: nil, isTrustRoot: false,
        approvals: [
          PolicyPeriod.Approval(
            person: "cfo.lane", commit: commit(498), time: time("2026-07-31T08:00:00Z")),
          PolicyPeriod.Approval(
            person: "ciso.rey", commit: commit(499), time: time("2026-07-31T09:00:00Z")),
        ], changedFiles: ["policies/assent.yaml", "policies/workflow.yaml"]),
    ]
    var reconciliation = Reconciliation()
    reconciliation.deployments = [
      Reconciliation.DeploymentMatch(
        deployment: Reconciliation.Deployment(
          time: time("2026-09-02T14:48:00Z"), system: "billing-db", commit: commit(777),
          digest: nil, who: "app.dev", source: "deployments.jsonl", line: 7),
        cover: .uncovered, changes: [], reason: "no change names this commit"),
      Reconciliation.DeploymentMatch(
        deployment: Reconciliation.Deployment(
          time: time("2026-07-18T22:20:00Z"), system: "claims-db", commit: commit(300),
          digest: nil, who: "pipeline", source: "deployments.jsonl", line: 1),
        cover: .covered, changes: ["CHG-2026-0121"],
        reason: "its gate was allowed at 2026-07-18T22:05:00Z"),
    ]
    reconciliation.commits = [
      Reconciliation.ProtectedCommit(
        repository: "harbourline/claims", commit: commit(777), subject: "Raise max_connections",
        author: "App Dev <app.dev@harbourline.example>", time: time("2026-09-02T14:40:00Z"),
        paths: ["billing/pool.conf"], cover: .uncovered, changes: [],
        reason: "it links no change")
    ]
    report.reconciliation = reconciliation
    report.people = [
      PersonAccount(
        id: "fay.stone", name: "Fay Stone", isMachine: false,
        keys: [
          PersonAccount.Tenure(
            name: "SHA256:AbCdEf", from: commit(1), until: nil,
            fromTime: time("2026-01-02T08:00:00Z"), untilTime: nil, status: "active")
        ],
        roles: [
          PersonAccount.Tenure(
            name: "implementer", from: commit(1), until: nil,
            fromTime: time("2026-01-02T08:00:00Z"), untilTime: nil, status: nil)
        ], acts: ["start": 5, "finish": 5], parts: ["implementer": changes.map(\.id)])
    ]
    report.duties = [
      DutyPair(
        part: "requester", person: "ana.ruiz", approver: "eli.frost",
        changes: ["CHG-2026-0121", "CHG-2026-0126"]),
      DutyPair(
        part: "implementer", person: "fay.stone", approver: "fay.stone",
        changes: ["CHG-2026-0130"]),
    ]
    report.sample = Sample(
      seed: "2026-Q3", method: "SHA-256 of seed and id, lowest first, within each stratum",
      size: "25 of 8: all", strata: [Sample.Stratum(name: "normal", population: 6, drawn: 6)],
      items: changes.map {
        Sample.Item(change: $0.id, stratum: "normal", reason: "drawn by lot")
      })
    report.metrics = [
      Metric(
        id: "change-fail-rate", title: "Change fail rate",
        formula: "failed, rolled back, or with issues, of those implemented",
        value: .ratio(1, of: 7), changes: ["CHG-2026-0130"]),
      Metric(
        id: "lead-time", title: "Lead time", formula: "first Submit to Finish",
        value: .durations(median: 432_000, ninetieth: 1_209_600, longest: 1_300_000, count: 7),
        changes: changes.map(\.id)),
    ]
    report.series = [
      FlowSeries(
        id: "changes-by-week", title: "Changes started by week", unit: "changes",
        series: ["standard", "normal", "emergency"],
        bars: [
          FlowSeries.Bar(label: "2026-W27", values: [1, 2, 0]),
          FlowSeries.Bar(label: "2026-W28", values: [0, 3, 1]),
        ])
    ]
    report.remarks = ["One commit of the trunk is dated before the one below it."]
    return report
  }

  /// The changes of the population, sorted by id.
  package static var changes: [ChangeSummary] {
    [
      change(107, "Rotate the TLS certificate of the quote site", .standard, .low),
      change(112, "Keep application logs for 90 days", .normal, .low),
      change(118, "Upgrade the message broker", .normal, .medium),
      change(121, "Move the claims database to version 16", .normal, .high),
      change(
        126, "Patch the remote access gateway <script>alert(1)</script>", .emergency, .high,
        wrong: (.t13, .emergencyNotRatified, "ratified 26 hours after it was due")),
      change(
        130, "Send mail through the new relay", .normal, .medium,
        wrong: (.t7, .approverNotIndependent, "fay.stone approved and implemented it")),
      change(133, "Delete scans older than the legal keeping time", .normal, .high),
      change(
        141, "=HYPERLINK(\"https://example.invalid\") firmware", .normal, .low,
        wrong: (.t5, .approvalAfterDeployment, "approved 3 hours after Start")),
    ]
  }

  private static func change(
    _ number: Int, _ title: String, _ kind: ChangeRequest.Kind, _ risk: ChangeRequest.Risk,
    wrong: (ControlTest, AuditException.Kind, String)? = nil
  ) -> ChangeSummary {
    let id = "CHG-2026-0\(number)"
    let closed = ChangeSummary.Standing(
      decision: .prevented, stage: .closed, state: .closed,
      flags: wrong == nil ? [] : [.startedUnauthorised])
    var summary = ChangeSummary(id: id, atEnd: closed, today: closed)
    summary.title = title
    summary.path = "changes/2026/\(id).yaml"
    summary.commit = commit(number * 3)
    summary.digest = digest(number)
    summary.kind = kind
    summary.risk = risk
    summary.environment = "production"
    summary.systems = ["claims-db", "claims-api"]
    summary.requester = "ana.ruiz"
    summary.implementer = "fay.stone"
    summary.outcome = wrong?.0 == .t7 ? .rolledBack : .successful
    summary.policyDigest = digest(70)
    summary.milestones.created = moment(number, "2026-07-02T08:00:00Z")
    summary.milestones.submitted = moment(number + 1, "2026-07-03T08:00:00Z")
    summary.milestones.approved = moment(number + 2, "2026-07-10T08:00:00Z")
    summary.milestones.started = moment(number + 3, "2026-07-18T22:05:00Z", .claimed)
    summary.milestones.finished = moment(number + 4, "2026-07-19T00:31:00Z", .claimed)
    summary.milestones.closed = moment(number + 5, "2026-07-27T08:00:00Z")
    summary.participations = [
      ChangeSummary.Participation(
        person: "ana.ruiz", verb: .submit, role: nil, commit: commit(number + 1),
        moment: moment(number + 1, "2026-07-03T08:00:00Z"), counted: true),
      ChangeSummary.Participation(
        person: "eli.frost", verb: .approve, role: "security", commit: commit(number + 2),
        moment: moment(number + 2, "2026-07-10T08:00:00Z"), counted: true),
    ]
    summary.results = ControlTest.allCases.map { test in
      if let wrong, wrong.0 == test {
        return TestResult(
          test, .fail, wrong.2, commits: [commit(number + 2)], basis: [.orderProven],
          exceptions: [
            AuditException(
              wrong.1, change: id, test: test, wrong.2, commits: [commit(number + 2)],
              time: time("2026-07-18T22:05:00Z"))
          ])
      }
      switch test {
      case .t11: return TestResult(test, .notEvaluable, "no code repository was given")
      case .t13 where kind != .emergency, .t16 where kind != .standard:
        return TestResult(test, .notApplicable, "not a change of that type")
      default:
        return TestResult(
          test, .pass, "as it should be", commits: [commit(number)], basis: [.signature])
      }
    }
    return summary
  }
}
