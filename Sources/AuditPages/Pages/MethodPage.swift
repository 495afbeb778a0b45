internal import Audit
internal import Markup

/// How each number is computed, what the words mean, and what history cannot show.
struct MethodPage: Sendable {
  let matter: PageMatter

  private var place: PagePlace { PageSection.method.place }

  func pages() -> [Page] {
    [
      matter.shell.page(
        place, title: "Method", section: .method,
        note: "How each number is computed, what the words mean, and what history cannot show."
      ) { main in
        again(to: &main)
        times(to: &main)
        numbers(to: &main)
        tests(to: &main)
        metrics(to: &main)
        limits(to: &main)
        dictionary(to: &main)
      }
    ]
  }

  private func again(to main: inout Markup) {
    main.element("h2", [.id("again")], text: "Derive it again")
    main.element(
      "p", text: "In a clone that has the standpoint, the same program writes the same bytes:")
    let scope = matter.report.scope
    main.element(
      "pre",
      text: "git rev-parse \(scope.standpoint)\nassent audit verify DIR\n\(matter.command)")
    main.element("p") { line in
      line.text("Without it, ")
      line.element("a", [.link(place.link(to: ["VERIFY.md"]))], text: "VERIFY.md")
      line.text(
        " checks a sample with git, sha256sum and ssh-keygen or gpg alone. For questions of your own:"
      )
    }
    main.element("pre", text: "sqlite3 audit.db .schema")
  }

  private func times(to main: inout Markup) {
    main.element("h2", [.id("times")], text: "Which time is trusted")
    let rows: [(String, String, String)] = [
      (
        "order", "One commit is an ancestor of another.",
        "Proven: nobody can choose it afterwards. Where a test can be decided by order, it is."
      ),
      (
        "recorded", "A recorder’s signature on the trunk says when a commit arrived there.",
        "As good as the recorder’s key and clock."
      ),
      (
        "claimed", "The date inside a commit.",
        "Its maker chose it. It says what the maker stated, and proves nothing alone."
      ),
      (
        "stated", "A time that the record’s text gives.",
        "As good as whoever wrote and approved the text."
      ),
    ]
    let table = Table(
      "Where times come from", [.init("Word"), .init("What it is"), .init("What it is worth")])
    table.add(
      to: &main,
      rows: rows.map { word, what, worth in
        var row = TableRow()
        row.heading(word)
        row.cell(what)
        row.cell(worth)
        return row
      })
    main.element(
      "p",
      text: "Times are in UTC, marked Z; days begin in the calendar’s zone, \(matter.clock.zone).")
  }

  private func numbers(to main: inout Markup) {
    main.element("h2", [.id("numbers")], text: "How the figures of the overview are computed")
    let basis = matter.report.scope.period.basis.rawValue
    main.element("dl", [.style("facts")]) { facts in
      facts.fact(
        "Changes \(basis) in the period",
        "Ids whose moment of being \(basis) lies in the period: its first instant included, its end "
          + "not.")
      facts.fact(
        "Authorised when started",
        "Changes whose work has begun and that the gate was open to then: T5 passes, and no test "
          + "found that they started unauthorised or were approved afterwards. Changes of which T5 "
          + "cannot be told, or does not apply, are in neither number; shares are cut to a tenth and "
          + "never rounded up, so that 100 % means all.")
      facts.fact(
        "Changes with exceptions",
        "Changes of the period with at least one failed test. A failed test always counts, also "
          + "where it names no exception.")
      facts.fact(
        "Without any change",
        "Deployments of the feed and commits in protected paths in the period that no change names. "
          + "Beside it stand those that a change names without allowing them then, or otherwise, "
          + "and those of which it cannot be told.")
      facts.fact(
        "Results not evaluable",
        "Results of tests, over all changes of the period and of the repository as a whole, whose "
          + "evidence could not be read.")
    }
  }

  private func tests(to main: inout Markup) {
    main.element("h2", [.id("tests")], text: "How the control tests are computed")
    main.element(
      "p",
      text:
        "A is the commit that carries an approval, I the first that records implementation, P the "
        + "policy in force then. Each change is judged by P, replayed at that commit.")
    let table = Table(
      "Control tests", [.init("Test"), .init("Computed from"), .init("Fails when")])
    table.add(
      to: &main,
      rows: ControlTest.allCases.map { test in
        var row = TableRow()
        let words = MethodWords.of(test)
        row.heading { cell in
          cell.element(
            "a", [.link(place.link(to: PageSection.tests.place, test.rawValue))],
            text: "\(test.rawValue) \(test.title)")
        }
        row.cell(words.computed)
        row.cell(words.fails)
        return row
      })
  }

  private func metrics(to main: inout Markup) {
    guard !matter.report.metrics.isEmpty else { return }
    main.element("h2", [.id("metrics")], text: "How the figures of the flow page are computed")
    let rows = matter.report.metrics.prefix(200).map { metric in
      var row = TableRow()
      row.heading(metric.title)
      row.cell(metric.formula)
      return row
    }
    Table("Flow", [.init("Figure"), .init("Formula")]).add(to: &main, rows: rows)
  }

  private func limits(to main: inout Markup) {
    main.element("h2", [.id("limits")], text: "What history cannot show")
    main.element("ul") { list in
      for limit in MethodWords.limits { list.element("li", text: limit) }
    }
    main.newline()
  }

  private func dictionary(to main: inout Markup) {
    main.element("h2", [.id("words")], text: "Words")
    main.element("dl", [.style("facts")]) { facts in
      for (word, meaning) in MethodWords.dictionary { facts.fact(word, meaning) }
    }
    main.element("h3", [.id("kinds")], text: "Exceptions by name")
    let rows = AuditException.Kind.allCases.sorted { $0.gravity < $1.gravity }.map { kind in
      var row = TableRow()
      row.heading { $0.element("code", text: kind.rawValue) }
      row.cell(kind.title)
      let count = matter.findings.exceptions.count { $0.kind == kind }
      row.cellOfNumber { cell in
        guard count > 0 else { return cell.text("0") }
        let link = place.link(to: PageSection.exceptions.place, kind.rawValue)
        matter.number("\(count)", link, to: &cell)
      }
      return row
    }
    Table(
      "Kinds of exceptions, the gravest first",
      [.init("Name"), .init("In words"), .init("In this period", .number)]
    ).add(to: &main, rows: rows)
  }
}
