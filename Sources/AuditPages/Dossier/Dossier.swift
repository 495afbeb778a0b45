internal import Acts
internal import Audit
internal import Decision
internal import Markup
internal import Primitives
internal import Records

/// The story of one change, all that its own history tells of it.
struct Dossier {
  /// Bytes of a text that a record or a commit may fill.
  static let mostText = 3000
  /// Items of a list, rows of a table.
  static let mostItems = 60
  /// Acts, and requirements, that are shown one by one.
  static let mostRows = 200
  /// Bytes of a dossier between its page's head and foot.
  static let most = 270_000

  let change: AuditedChange
  let scope: AuditScope
  let clock: PageClock
  /// The record as it stands, or last stood.
  let version: RecordVersion?

  init(_ change: AuditedChange, _ scope: AuditScope, _ clock: PageClock) {
    self.change = change
    self.scope = scope
    self.clock = clock
    let versions = change.history.versions
    let index =
      change.history.current
      ?? change.history.spineVersions.last { $0.version != nil }?.version
      ?? versions.indices.last
    version = index.flatMap { versions.indices.contains($0) ? versions[$0] : nil }
  }

  var summary: ChangeSummary { change.summary }
  var verdict: Verdict { change.verdict }
  var record: ChangeRequest? { version?.document.change }

  /// What the change's own history tells, in the order of the page.
  func draft() -> DossierDraft {
    var draft = DossierDraft(summary.id)
    draft.add("", writeHead)
    draft.add("timeline", writeTimeline)
    draft.add("requirements", writeRequirements)
    draft.add("acts", writeActs)
    draft.add("approvals that went stale", writeStale)
    draft.add("rollback plan", writeRollback)
    draft.add("record", writeRecord)
    draft.add("commands", writeCommands)
    draft.links = links
    return draft
  }

  /// When a commit's act happened, and what vouches for that.
  func moment(of ruling: ActVerdict) -> Moment {
    if let moment = change.moments[ruling.act.id] { return moment }
    if let recorded = ruling.recorded {
      return Moment(
        commit: ruling.act.id, position: ruling.act.integration, time: recorded, source: .recorded)
    }
    return Moment(
      commit: ruling.act.id, position: ruling.act.integration, time: ruling.act.time,
      source: .claimed)
  }

  // MARK: Head

  private func writeHead(into page: inout Markup) {
    writeStandings(into: &page)
    page.facts { facts in
      facts.item("Type", summary.kind?.rawValue ?? "unknown")
      facts.item("Risk", summary.risk?.rawValue ?? "unknown")
      facts.item("Systems", summary.systems.prefix(Self.mostItems).joined(separator: ", "))
      facts.item("Environment", summary.environment, most: 200)
      facts.item("Requester", summary.requester, most: 200)
      facts.item("Implementer", summary.implementer, most: 200)
      facts.item("Incident", summary.incident, most: 200)
      facts.item("Template", summary.template, most: 200)
      facts.item("Outcome", summary.outcome?.rawValue)
      if let path = summary.path {
        facts.item("Record") { place in
          place.element("code", text: Clip.text(path, 400))
          if let commit = summary.commit {
            place.text(" at ")
            place.add(CommitMark(commit))
          }
          if summary.isDeleted { place.text(", which the trunk has no more") }
        }
      }
      if let digest = summary.digest {
        facts.item("SHA-256 of the record") { $0.element("code", text: digest.hex) }
      }
      facts.item("Judged by policy") { place in
        if let commit = verdict.policy.commit {
          place.add(CommitMark(commit))
          place.text(" ")
        }
        place.element("code", text: verdict.policy.digest?.hex ?? "no policy")
        if !verdict.policy.authorised { place.text(", unsettled") }
      }
    }
  }

  private func writeStandings(into page: inout Markup) {
    page.table("Where it stands") { table in
      table.head(["As of", "Gate", "Stage reached", "State", "Flags"])
      table.element("tbody") { body in
        write(summary.atEnd, "The period's end,", scope.asOf, scope.standpoint, into: &body)
        write(summary.today, "Today,", scope.now, scope.tip, into: &body)
      }
    }
    for remark in verdict.remarks.prefix(Self.mostItems) {
      page.paragraph(Clip.text(remark, Self.mostText))
    }
    guard !verdict.flags.isEmpty else { return }
    page.element("ul", [.style("flags")]) { list in
      for flag in verdict.flags.prefix(Self.mostItems) {
        list.element("li") { item in
          item.element("strong", text: flag.code.rawValue)
          item.text(": " + Clip.text(flag.message, Self.mostText))
          if let commit = flag.commit {
            item.text(" ")
            item.add(CommitMark(commit))
          }
        }
      }
      list.leftOut(verdict.flags.count - Self.mostItems)
    }
  }

  private func write(
    _ standing: ChangeSummary.Standing, _ name: String, _ time: Instant, _ commit: ObjectID,
    into body: inout Markup
  ) {
    body.element("tr") { row in
      row.element("th", [Attribute("scope", "row")]) { cell in
        cell.text(name + " ")
        cell.add(TimeMark(time, clock))
        cell.text(", at ")
        cell.add(CommitMark(commit))
      }
      row.element("td") { $0.add(StatusMark(standing.decision)) }
      row.shortCell(standing.stage?.rawValue ?? "none")
      row.shortCell(standing.state.rawValue)
      let flags = Set(standing.flags.map(\.rawValue)).sorted()
      row.cell(flags.isEmpty ? "none" : flags.joined(separator: ", "))
    }
  }
}
