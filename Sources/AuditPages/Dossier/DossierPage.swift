internal import Acts
internal import Audit
internal import Decision
internal import Markup
internal import Primitives
internal import Records

/// What only the report as a whole tells of a change, around the draft of its dossier.
struct DossierPage {
  let summary: ChangeSummary
  let links: [DossierDraft.Links]
  let deployments: [Reconciliation.DeploymentMatch]
  let commits: [Reconciliation.ProtectedCommit]
  let clock: PageClock
  /// The changes that have a dossier in the pack.
  let known: Set<String>

  init(_ summary: ChangeSummary, _ links: [DossierDraft.Links], of site: AuditSite) {
    self.summary = summary
    self.links = links
    clock = site.clock
    known = site.index.known
    deployments = site.index.deployments(of: summary.id, in: site.report)
    commits = site.index.commits(of: summary.id, in: site.report)
  }

  /// What stands between the page's head and its foot.
  ///
  /// - Parameter draft: what the change's own history tells.
  func content(around draft: DossierDraft) -> Markup {
    var page = Markup()
    page.element("p", [.style(summary.exceptions.isEmpty ? "verdict good" : "verdict bad")]) {
      $0.text(DossierWords.sentence(summary))
    }
    var own = draft.parts[...]
    if let head = own.popFirst() { page.append(head.markup) }
    let commands = own.popLast()
    var leftOut: [String] = []
    func add(_ title: String, _ part: Markup) {
      if page.bytes.count + part.bytes.count > Dossier.most {
        leftOut.append(title)
      } else {
        page.append(part)
      }
    }
    add("exceptions", Self.made(writeExceptions))
    add("control tests", Self.made(writeTests))
    for part in own { add(part.title, part.markup) }
    add("links", Self.made(writeLinks))
    add("deployments", Self.made(writeDeployments))
    if let commands { add(commands.title, commands.markup) }
    if !leftOut.isEmpty {
      page.part("left-out", "Left out") { part in
        part.paragraph(
          "This page would have grown too large: see audit.db for \(leftOut.joined(separator: ", "))."
        )
      }
    }
    return page
  }

  private static func made(_ write: (inout Markup) -> Void) -> Markup {
    var part = Markup()
    write(&part)
    return part
  }

  // MARK: Links and deployments

  /// Writes the changes that this one names; those in the pack by a link.
  private func writeLinks(into page: inout Markup) {
    guard !links.isEmpty else { return }
    page.part("links", "Other changes") { part in
      part.facts { facts in
        for link in links {
          facts.item(link.name) { place in
            for (number, id) in link.ids.prefix(Dossier.mostItems).enumerated() {
              if number > 0 { place.text(", ") }
              if known.contains(id) {
                place.add(ChangeLink(id, from: .dossier(summary.id)))
              } else {
                place.text(Clip.text(id, 100))
              }
            }
          }
        }
      }
    }
  }

  /// Writes what ran in production under the change's name.
  private func writeDeployments(into page: inout Markup) {
    guard !deployments.isEmpty || !commits.isEmpty else { return }
    page.part("deployments", "Deployments and commits that name it") { part in
      part.rows(
        "Deployments", ["Time", "System", "What", "Who", "Cover", "Why", "Source"],
        deployments.map { match in
          let deployment = match.deployment
          return [
            "\(deployment.time)", deployment.system,
            deployment.commit?.description ?? deployment.digest?.description, deployment.who,
            match.cover.rawValue, match.reason, "\(deployment.source):\(deployment.line)",
          ]
        })
      part.rows(
        "Commits in protected paths", ["Time", "Repository", "Commit", "Author", "Cover", "Why"],
        commits.map { commit in
          [
            "\(commit.time)", commit.repository, commit.commit.description, commit.author,
            commit.cover.rawValue, commit.reason,
          ]
        })
    }
  }

  // MARK: Tests

  private func writeExceptions(into page: inout Markup) {
    let exceptions = summary.exceptions
    guard !exceptions.isEmpty else { return }
    page.element("section", [.style("wrong"), .id("exceptions")]) { part in
      part.element("h2", text: "Exceptions")
      part.element("ol") { list in
        for exception in exceptions.prefix(Dossier.mostItems) {
          list.element("li") { write(exception, into: &$0) }
        }
        list.leftOut(exceptions.count - Dossier.mostItems)
      }
    }
  }

  private func write(_ exception: AuditException, into item: inout Markup) {
    item.add(StatusMark(exception.kind.rawValue, isGood: false))
    item.text(": " + Clip.text(exception.message, Dossier.mostText) + " (")
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
      row.cell(Clip.text(result.reason, Dossier.mostText))
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
