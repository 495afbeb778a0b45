import Diagnostics
import Primitives
import Testing
import YAMLTree

@testable import Records

struct RecordReadingTests {
  @Test func `the whole example reads without findings`() throws {
    let document = RecordDocument.read(Fixtures.record)
    #expect(document.findings == [])
    let change = try #require(document.change)
    #expect(change.id == "CHG-2026-7F3K")
    #expect(change.title == "Move the claims database to version 16")
    #expect(change.kind == .normal)
  }

  @Test func `request and assessment are read`() throws {
    let change = try #require(RecordDocument.read(Fixtures.record).change)
    let request = try #require(change.request)
    #expect(request.requester == "ana.ruiz")
    #expect(request.description?.hasSuffix("24 hours.\n") == true)
    #expect(request.systems == ["claims-db", "claims-api"])
    #expect(request.dependsOn == ["CHG-2026-0101"])
    #expect(request.timeline?.start == Instant(rfc3339: "2026-03-08T00:00:00Z"))
    #expect(request.incident == nil)
    let assessment = try #require(change.assessment)
    #expect(assessment.risk == .high)
    #expect(assessment.outage == .planned)
    #expect(assessment.outageMinutes == 25)
    #expect(assessment.usersAffected == 1400)
    #expect(assessment.dependencies == ["document-store"])
  }

  @Test func `testing and implementation are read`() throws {
    let change = try #require(RecordDocument.read(Fixtures.record).change)
    let results = try #require(change.testing?.results)
    #expect(change.testing?.plan?.map(\.kind) == [.functional, .performance])
    #expect(results.map(\.passed) == [true, false])
    #expect(results[0].evidence?.path == "evidence/CHG-2026-7F3K/functional.txt")
    #expect(results[0].evidence?.digest?.hex == Fixtures.sha256)
    #expect(results[1].evidence == nil)
    let implementation = try #require(change.implementation)
    #expect(implementation.artifacts.map(\.name) == ["claims-api", "image", "jobs"])
    #expect(implementation.artifacts[0].commit?.description == Fixtures.commit)
    #expect(implementation.artifacts[1].digest?.hex == Fixtures.sha256)
    #expect(implementation.artifacts[2].branch == "release/16")
    #expect(implementation.steps?.map(\.kind) == [.capture, .act, .act])
    #expect(implementation.steps?.map(\.reversible) == [true, true, false])
  }

  @Test func `the way back is read`() throws {
    let rollback = try #require(RecordDocument.read(Fixtures.record).change?.rollback)
    #expect(rollback.strategy == .failbackStandby)
    #expect(rollback.target?.version == "15.6.1")
    #expect(rollback.decisionOwner == "gus.bell")
    #expect(rollback.decisionDeputy == "dan.holt")
    #expect(rollback.triggers?.first?.condition == "> 400 ms")
    #expect(rollback.triggers?.first?.period == Period(count: 10, unit: .minutes))
    #expect(rollback.triggers?.last?.atLatest == Instant(rfc3339: "2026-03-08T02:00:00Z"))
    #expect(rollback.pointOfNoReturn == "P3")
    #expect(rollback.after?.strategy == .forwardFix)
    #expect(rollback.data?.loss == .bounded)
    #expect(rollback.backup?.restoreTested == CivilDate(year: 2026, month: 2, day: 1))
    #expect(rollback.requires == ["dns"])
    #expect(rollback.irreversible?.forwardRecovery == ["stop the batch"])
    #expect(rollback.steps?.first?.undoes == ["P3"])
    #expect(rollback.maxMinutes == 30)
    #expect(rollback.verify?.first?.minutes == 15)
    #expect(rollback.rehearsal?.passed == true)
    #expect(rollback.rehearsal?.evidence?.digest?.hex == Fixtures.sha256)
  }

  @Test func `schedule and everything after it is read`() throws {
    let change = try #require(RecordDocument.read(Fixtures.record).change)
    #expect(change.schedule?.window?.end == Instant(rfc3339: "2026-03-08T03:00:00Z"))
    #expect(change.schedule?.communications?.first?.event == .announcement)
    #expect(change.schedule?.coordination?.first?.purpose == "the script")
    #expect(change.execution?.log?.first?.step == "P1")
    #expect(change.execution?.deviations == [])
    #expect(change.execution?.issues == ["12"])
    #expect(change.execution?.rollback?.verified == true)
    #expect(change.review?.objectivesMet == true)
    #expect(change.review?.signals == ["p95"])
    #expect(change.review?.improvements?.first?.due == CivilDate(year: 2026, month: 6, day: 1))
    #expect(change.closure?.outcome == .successfulWithIssues)
  }

  @Test func `an emergency and a standard change are read`() throws {
    let change = try #require(
      RecordDocument.read(
        """
        schema: assent/change/1
        id: CHG-2026-0001
        title: Rotate
        type: standard
        request:
          incident: INC-9012
          why-not-normal: The board meets in four days.
          template: STD-TLS-ROTATE@3
          parameters: {serial: "04", site: quote}
          supersedes: [CHG-2026-0002]
        testing: {waiver: {reason: No spare gateway, accepted-by: gus.bell}}
        """
      ).change)
    #expect(change.kind == .standard)
    #expect(change.request?.template == "STD-TLS-ROTATE@3")
    #expect(change.request?.parameters == ["serial": "04", "site": "quote"])
    #expect(change.request?.supersedes == ["CHG-2026-0002"])
    #expect(change.request?.whyNotNormal == "The board meets in four days.")
    #expect(change.testing?.waiver?.acceptedBy == "gus.bell")
  }

  @Test func `all problems are reported at once and the rest is read`() throws {
    let document = RecordDocument.read(
      """
      schema: assent/change/2
      id: CHG-2026-LOUI
      type: norml
      request:
        requester: Ana Ruiz
        systems: claims-db
        description: no
        enviroment: production
      assessment:
        risk: hgih
        outage: {kind: planned, minutes: "25"}
        users-affected: 1_400
      implementation:
      """)
    let rules = document.findings.map { "\($0.rule) \($0.location.span?.start.line ?? 0)" }
    #expect(
      rules == [
        "missing-key 1", "bad-value 1", "bad-value 2", "bad-value 3", "bad-value 5", "wrong-type 6",
        "ambiguous-scalar 7", "unknown-key 8", "bad-value 10", "wrong-type 11", "bad-value 12",
        "wrong-type 13",
      ])
    let change = try #require(document.change)
    #expect(change.assessment?.outage == .planned)
    #expect(change.request?.systems == nil)
    #expect(change.implementation == nil)
  }

  @Test func `what is no mapping is no record`() {
    let document = RecordDocument.read("- a\n")
    #expect(document.change == nil)
    #expect(document.findings.map(\.rule) == ["wrong-type"])
  }

  @Test func `what is not our YAML has neither tree nor values`() {
    let document = RecordDocument.read("a: &x 1\n")
    #expect(document.root == nil)
    #expect(document.change == nil)
    #expect(document.findings.map(\.rule) == ["yaml-anchor"])
  }
}
