internal import Audit
internal import Markup

extension AuditSite {
  /// The pages about how changes flow.
  func flowPages() -> [Page] {
    [
      shell.page(PageSection.flow.place, title: PageSection.flow.title, section: .flow) { main in
        for series in report.series { chart(of: series, to: &main) }
      }
    ]
  }

  /// The pages of the calendar.
  func calendarPages() -> [Page] {
    [
      shell.page(
        PageSection.calendar.place, title: PageSection.calendar.title, section: .calendar
      ) { main in
        main.element("p", text: "Times of every change are in its dossier.")
      }
    ]
  }

  /// Figures as a table; a chart stands above it.
  func chart(of series: FlowSeries, to markup: inout Markup) {
    let columns = [Table.Column("From")] + series.series.map { Table.Column($0, .number) }
    let rows = series.bars.map { bar in
      var row = TableRow()
      row.heading(bar.label)
      for value in bar.values { row.number(value) }
      return row
    }
    Table("\(series.title) (\(series.unit))", columns).add(to: &markup, rows: rows)
  }
}
