import Acts
import Audit
import AuditFixtures
import Decision
import Diagnostics
import Primitives
import Records

/// The changes of an audit with one act, one edit, and one of everything else that a history has.
enum SampleHistory {
  struct Change {
    let change: AuditedChange
    let graph: Graph
  }

  static func changes(of report: AuditReport) -> [Change] {
    let ids = (0..<2000).map { SampleAudit.commit($0) }
    let graph = Graph(
      ids: ids, times: ids.map { _ in SampleAudit.time("2026-07-01T00:00:00Z") },
      parents: ids.indices.map { $0 == 0 ? [] : [$0 - 1] }, spine: Array(ids.indices))
    return report.changes.enumerated().map { index, summary in
      let number = summary.id.hasPrefix("CHG-2026-0") ? Int(summary.id.suffix(3)) ?? 0 : index
      let moment = SampleAudit.moment(number, "2026-07-02T08:00:00Z")
      return Change(
        change: AuditedChange(
          history: history(summary, at: number), verdict: verdict(summary, at: number),
          summary: summary, moments: [SampleAudit.commit(number): moment]),
        graph: graph)
    }
  }

  private static func history(_ summary: ChangeSummary, at commit: Int) -> ChangeHistory {
    var history = ChangeHistory(id: summary.id)
    let document = RecordDocument(path: "a.yaml", root: nil, change: nil, findings: [])
    history.versions = [
      RecordVersion(path: "a.yaml", digest: SampleAudit.digest(commit), document: document)
    ]
    history.current = 0
    history.edits = [
      Edit(
        commit: commit, fields: [], sections: [.request],
        people: [Edit.Hand(person: "ana.ruiz", signed: true)], signedByHuman: true, version: 0)
    ]
    history.nearMisses = [
      LocatedNearMiss(
        commit: SampleAudit.commit(commit),
        nearMiss: NearMiss(code: .misspelledKey, line: "change-aprove: x", change: summary.id))
    ]
    return history
  }

  private static func verdict(_ summary: ChangeSummary, at commit: Int) -> Verdict {
    let id = SampleAudit.commit(commit)
    let time = SampleAudit.time("2026-07-10T08:00:00Z")
    let requirement = RequirementVerdict(
      id: "security", status: .satisfied, need: 1, have: 1, acts: [id], could: [], message: nil,
      line: 12, blamesRecord: false, verb: .approve, role: "security")
    let stages = Stage.allCases.map {
      StageVerdict(
        stage: $0, status: .satisfied, requirements: $0 == .approved ? [requirement] : [])
    }
    return Verdict(
      change: summary.id, record: nil, mode: .replay, stage: .closed, state: .closed,
      type: .normal, risk: .low,
      gate: Verdict.Gate(
        name: "deploy", decision: .prevented,
        reasons: [GateReason(code: .closed, message: "the change is closed")], next: nil),
      stages: stages, acts: [act(summary, id, commit, time)], flags: [], nearMisses: [],
      policy: History.PolicyReference(
        commit: nil, digest: nil, authorised: true), trunkReference: "refs/heads/main",
      trunkCommit: id, now: time)
  }

  private static func act(
    _ summary: ChangeSummary, _ id: ObjectID, _ commit: Int, _ time: Instant
  ) -> ActVerdict {
    let parameters = [("role", "security"), ("note", "x"), ("to", "y")].map {
      Statement.Parameter(key: $0.0, value: $0.1)
    }
    return ActVerdict(
      act: Act(
        commit: commit, id: id,
        statement: Statement(index: 0, verb: .approve, change: summary.id, parameters: parameters),
        person: "fay.stone", isMachine: false, key: "SHA256:AbCdEf", faults: [],
        explanation: nil, version: 0, integration: commit, time: time, integrationTime: time,
        datedBeforeParent: false, hasBody: true),
      integrated: id, recorded: time, counted: true, reason: nil, detail: [], explanation: nil)
  }
}
