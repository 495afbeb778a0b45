internal import Audit
internal import Decision
internal import Markup
internal import Records

/// Every change of the period, those that overlap it, and those that no moment places.
struct ChangesPage: Sendable {
  let matter: PageMatter

  private var place: PagePlace { PageSection.changes.place }
  private var population: Population { matter.report.population }

  func pages() -> [Page] {
    let overlapping = Set(population.overlapping)
    let others = matter.report.changes.filter { overlapping.contains($0.id) }
    let basis = matter.report.scope.period.basis.rawValue
    let blocks = [
      PagedBlock(
        id: "population", title: "Changes of the period",
        table: table("Changes \(basis) in the period, by id"),
        rows: matter.findings.changes.map(row)),
      PagedBlock(
        id: "overlapping", title: "Changes that overlap the period",
        note: "Under way in the period, but not \(basis) in it: not in any figure of this pack.",
        table: table("Overlapping changes, by id"), rows: others.map(row)),
      PagedBlock(
        id: "undated", title: "Changes that no moment places",
        note: "For these no time is known at which they were \(basis).",
        table: Table("Changes that no moment places, by id", [.init("Change")]),
        rows: population.undated.map(undated)),
    ]
    return PagedDocument(.changes, note: "The population, sorted by id.", blocks)
      .pages(in: matter.shell, intro: intro())
  }

  private func table(_ caption: String) -> Table {
    Table(
      caption,
      [
        .init("Change"), .init("Title", .prose), .init("Failed"), .init("Type"), .init("Risk"),
        .init("Requester"),
        .init("Implementer"), .init("Started"), .init("Standing"), .init("Outcome"),
        .init("Not evaluable"),
      ], isSortable: true)
  }

  private func row(_ change: ChangeSummary) -> TableRow {
    var row = TableRow(id: anchor(change.id), label: Excerpt.line(change.id, 60))
    row.heading { $0.add(matter.list([change.id], from: place)) }
    row.prose(Excerpt.line(change.title) + (change.isDeleted ? " (deleted)" : ""))
    row.cell { tests(change, .fail, to: &$0) }
    row.cell(change.kind?.rawValue ?? "unknown")
    row.cell(change.risk?.rawValue ?? "unknown")
    row.cell(change.requester.map { Excerpt.line($0, 60) } ?? "–")
    row.cell(change.implementer.map { Excerpt.line($0, 60) } ?? "–")
    row.cell { matter.add(change.milestones.started, to: &$0) }
    row.cell { standing(change, to: &$0) }
    row.cell(change.outcome?.rawValue ?? "–")
    row.cell { tests(change, .notEvaluable, to: &$0) }
    return row
  }

  private func anchor(_ id: String) -> String { "c-" + PagePlace.fileName(id) }

  /// What the gate said, and how the change stood where it was no more under way; today's beside it.
  private func standing(_ change: ChangeSummary, to cell: inout Markup) {
    cell.add(StatusMark(change.atEnd.decision))
    if change.atEnd.state != .active { cell.text(", \(change.atEnd.state.rawValue)") }
    guard
      change.today.decision != change.atEnd.decision || change.today.state != change.atEnd.state
    else { return }
    cell.text("; today \(change.today.decision.rawValue), \(change.today.state.rawValue)")
  }

  private func tests(
    _ change: ChangeSummary, _ outcome: TestResult.Outcome, to cell: inout Markup
  ) {
    let tests = change.results.filter { $0.outcome == outcome }.map(\.test.rawValue)
    guard !tests.isEmpty else { return cell.text("–") }
    let words = tests.joined(separator: " ")
    guard outcome == .fail else { return cell.text(words) }
    cell.add(StatusMark(words, isGood: false))
  }

  private func undated(_ id: String) -> TableRow {
    var row = TableRow(label: Excerpt.line(id, 60))
    row.heading { $0.add(matter.list([id], from: place)) }
    return row
  }

  private func intro() -> Markup {
    var intro = Markup()
    intro.element("p") { line in
      line.text(
        "Failed and not evaluable name the control tests; the dossier behind each id has all results, "
          + "their reasons and the commands that check them. Standing is what the gate said at the period’s end; "
          + "a closed change is prevented, for nothing more may start. All rows, without pages, are in "
      )
      line.element("a", [.link(place.link(to: ["population.csv"]))], text: "population.csv")
      line.text(", ")
      line.element("a", [.link(place.link(to: ["audit.xlsx"]))], text: "audit.xlsx")
      line.text(" and ")
      line.element("a", [.link(place.link(to: ["audit.db"]))], text: "audit.db")
      line.text(".")
    }
    return intro
  }
}
