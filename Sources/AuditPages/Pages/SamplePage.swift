internal import Audit
internal import Markup
internal import Reporting

/// The sample, and how anybody draws it again.
struct SamplePage: Sendable {
  let matter: PageMatter

  private var place: PagePlace { PageSection.sample.place }
  private static let note = "The changes to look at by hand, and how anybody draws them again."

  func pages() -> [Page] {
    guard let sample = matter.report.sample else {
      return [
        matter.shell.page(place, title: "Sample", section: .sample, note: Self.note) { main in
          main.element("p", text: "No sample was drawn: every change was tested.")
        }
      ]
    }
    let titles = Dictionary(
      matter.findings.changes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let block = PagedBlock(
      id: "items", title: "Changes in the sample",
      table: Table(
        "Changes in the sample, by id",
        [
          .init("Change"), .init("Title", .prose), .init("Stratum"), .init("Why it is here"),
          .init("Tests"), .init("Check"),
        ], isSortable: true),
      rows: sample.items.map { row($0, titles[$0.change]) },
      ifNone: "the population has no change.")
    return PagedDocument(.sample, note: Self.note, [block])
      .pages(in: matter.shell, intro: intro(sample))
  }

  private func row(_ item: Sample.Item, _ change: ChangeSummary?) -> TableRow {
    var row = TableRow(label: Excerpt.line(item.change, 60))
    row.heading { $0.add(matter.list([item.change], from: place)) }
    row.prose(change.map { Excerpt.line($0.title, 120) } ?? "–")
    row.cell(Excerpt.line(item.stratum, 80))
    row.cell(Excerpt.line(item.reason, 200))
    row.cell { cell in
      guard let change else { return cell.add(StatusMark(TestResult.Outcome.notEvaluable)) }
      let failed = change.results.filter { $0.outcome == .fail }.map(\.test.rawValue)
      let open = change.results.filter { $0.outcome == .notEvaluable }.map(\.test.rawValue)
      if !failed.isEmpty {
        cell.add(StatusMark("fail \(failed.joined(separator: " "))", isGood: false))
      }
      if !open.isEmpty {
        if !failed.isEmpty { cell.void("br") }
        cell.add(StatusMark("not evaluable \(open.joined(separator: " "))", isGood: nil))
      }
      if change.results.isEmpty { cell.add(StatusMark(TestResult.Outcome.notEvaluable)) }
      if failed.isEmpty, open.isEmpty, !change.results.isEmpty {
        cell.add(StatusMark("none failed", isGood: true))
      }
    }
    row.cell { cell in
      guard matter.findings.dossiers.contains(item.change) else { return cell.text("–") }
      cell.element("a", [.link(place.link(to: .dossier(item.change), "verify"))], text: "how")
    }
    return row
  }

  private func intro(_ sample: Sample) -> Markup {
    var intro = Markup()
    intro.element("dl", [.style("facts")]) { facts in
      facts.fact("Seed") { $0.element("code", text: Excerpt.line(sample.seed, 200)) }
      facts.fact("Method", Excerpt.line(sample.method, 2000))
      facts.fact("Size", Excerpt.line(sample.size, 1000))
    }
    let rows = sample.strata.prefix(200).map { stratum in
      var row = TableRow()
      row.heading(Excerpt.line(stratum.name, 100))
      row.number(stratum.population)
      row.number(stratum.drawn)
      return row
    }
    Table("Strata", [.init("Stratum"), .init("Population", .number), .init("Drawn", .number)])
      .add(to: &intro, rows: rows)
    intro.element("h2", [.id("again")], text: "Draw it again")
    intro.element("p", text: "The same seed over the same population gives the same changes:")
    intro.element(
      "pre",
      text: "assent audit sample \(matter.options) "
        + "--size NUMBER --seed \(ShellWord.quoted(Excerpt.line(sample.seed, 200)))")
    return intro
  }
}
