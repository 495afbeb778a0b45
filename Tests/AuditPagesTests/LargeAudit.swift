import Audit
import AuditFixtures

/// Audits far from the ordinary: large ones, and such whose texts attack their reader.
enum LargeAudit {
  /// The sample's changes again and again under ids of their own; one in `wrongOneIn` went wrong.
  static func report(_ count: Int, wrongOneIn share: Int, title: String? = nil) -> AuditReport {
    let models = SampleAudit.changes
    let changes = (0..<count).map { number in
      let id = "CHG-2026-\(String(1_000_000 + number).dropFirst())"
      var change = renamed(models[number % share == 0 ? 5 : 3], id)
      if let title { change.title = title }
      return change
    }
    var report = SampleAudit.report
    report.changes = changes
    report.population.ids = changes.map(\.id)
    report.sample = Sample(
      seed: "2026-Q3", method: "by lot", size: "all", strata: [],
      items: changes.map { Sample.Item(change: $0.id, stratum: "normal", reason: "drawn by lot") })
    report.people = (0..<count / 4).map { number in
      var person = SampleAudit.report.people[0]
      person.id = "person.\(number)"
      return person
    }
    report.duties = [
      DutyPair(
        part: "requester", person: "ana.ruiz", approver: "eli.frost", changes: changes.map(\.id))
    ]
    let reconciliation = SampleAudit.report.reconciliation
    report.reconciliation.deployments = reconciliation.deployments.map { matches in
      Array(repeating: matches[0], count: count)
    }
    return report
  }

  private static func renamed(_ model: ChangeSummary, _ id: String) -> ChangeSummary {
    var change = ChangeSummary(id: id, atEnd: model.atEnd, today: model.today)
    change.title = model.title
    change.kind = model.kind
    change.risk = model.risk
    change.requester = model.requester
    change.implementer = model.implementer
    change.milestones = model.milestones
    change.outcome = model.outcome
    change.results = model.results.map { result in
      TestResult(
        result.test, result.outcome, result.reason, commits: result.commits, basis: result.basis,
        exceptions: result.exceptions.map { exception in
          AuditException(
            exception.kind, change: id, test: exception.test, exception.message,
            commits: exception.commits, time: exception.time, isOpen: exception.isOpen)
        })
    }
    return change
  }

  /// The sample with a text of somebody's choice wherever a text from outside stands.
  static func report(with text: String) -> AuditReport {
    var report = SampleAudit.report
    report.scope.repository = text
    report.scope.trunkReference = text
    report.scope.engine = AuditScope.Engine(name: text, digest: nil)
    report.remarks = [text]
    report.changes = report.changes.map { change in
      var change = change
      change.title = text
      change.requester = text
      change.implementer = text
      change.results = change.results.map { result in
        TestResult(
          result.test, result.outcome, text, commits: result.commits, basis: result.basis,
          exceptions: result.exceptions.map {
            AuditException($0.kind, change: text, test: $0.test, text, commits: $0.commits)
          })
      }
      return change
    }
    report.population.undated = [text]
    report.population.idsWithoutRecord = [text]
    report.population.gaps = [Population.Gap(first: text, last: text, count: 1)]
    report.people = [
      PersonAccount(
        id: text, name: text, isMachine: false, acts: [text: 1], parts: [text: [text]],
        remarks: [text])
    ]
    report.duties = [DutyPair(part: text, person: text, approver: text, changes: [text])]
    report.reconciliation.remarks = [text]
    report.reconciliation.commits = [
      Reconciliation.ProtectedCommit(
        repository: text, commit: SampleAudit.commit(7), subject: text, author: text,
        time: SampleAudit.time("2026-09-02T14:40:00Z"), paths: [text], cover: .uncovered,
        changes: [text], reason: text)
    ]
    report.sample = Sample(
      seed: text, method: text, size: text,
      strata: [Sample.Stratum(name: text, population: 1, drawn: 1)],
      items: [Sample.Item(change: text, stratum: text, reason: text)])
    report.policyUnrest = [
      PolicyUnrest(
        from: SampleAudit.moment(3, "2026-08-02T14:40:00Z"), until: nil, message: text)
    ]
    return report
  }
}
