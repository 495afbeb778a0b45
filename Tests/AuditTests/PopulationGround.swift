import Acts
import Audit
import Decision
import Git
import Ledger
import Primitives
import TestSupport

/// A scene read as the audit reads it, with summaries of no more than the milestones.
struct PopulationGround {
  let reading: HistoryReader.Reading
  let now: Instant
  var history: History { reading.history }

  init(_ scene: Scene, now: TestSupport.Moment? = nil) throws {
    try scene.settle()
    self.now = Instant(seconds: Int64((now ?? scene.clock).seconds))
    guard let root = ObjectID(scene.root) else { throw TestFailure("no root") }
    let repository = try Repository(discoveringFrom: scene.repository.path)
    reading = try HistoryReader(
      options: LedgerOptions(trustRoot: .commit(root), now: self.now)
    ).read(repository)
  }

  /// March 2026, when the stories of the tests happen, in UTC.
  static func period(
    _ from: String = "2026-03-01", _ until: String = "2026-04-01",
    by basis: AuditPeriod.Basis = .started
  ) throws -> AuditPeriod {
    guard let from = CivilDate(from), let until = CivilDate(until) else {
      throw TestFailure("no dates")
    }
    return try AuditPeriod(
      from: from, until: until, zone: "UTC", rules: TimeZoneRules(offset: 0), basis: basis)
  }

  var clock: Chronology { Chronology(history: history, now: now) }

  /// Every change with when it was created and started, and who acted.
  var summaries: [ChangeSummary] {
    let standing = ChangeSummary.Standing(
      decision: .allowed, stage: nil, state: .active, flags: [])
    return history.changes.values.map { change in
      var summary = ChangeSummary(id: change.id, atEnd: standing, today: standing)
      summary.milestones.created = change.spineVersions.first.flatMap {
        clock.moment(at: $0.position)
      }
      summary.milestones.started = change.acts.first { $0.statement.verb == .start }
        .map(clock.moment(of:))
      summary.milestones.finished = change.acts.first { $0.statement.verb == .finish }
        .map(clock.moment(of:))
      summary.participations = change.acts.compactMap { act in
        act.person.map {
          ChangeSummary.Participation(
            person: $0, verb: act.statement.verb, role: act.statement["role"], commit: act.id,
            moment: clock.moment(of: act), counted: act.faults.isEmpty)
        }
      }
      return summary
    }.sorted { $0.id < $1.id }
  }

  func population(by basis: AuditPeriod.Basis = .created) throws -> Population {
    Population(of: summaries, history: history, period: try Self.period(by: basis))
  }

  /// What the tests of the repository are asked with.
  func evidence(
    checkpoint: AuditScope.Checkpoint? = nil
  ) throws -> RepositoryTests.Evidence {
    let tip = history.graph.ids[history.judgedTip]
    let scope = AuditScope(
      repository: SampleOrganisation.repository, trunkReference: history.trunkReference,
      standpoint: tip, asOf: now, tip: tip, now: now, trustRoot: reading.trustRoot,
      isTrustRootGiven: true, period: try Self.period(), checkpoint: checkpoint,
      engine: AuditScope.Engine(name: "assent", digest: nil),
      spineLength: history.graph.spine.count, backdatedCommits: [])
    var evidence = RepositoryTests.Evidence(
      scope: scope, history: history, population: try population(), summaries: summaries)
    evidence.policies = PolicyPeriod.all(
      in: history, arrivals: reading.policyArrivals, during: try Self.period(), clock: clock)
    evidence.unrest = PolicyUnrest.all(in: history, during: try Self.period(), clock: clock)
    return evidence
  }

  static func instant(_ text: String) throws -> Instant {
    guard let instant = Instant(rfc3339: text) else { throw TestFailure("no time: \(text)") }
    return instant
  }
}
