internal import Audit
internal import Markup

/// The control tests over the whole population: how each ended, and the rows behind.
struct TestsPage: Sendable {
  let matter: PageMatter

  private var place: PagePlace { PageSection.tests.place }
  /// How many changes a reason that many share names before it refers to the database.
  private static let mostNamed = 100

  func pages() -> [Page] {
    let failed = Dictionary(grouping: pairs(.fail), by: \.result.test)
    let open = Dictionary(grouping: pairs(.notEvaluable), by: \.result.test)
    let blocks = ControlTest.allCases.map { test in
      PagedBlock(
        id: test.rawValue, title: "\(test.rawValue) \(test.title)", note: note(test),
        table: Table(
          "\(test.rawValue), what did not pass",
          [
            .init("Result"), .init("Why", .prose), .init("Rests on"), .init("Changes", .number),
            .init("Which"),
          ]
        ),
        rows: repository(test) + rows(failed[test] ?? [], .fail)
          + rows(open[test] ?? [], .notEvaluable),
        ifNone: "nothing to show.")
    }
    return PagedDocument(
      .tests, note: "Eighteen attributes, tested on every change and not on a sample.", blocks
    ).pages(in: matter.shell, intro: intro())
  }

  private struct Pair {
    let id: String
    let result: TestResult
  }

  private func pairs(_ outcome: TestResult.Outcome) -> [Pair] {
    matter.findings.changes.flatMap { change in
      change.results.filter { $0.outcome == outcome }.map { Pair(id: change.id, result: $0) }
    }
  }

  private func note(_ test: ControlTest) -> String {
    let count = matter.findings.count(test)
    return "\(count.pass) pass, \(count.fail) fail, \(count.notEvaluable) not evaluable, "
      + "\(count.notApplicable) not applicable."
  }

  private func repository(_ test: ControlTest) -> [TableRow] {
    matter.report.repositoryResults.filter { $0.test == test }.map { result in
      row(result.outcome, result.reason, result.basis, ids: nil)
    }
  }

  /// One row for each reason, since thousands of changes may share one.
  private func rows(_ pairs: [Pair], _ outcome: TestResult.Outcome) -> [TableRow] {
    Dictionary(grouping: pairs, by: \.result.reason)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .map { reason, pairs in
        row(outcome, reason, pairs[0].result.basis, ids: pairs.map(\.id))
      }
  }

  private func row(
    _ outcome: TestResult.Outcome, _ reason: String, _ basis: [TestResult.Basis], ids: [String]?
  ) -> TableRow {
    var row = TableRow()
    row.heading { $0.add(StatusMark(outcome)) }
    row.prose(Excerpt.line(reason, 400))
    row.cell(basis.map(\.rawValue).joined(separator: ", "))
    guard let ids else {
      row.cell("–")
      row.cell("the repository as a whole")
      return row
    }
    row.number(ids.count)
    row.cell(matter.list(ids, from: place, most: Self.mostNamed))
    return row
  }

  private func intro() -> Markup {
    var intro = Markup()
    intro.element("p") { line in
      line.text(
        "Not evaluable means that the evidence lies outside what could be read; it is never taken for a "
          + "pass. Order-proven rests on the ancestry of commits, which nobody can choose afterwards; "
          + "time-recorded on a recorder’s signature; time-claimed on dates that the makers of "
          + "commits chose. ")
      line.element(
        "a", [.link(place.link(to: PageSection.method.place, "tests"))],
        text: "How each is computed")
      line.text(".")
    }
    Self.add(matter.findings, from: place, to: &intro, repository: matter.report)
    return intro
  }

  /// The summary: each test with how often it ended how, linked to the rows behind.
  static func add(
    _ findings: Findings, from place: PagePlace, to markup: inout Markup,
    repository report: AuditReport
  ) {
    let columns: [Table.Column] = [
      .init("Test"), .init("Pass", .number), .init("Fail", .number),
      .init("Not evaluable", .number), .init("Not applicable", .number), .init("Repository"),
    ]
    let rows = ControlTest.allCases.map { test in
      row(test, findings.count(test), report.repositoryResults.filter { $0.test == test }, place)
    }
    Table("Results of the control tests", columns).add(to: &markup, rows: rows)
  }

  private static func row(
    _ test: ControlTest, _ count: Findings.Count, _ repository: [TestResult], _ place: PagePlace
  ) -> TableRow {
    var row = TableRow()
    let behind = Attribute.link(place.link(to: PageSection.tests.place, test.rawValue))
    row.heading { $0.element("a", [behind], text: "\(test.rawValue) \(test.title)") }
    row.number(count.pass)
    row.cellOfNumber { cell in
      guard count.fail > 0 else { return cell.text("0") }
      cell.element("a", [.style("mark bad"), behind], text: "\(count.fail)")
    }
    row.cellOfNumber { cell in
      guard count.notEvaluable > 0 else { return cell.text("0") }
      cell.element("a", [behind], text: "\(count.notEvaluable)")
    }
    row.number(count.notApplicable)
    row.cell { cell in
      guard !repository.isEmpty else { return cell.text("–") }
      for result in repository { cell.add(StatusMark(result.outcome)) }
    }
    return row
  }
}
