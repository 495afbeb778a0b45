internal import Audit
internal import Markup
internal import Primitives

/// The first page: is the control operating, and what went wrong.
struct IndexPage: Sendable {
  let matter: PageMatter

  var place: PagePlace { PageSection.index.place }
  var findings: Findings { matter.findings }
  var report: AuditReport { matter.report }
  /// How many changes that went wrong are named here; the others are one link away.
  private static let mostNamed = 10

  func pages() -> [Page] {
    [
      matter.shell.page(place, title: PageSection.index.title, section: .index) { main in
        verdict(to: &main)
        tiles(to: &main)
        wrong(to: &main)
        uncovered(to: &main)
        for remark in report.remarks.prefix(20) {
          main.element("p", [.style("remark")]) { line in
            line.element("strong", text: "Note. ")
            line.text(Excerpt.line(remark, 600))
          }
        }
        weeks(to: &main)
        main.element("h2", text: "Control tests")
        TestsPage.add(findings, from: place, to: &main, repository: report)
        completeness(to: &main)
        scope(to: &main)
      }
    ]
  }

  private func verdict(to main: inout Markup) {
    let (wrong, all) = (findings.wrong.count, findings.changes.count)
    let repository = findings.ofRepository.count
    let isGood = wrong == 0 && repository == 0
    guard !isGood || all > 0 else {
      main.element(
        "p", [.style("verdict open")], text: "No change belongs to this period: nothing was tested."
      )
      return
    }
    var words =
      wrong == 0
      ? "No exception in \(Share.words(all, "change"))"
      : "\(wrong) of \(Share.words(all, "change")) went wrong"
    if repository > 0 { words += "; \(Share.words(repository, "exception")) of the repository" }
    main.element(
      "p", [.style(isGood ? "verdict good" : "verdict bad")], text: words + ".")
  }

  private func tiles(to main: inout Markup) {
    let starts = findings.starts
    let population = PageSection.changes.place
    main.element("dl", [.style("tiles")]) { tiles in
      tile(
        "Changes \(report.scope.period.basis.rawValue) in the period",
        "\(findings.changes.count)", place.link(to: population),
        "of \(report.population.everRecorded) ever recorded", to: &tiles)
      tile(
        "Authorised when started",
        Share.percent(starts.authorised, of: starts.judged) ?? "–",
        place.link(to: PageSection.method.place, "numbers"),
        "\(starts.authorised) of \(starts.judged); \(starts.unknown) not evaluable", to: &tiles)
      tile(
        "Changes with exceptions", "\(findings.wrong.count)",
        place.link(to: PageSection.exceptions.place),
        "\(Share.words(findings.exceptions.count, "exception")) in all", to: &tiles)
      uncoveredTile(to: &tiles)
      tile(
        "Results not evaluable", "\(findings.notEvaluable)",
        place.link(to: PageSection.tests.place), "never counted as a pass", to: &tiles)
    }
    main.newline()
  }

  private func uncoveredTile(to tiles: inout Markup) {
    let deployments = report.reconciliation.deploymentCount
    let commits = report.reconciliation.commitCount
    let found = [deployments, commits].compactMap { $0 }
    let unnamed = found.reduce(0) { $0 + $1.uncovered }
    let others = found.reduce(0) { $0 + $1.notCovered } - unnamed
    let what =
      switch (deployments != nil, commits != nil) {
      case (true, true): "deployments and commits"
      case (true, false): "deployments; no code was given"
      case (false, true): "commits; no feed was given"
      case (false, false): "neither feed nor code was given"
      }
    tile(
      "Without any change", found.isEmpty ? "unknown" : "\(unnamed)",
      place.link(to: PageSection.uncovered.place),
      others > 0 ? "\(what); \(others) more not as a change allowed" : what, to: &tiles)
  }

  private func tile(
    _ term: String, _ value: String, _ link: Link, _ note: String, to tiles: inout Markup
  ) {
    tiles.element("div") { tile in
      tile.element("dt", text: term)
      tile.element("dd") { $0.element("a", [.link(link)], text: value) }
      tile.element("dd", text: note)
    }
  }

  private func wrong(to main: inout Markup) {
    let others = findings.ofRepository
    guard !findings.wrong.isEmpty || !others.isEmpty else { return }
    main.element("section", [.style("wrong"), Attribute("aria-labelledby", "wrong")]) { box in
      box.element("h2", [.id("wrong")], text: "What went wrong")
      box.element("ol") { list in
        for exception in others.prefix(3) { list.element("li") { entry(exception, to: &$0) } }
        for wrong in findings.wrong.prefix(Self.mostNamed) {
          list.element("li") { entry(wrong, to: &$0) }
        }
      }
      more(findings.wrong.count - Self.mostNamed, "more change", to: &box)
      more(
        others.count - 3, "more exception of the repository", "more exceptions of the repository",
        to: &box)
    }
    main.newline()
  }

  private func more(
    _ number: Int, _ noun: String, _ plural: String? = nil, to box: inout Markup
  ) {
    guard number > 0 else { return }
    box.element("p") { line in
      line.element(
        "a", [.link(place.link(to: PageSection.exceptions.place))],
        text: Share.words(number, noun, plural))
      line.text(", by name on the page of exceptions")
    }
  }

  private func entry(_ exception: AuditException, to item: inout Markup) {
    item.element("span", [.style("id")], text: "Repository")
    item.text(" ")
    let kind = exception.kind
    item.element(
      "a",
      [
        .style("mark bad"),
        .link(place.link(to: PageSection.exceptions.place, kind.rawValue)),
      ], text: kind.title)
    item.text(": \(Excerpt.line(exception.message, 200))")
  }

  private func entry(_ wrong: Findings.Wrong, to item: inout Markup) {
    guard let headline = wrong.headline else { return }
    item.add(matter.list([wrong.change.id], from: place))
    item.text(" \(Excerpt.line(wrong.change.title, 90)). ")
    item.element(
      "a",
      [
        .style("mark bad"),
        .link(place.link(to: PageSection.exceptions.place, headline.kind.rawValue)),
      ], text: headline.kind.title)
    item.text(": \(Excerpt.line(headline.message, 170)) (")
    item.element(
      "a", [.link(place.link(to: .dossier(wrong.change.id), headline.test.rawValue))],
      text: headline.test.rawValue)
    item.text(")")
    let others = wrong.others
    if others.isEmpty { return }
    let rest = others.count > 4 ? " and \(others.count - 4) more" : ""
    item.text("; also: \(others.prefix(4).map(\.title).joined(separator: ", "))\(rest)")
  }

  private func uncovered(to main: inout Markup) {
    main.element("h2", [.id("uncovered")], text: "What no change covers")
    let reconciliation = report.reconciliation
    main.element("ul") { list in
      list.element("li") { item in
        let words = UncoveredPage.words(reconciliation.deploymentCount, "deployment")
        matter.number(
          words, place.link(to: PageSection.uncovered.place, "deployments"), to: &item)
      }
      list.element("li") { item in
        let words = UncoveredPage.words(reconciliation.commitCount, "commit")
        matter.number(words, place.link(to: PageSection.uncovered.place, "commits"), to: &item)
      }
    }
    main.newline()
  }

  private func weeks(to main: inout Markup) {
    guard let series = report.series.first(where: { $0.id == "changes-by-week" }) else { return }
    main.element("h2", text: "Changes by week")
    matter.site.chart(of: series, to: &main)
  }
}
