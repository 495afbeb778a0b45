internal import Acts
internal import Audit
internal import Decision
internal import Markup
internal import Primitives
internal import Records

/// The whole story of one change on a page that prints on a few sheets.
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
  let deployments: [Reconciliation.DeploymentMatch]
  let commits: [Reconciliation.ProtectedCommit]
  let clock: PageClock
  /// The changes that have a dossier in the pack.
  let known: Set<String>
  /// The record as it stands, or last stood.
  let version: RecordVersion?

  init(_ change: AuditedChange, of site: AuditSite) {
    self.change = change
    scope = site.report.scope
    clock = site.clock
    known = site.index.known
    deployments = site.index.deployments(of: change.summary.id, in: site.report)
    commits = site.index.commits(of: change.summary.id, in: site.report)
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

  /// What stands between the page's head and its foot.
  func content() -> Markup {
    var page = Markup()
    writeHead(into: &page)
    var leftOut: [String] = []
    for (title, write) in parts {
      var part = Markup()
      write(&part)
      if page.bytes.count + part.bytes.count > Self.most {
        leftOut.append(title)
      } else {
        page.append(part)
      }
    }
    if !leftOut.isEmpty {
      page.part("left-out", "Left out") { part in
        part.paragraph(
          "This page would have grown too large: see audit.db for \(leftOut.joined(separator: ", "))."
        )
      }
    }
    return page
  }

  private var parts: [(String, (inout Markup) -> Void)] {
    [
      ("exceptions", writeExceptions), ("control tests", writeTests), ("timeline", writeTimeline),
      ("requirements", writeRequirements), ("acts", writeActs),
      ("approvals that went stale", writeStale), ("rollback plan", writeRollback),
      ("record", writeRecord), ("links", writeLinks), ("deployments", writeDeployments),
      ("commands", writeCommands),
    ]
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
    page.element("p", [.style(summary.exceptions.isEmpty ? "verdict good" : "verdict bad")]) {
      $0.text(DossierWords.sentence(summary))
    }
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

  // MARK: Tests

  private func writeExceptions(into page: inout Markup) {
    let exceptions = summary.exceptions
    guard !exceptions.isEmpty else { return }
    page.element("section", [.style("wrong"), .id("exceptions")]) { part in
      part.element("h2", text: "Exceptions")
      part.element("ol") { list in
        for exception in exceptions.prefix(Self.mostItems) {
          list.element("li") { write(exception, into: &$0) }
        }
        list.leftOut(exceptions.count - Self.mostItems)
      }
    }
  }

  private func write(_ exception: AuditException, into item: inout Markup) {
    item.add(StatusMark(exception.kind.rawValue, isGood: false))
    item.text(": " + Clip.text(exception.message, Self.mostText) + " (")
    item.element(
      "a", [.link(Link(path: [], fragment: exception.test.rawValue))],
      text: exception.test.rawValue)
    item.text(exception.isOpen ? ", open)" : ")")
    if let time = exception.time {
      item.text(" ")
      item.add(TimeMark(time, clock))
    }
    if !exception.commits.isEmpty {
      item.text(" ")
      item.commits(exception.commits)
    }
  }

  private func writeTests(into page: inout Markup) {
    page.part("tests", "Control tests") { part in
      part.table("Each attribute, judged by the policy in force when it mattered") { table in
        table.head(["Test", "Attribute", "Result", "Why", "Rests on", "Commits"])
        table.element("tbody") { body in
          for result in summary.results { Self.write(result, into: &body) }
        }
      }
    }
  }

  private static func write(_ result: TestResult, into body: inout Markup) {
    body.element("tr", [.id(result.test.rawValue)]) { row in
      row.element("th", [Attribute("scope", "row")], text: result.test.rawValue)
      row.cell(result.test.title)
      row.element("td") { $0.add(StatusMark(result.outcome)) }
      row.cell(Clip.text(result.reason, mostText))
      row.cell(result.basis.map(\.words).joined(separator: "; "))
      row.element("td") { $0.commits(result.commits) }
    }
    body.newline()
  }
}

extension TestResult.Basis {
  /// What a finding rests on, in words.
  var words: String {
    switch self {
    case .orderProven: "order, proven"
    case .timeRecorded: "time, recorded"
    case .timeClaimed: "time, claimed"
    case .signature: "signature"
    case .stated: "the record's text"
    }
  }
}
