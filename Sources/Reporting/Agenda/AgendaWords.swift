internal import Acts
internal import Decision
internal import Diagnostics
internal import Primitives
internal import Records
internal import Waiting

/// What every format of an agenda says in the same words.
struct AgendaWords {
  let agenda: BoardAgenda
  /// Of the bytes of the agenda's file.
  let digest: SHA256Digest

  private var clock: LocalClock? { agenda.zone.map { LocalClock(zone: $0) } }

  /// One thing that is said of a change, in several paragraphs where it has several.
  struct Entry {
    let name: String
    let lines: [String]
    /// Whether a board should not overlook it.
    var isWarning = false
  }

  /// `Agenda of cab, Thu 2026-03-05`.
  var title: String {
    "Agenda of \(agenda.file.role)" + (agenda.file.day.map { ", \(LocalClock.date($0))" } ?? "")
  }

  /// `2 changes of harbourline/changes wait for this board`.
  var summary: String {
    let count = agenda.items.count
    guard count > 0 else { return "No change of \(agenda.file.repository) waits for this board." }
    return "\(CalendarWords.count(count, "change")) of \(agenda.file.repository) "
      + "\(count == 1 ? "waits" : "wait") for this board, those first that have to be decided first."
  }

  /// Where all this was read.
  var basis: String {
    "Made \(stamp(agenda.now)) \(agenda.zoneName) of \(agenda.trunkReference) at "
      + "\(agenda.file.trunk?.description ?? ""), policy "
      + (agenda.file.policy?.description ?? "")
  }

  /// What the members have to do.
  var command: String {
    "assent approve --agenda agenda.yaml --agenda-digest \(digest)"
  }

  func stamp(_ instant: Instant) -> String { clock?.stamp(instant) ?? instant.description }

  /// `Sun 2026-03-08 01:00–05:00`.
  func span(_ interval: ChangeRequest.Interval) -> String {
    guard let clock, let day = clock.day(interval.start) else {
      return "\(interval.start)–\(interval.end)"
    }
    return "\(LocalClock.date(day)) \(clock.span(interval, on: day))"
  }

  /// `high risk, normal, 1 of 2 approvals`.
  func standing(_ item: AgendaItem) -> String {
    [
      item.risk.map { "\($0.rawValue) risk" }, item.type?.rawValue,
      "\(item.requirement.have) of \(item.requirement.need) approvals for \(item.requirement.id)",
      item.reached.map { "reached \($0.rawValue)" },
    ].compactMap { $0 }.joined(separator: " · ")
  }

  /// `decide by Sun 2026-03-08 01:00`.
  func decision(_ item: AgendaItem) -> String {
    guard let latest = item.latest else { return "no window is planned" }
    if item.isRatification {
      return item.isLate ? "ratification was due \(stamp(latest))" : "ratify by \(stamp(latest))"
    }
    return item.isLate ? "too late to begin as planned" : "decide by \(stamp(latest))"
  }

  /// The same for a narrow column.
  func due(_ item: AgendaItem) -> String {
    guard let latest = item.latest else { return "–" }
    return item.isLate ? "too late" : stamp(latest)
  }

  /// What a board reads of a change, in this order.
  func entries(_ item: AgendaItem) -> [Entry] {
    (attention(item) + request(item.record) + impact(item.record) + time(item)
      + AgendaPlans(record: item.record, words: self).entries + evidence(item.record))
      .filter { !$0.lines.isEmpty }
  }

  // MARK: What must not be overlooked

  private func attention(_ item: AgendaItem) -> [Entry] {
    [
      Entry(
        name: "Objections",
        lines: item.objections.map { objection in
          "\(objection.person) objects (\(objection.name))"
            + (objection.words.isEmpty ? "" : ": \(objection.words)")
        }, isWarning: true),
      Entry(name: "Since last time", lines: news(item), isWarning: hasNews(item)),
      Entry(
        name: "Conflicts",
        lines: item.conflicts.map {
          "\($0.other), \(span($0.interval))" + ($0.isHeld ? ", which holds the slot" : "")
        }, isWarning: true),
      Entry(
        name: "Linter",
        lines: item.findings.map { finding in
          "\(finding.severity.rawValue): \(finding.message)"
            + (finding.place.map { $0.isEmpty ? "" : " (\($0))" } ?? "")
        }, isWarning: item.findings.contains { $0.severity == .error }),
    ]
  }

