internal import Audit
internal import Markup
internal import Records

/// Findings of the linter that the policy accepts, why, and until when.
struct SuppressionsPage: Sendable {
  let matter: PageMatter

  private var place: PagePlace { PageSection.suppressions.place }

  func pages() -> [Page] {
    let block = PagedBlock(
      id: "suppressions", title: "Accepted findings",
      note: "Expired ones accept nothing any more and could be taken out.",
      table: Table(
        "Suppressions of the policy in force at the standpoint",
        [
          .init("Rule"), .init("Of"), .init("Reason", .prose), .init("Until"), .init("Standing"),
          .init("Since"), .init("Line", .number),
        ], isSortable: true),
      rows: matter.report.suppressions.map(row), ifNone: "the policy accepts no finding.")
    return PagedDocument(
      .suppressions, note: "Accepted findings of the linter: why, since when, until when.", [block]
    ).pages(in: matter.shell)
  }

  private func row(_ accepted: AuditReport.Suppression) -> TableRow {
    let suppression = accepted.suppression
    var row = TableRow()
    row.heading(Excerpt.line(suppression.rule, 80))
    row.cell { cell in
      switch suppression.subject {
      case .record(let id): cell.add(matter.list([id], from: place))
      case .path(let path): cell.element("code", text: Excerpt.line(path, 200))
      }
    }
    row.prose(Excerpt.line(suppression.reason, 600))
    row.cell("\(suppression.until)")
    row.cell { cell in
      if accepted.isExpired { return cell.text("expired") }
      cell.add(StatusMark("accepted", isGood: nil))
    }
    row.cell { cell in
      guard let since = accepted.since else { return cell.text("–") }
      cell.add(TimeMark(since, matter.clock))
      guard let commit = since.commit else { return }
      cell.text(" ")
      cell.add(CommitMark(commit))
    }
    row.number(suppression.line)
    return row
  }
}
