internal import Audit
internal import Markup

extension AuditSite {
  /// How changes flow: figures with their formulas, and charts.
  func flowPages() -> [Page] {
    let page = shell.page(
      PageSection.flow.place, title: PageSection.flow.title, section: .flow,
      note: "How long changes take, what they wait for, and how they end."
    ) { main in
      FlowPage(report: report).write(into: &main)
    }
    return [page]
  }
}

/// What stands on the page about flow.
struct FlowPage {
  let report: AuditReport

  /// Changes that are named beside a figure.
  private static let most = 12

  func write(into page: inout Markup) {
    page.paragraph(
      "Each figure is computed from the changes of the period, by the formula beside it. Where the "
        + "history cannot tell, it says so instead of giving a number. Figures of this kind describe "
        + "a flow; they are no targets, and blending teams hides what they say.")
    writeMetrics(into: &page)
    for series in report.series {
      var chart = Markup()
      series.write(into: &chart, id: "chart-" + series.id)
      if page.bytes.count + chart.bytes.count > Dossier.most {
        page.paragraph("\(series.title): left out, the page would grow too large; see audit.json.")
      } else {
        page.append(chart)
      }
    }
    if report.series.isEmpty { page.paragraph("There is nothing to draw.") }
  }

  private func writeMetrics(into page: inout Markup) {
    guard !report.metrics.isEmpty else { return page.paragraph("No figure was computed.") }
    page.table("Figures of the period") { table in
      table.head(["Figure", "Value", "How it is computed", "Changes behind it"])
      table.element("tbody") { body in
        for metric in report.metrics { Self.write(metric, into: &body) }
      }
    }
  }

  private static func write(_ metric: Metric, into body: inout Markup) {
    body.element("tr", [.id("metric-" + metric.id)]) { row in
      row.element("th", [Attribute("scope", "row")], text: metric.title)
      row.element("td") { write(metric.value, into: &$0) }
      row.cell(metric.formula)
      row.element("td") { cell in
        let here = PageSection.flow.place
        for (number, id) in metric.changes.prefix(most).enumerated() {
          if number > 0 { cell.text(", ") }
          cell.add(ChangeLink(id, from: here))
        }
        guard metric.changes.count > most else { return }
        cell.text(" and \(metric.changes.count - most) more, all in audit.db")
      }
    }
    body.newline()
  }

  private static func write(_ value: Metric.Value, into cell: inout Markup) {
    switch value {
    case .count(let count): cell.text(String(count))
    case .ratio(let part, let whole):
      cell.element("strong", text: percent(part, of: whole))
      cell.text(" (\(part) of \(whole))")
    case .durations(let median, let ninetieth, let longest, let count):
      cell.element("strong", text: median.lengthOfTime)
      cell.text(
        " median; 90th percentile \(ninetieth.lengthOfTime), longest \(longest.lengthOfTime), "
          + "of \(count)")
    case .notEvaluable(let why):
      cell.add(StatusMark(TestResult.Outcome.notEvaluable))
      cell.text(": " + Clip.text(why, 400))
    }
  }

  /// A share with one decimal, rounded half up; a dash for a share of nothing.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0, part >= 0 else { return "–" }
    let (product, overflow) = part.multipliedReportingOverflow(by: 1000)
    // Counts beyond that belong to no repository.
    guard !overflow else { return "–" }
    let tenths = (product + whole / 2) / whole
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