  private func hasNews(_ item: AgendaItem) -> Bool {
    if case .edited? = item.progress { return true }
    return !item.stale.isEmpty
  }

  private func news(_ item: AgendaItem) -> [String] {
    var lines: [String] = []
    switch item.progress {
    case .new?: lines.append("new on the agenda")
    case .unchanged?: lines.append("the text is the same")
    case .edited(let details)?:
      lines.append(
        details.isEmpty ? "edited: title or layout" : "edited: " + fields(details))
    case nil: break
    }
    lines += item.stale.map { verdict in
      "the approval of \(verdict.act.person ?? "somebody") is stale; edited: "
        + fields(verdict.detail)
    }
    return lines
  }

  private func fields(_ details: [ActVerdict.Detail]) -> String {
    details.map { detail in
      let people = detail.people.isEmpty ? "" : " by \(detail.people.joined(separator: ", "))"
      return detail.field + (detail.commit.map { " in \($0.short)" } ?? "") + people
    }.joined(separator: "; ")
  }

  // MARK: The record

  private func request(_ record: ChangeRequest) -> [Entry] {
    let request = record.request
    return [
      Entry(name: "What", lines: [request?.description].compactMap { $0 }),
      Entry(name: "Why", lines: [request?.justification].compactMap { $0 }),
      Entry(name: "Then", lines: [request?.expectedOutcome].compactMap { $0 }),
      Entry(name: "Systems", lines: [systems(record)].compactMap { $0 }),
      Entry(name: "People", lines: [people(record)].compactMap { $0 }),
    ]
  }

  private func systems(_ record: ChangeRequest) -> String? {
    guard let systems = record.request?.systems, !systems.isEmpty else { return nil }
    return systems.joined(separator: ", ")
      + (record.request?.environment.map { " in \($0)" } ?? "")
  }

  private func people(_ record: ChangeRequest) -> String? {
    let parts = [
      record.request?.requester.map { "asked for by \($0)" },
      record.implementation?.implementer.map { "carried out by \($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private func impact(_ record: ChangeRequest) -> [Entry] {
    let assessment = record.assessment
    let outage = assessment?.outage.map { kind in
      "outage \(kind.rawValue)" + (assessment?.outageMinutes.map { ", \($0) minutes" } ?? "")
    }
    let users = assessment?.usersAffected.map { "\($0) users affected" }
    let head = [outage, users].compactMap { $0 }.joined(separator: "; ")
    return [
      Entry(
        name: "Risk",
        lines: [head.isEmpty ? nil : head, assessment?.disruption].compactMap { $0 }),
      Entry(name: "Security", lines: [assessment?.security].compactMap { $0 }),
      Entry(name: "Privacy", lines: [assessment?.privacy].compactMap { $0 }),
    ]
  }

  private func time(_ item: AgendaItem) -> [Entry] {
    let window = item.record.schedule?.window.map(span)
    return [Entry(name: "Window", lines: [window].compactMap { $0 })]
  }

  private func evidence(_ record: ChangeRequest) -> [Entry] {
    let results = record.testing?.results ?? []
    return [
      Entry(
        name: "Tests",
        lines: results.map { result in
          let outcome = result.passed.map { $0 ? "passed" : "failed" } ?? "no result"
          return "\(result.kind?.rawValue ?? "test") \(outcome)"
            + (result.by.map { ", by \($0)" } ?? "") + proof(result.evidence)
        }, isWarning: results.contains { $0.passed == false })
    ]
  }

  /// The file that proves something and its digest.
  func proof(_ evidence: ChangeRequest.Evidence?) -> String {
    guard let evidence else { return "" }
    return ": \(evidence.path)" + (evidence.digest.map { ", sha256 \($0.hex)" } ?? "")
  }
}
