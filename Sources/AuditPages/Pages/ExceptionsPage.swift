internal import Audit
internal import Markup
internal import Primitives

/// What an auditor writes up, by its name among auditors, the gravest first.
struct ExceptionsPage: Sendable {
  let matter: PageMatter

  private var place: PagePlace { PageSection.exceptions.place }

  func pages() -> [Page] { document.pages(in: matter.shell, intro: intro()) }

  private var document: PagedDocument {
    let kinds = Dictionary(grouping: matter.findings.exceptions, by: \.kind)
    let blocks = kinds.sorted { $0.key.gravity < $1.key.gravity }.map { kind, exceptions in
      PagedBlock(
        id: kind.rawValue, title: kind.title, note: note(kind, exceptions), table: table(kind),
        rows: exceptions.map(row))
    }
    return PagedDocument(
      .exceptions, note: "What an auditor has to write up, the gravest kind first.", blocks)
  }

  private func table(_ kind: AuditException.Kind) -> Table {
    Table(
      kind.title,
      [
        .init("Change"), .init("What happened", .prose), .init("Test"), .init("When"),
        .init("State"),
        .init("Commits"), .init("Check"),
      ], isSortable: true)
  }

  private func note(_ kind: AuditException.Kind, _ exceptions: [AuditException]) -> String {
    let open = exceptions.filter(\.isOpen)
    var words = "\(kind.rawValue): \(Share.words(exceptions.count, "exception"))"
    guard !open.isEmpty else { return words + ", none open." }
    words += ", \(open.count) open"
    if let oldest = open.compactMap({ age($0) }).max() {
      words += ", the oldest for \(Share.words(oldest, "day"))"
    }
    return words + "."
  }

  /// For how many whole days it was open at the period's end.
  private func age(_ exception: AuditException) -> Int? {
    guard exception.isOpen, let time = exception.time else { return nil }
    let (seconds, overflow) = matter.report.scope.asOf.seconds
      .subtractingReportingOverflow(time.seconds)
    return overflow || seconds < 0 ? nil : Int(seconds / 86_400)
  }

  private func row(_ exception: AuditException) -> TableRow {
    var row = TableRow(label: exception.change.map { Excerpt.line($0, 60) })
    row.heading { cell in
      guard let id = exception.change else { return cell.text("repository") }
      cell.add(matter.list([id], from: place))
    }
    row.prose(Excerpt.line(exception.message, 1000))
    row.cell { cell in
      cell.element(
        "a", [.link(place.link(to: PageSection.tests.place, exception.test.rawValue))],
        text: exception.test.rawValue)
    }
    row.cell { cell in
      guard let time = exception.time else { return cell.text("–") }
      cell.add(TimeMark(time, matter.clock))
    }
    row.cell { state(exception, to: &$0) }
    row.cell(CommitList(exception.commits))
    row.cell { check(exception, to: &$0) }
    return row
  }

  private func state(_ exception: AuditException, to cell: inout Markup) {
    guard exception.isOpen else { return cell.text("past") }
    cell.add(StatusMark("open", isGood: nil))
    if let days = age(exception) { cell.text(" \(Share.words(days, "day"))") }
  }

  private func check(_ exception: AuditException, to cell: inout Markup) {
    guard let id = exception.change, matter.findings.dossiers.contains(id) else {
      let link = place.link(to: PageSection.method.place, "again")
      return cell.element("a", [.link(link)], text: "how")
    }
    cell.element("a", [.link(place.link(to: .dossier(id), "verify"))], text: "how")
  }

  private func intro() -> Markup {
    var intro = Markup()
    guard !matter.findings.exceptions.isEmpty else {
      intro.element("p", text: "No test found an exception in this period.")
      intro.element("p") { line in
        line.text("That is no pass for what could not be evaluated: see ")
        line.element(
          "a", [.link(place.link(to: PageSection.tests.place))], text: "the control tests")
        line.text(".")
      }
      return intro
    }
    intro.element("p") { line in
      line.text(
        "Open means that it could still be cured at the period’s end. The same rows are in ")
      line.element("a", [.link(place.link(to: ["exceptions.csv"]))], text: "exceptions.csv")
      line.text(".")
    }
    return intro
  }
}
