internal import Acts
internal import ChangeCalendar
package import Decision
internal import Diagnostics
package import Primitives
package import Records

/// Finds what waits for a board: pure, so that equal inputs give equal agendas.
package struct AgendaReader: Sendable {
  let history: History
  let version: History.PolicyVersion
  let role: String
  let now: Instant
  /// The agenda that was made before.
  let previous: AgendaFile?
  private let schedule: ScheduleReader?

  /// Reads by the policy in force at the trunk's tip; nil if none is.
  package init?(history: History, role: String, now: Instant, previous: AgendaFile?) {
    guard let version = history.policy(at: history.tipPosition) else { return nil }
    self.history = history
    self.version = version
    self.role = role
    self.now = now
    self.previous = previous
    let today = history.zones[version.policy.calendar.timeZone]?.local(now)?.day
    schedule = today.flatMap { day in
      ScheduleReader(
        history: history, days: day..<CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1), now: now)
    }
  }

  /// The ids of the changes that have a record, sorted.
  package var candidates: [String] {
    history.changes.values.filter { $0.current != nil }.map(\.id).sorted()
  }

  /// The change as an item; nil if it does not wait for the board.
  package func item(of verdict: Verdict) -> AgendaItem? {
    guard let requirement = open(in: verdict), let record = verdict.record,
      let judged = judgedRecord(of: verdict.change, in: history, now: now)
    else { return nil }
    let decision = schedule?.plan(of: verdict)?.decision
    let ratification = ratificationDue(of: verdict.change, in: history, now: now)
    return AgendaItem(
      id: verdict.change, path: record.path, digest: record.digest, record: judged,
      type: verdict.type, risk: verdict.risk, reached: verdict.stage, requirement: requirement,
      latest: ratification ?? decision?.latest,
      isLate: ratification.map { $0 <= now } ?? (decision?.state == .late),
      isRatification: ratification != nil,
      conflicts: slotOverlaps(of: verdict.change, in: history, now: now),
      objections: Self.objections(in: verdict),
      findings: recordFindings(on: verdict.change, in: history, now: now)
        .sorted { Self.weight($0) < Self.weight($1) },
      stale: verdict.acts.filter {
        $0.reason == .stale && $0.act.statement.verb == .approve && $0.act.statement.role == role
      },
      progress: progress(verdict.change, record.digest))
  }

  /// The agenda of all items: those first that have to be decided first.
  package func agenda(of items: [AgendaItem], for day: CivilDate?) -> BoardAgenda {
    let items = items.sorted { left, right in
      let (one, two) = (left.latest?.seconds ?? .max, right.latest?.seconds ?? .max)
      return one == two ? left.id < right.id : one < two
    }
    let policy = version.policy
    var file = AgendaFile()
    file.repository = policy.charter.repository
    file.trunk = history.graph.ids[history.graph.spine[history.tipPosition]]
    file.policy = version.digest
    (file.role, file.day, file.made) = (role, day, now)
    file.items = items.map { item in
      var entry = AgendaFile.Item()
      (entry.id, entry.path, entry.digest) = (item.id, item.path, item.digest)
      entry.objections = item.objections.map(\.key).sorted()
      return entry
    }
    let board = Roles(policy: policy).holders(of: role).map {
      policy.people.people[$0]?.name ?? $0
    }
    return BoardAgenda(
      file: file, now: now, zoneName: policy.calendar.timeZone,
      zone: history.zones[policy.calendar.timeZone], trunkReference: history.trunkReference,
      board: board, items: items, isCompared: previous != nil)
  }

  /// The objections in force, as an agenda's file names them.
  package static func objections(in verdict: Verdict) -> [AgendaItem.Objection] {
    verdict.acts.filter { $0.counted && $0.act.statement.verb == .object }.map {
      AgendaItem.Objection(
        person: $0.act.person ?? "", name: $0.act.statement["objection"] ?? "",
        commit: $0.act.id)
    }
  }

  /// The open requirement that approvals in the role fill, of a change that was submitted.
  private func open(in verdict: Verdict) -> RequirementVerdict? {
    guard verdict.state == .active,
      verdict.stages.first(where: { $0.stage == .initiated })?.status.passes ?? true
    else { return nil }
    return verdict.stages.filter { $0.status == .deferred || !$0.status.passes }
      .flatMap(\.requirements).first {
        $0.verb == .approve && $0.role == role && $0.isOpen && !$0.isMoot && $0.status != .error
      }
  }

  private func progress(_ id: String, _ digest: SHA256Digest) -> AgendaItem.Progress? {
    guard let previous else { return nil }
    guard let before = previous.items.first(where: { $0.id == id })?.digest else { return .new }
    if before == digest { return .unchanged }
    return .edited(fieldsChanged(in: id, since: before, of: history) ?? [])
  }

  private static func weight(_ finding: Finding) -> Int {
    Severity.allCases.firstIndex(of: finding.severity) ?? 0
  }
}
