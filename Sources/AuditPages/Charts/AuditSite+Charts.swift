internal import Audit
internal import Markup

extension AuditSite {
  /// Figures as the chart that suits them, with the same as a table beneath.
  func chart(of series: FlowSeries, to markup: inout Markup) {
    series.write(into: &markup, id: "chart-" + series.id)
  }
}
