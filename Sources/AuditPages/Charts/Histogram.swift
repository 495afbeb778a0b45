internal import Audit
internal import Markup

/// Bars that lie, one for each band, the figure at its end.
struct Histogram {
  let series: FlowSeries

  private static let most = 60
  private static let (gutter, plot, row) = (210, 560, 24)

  /// Writes the chart under an id that is unique in its page.
  func write(into page: inout Markup, id: String) {
    let bars = series.bars.prefix(Self.most)
    let values = bars.map { $0.values.first ?? 0 }
    let scale = AxisScale(for: values, length: Self.plot)
    let figure = ChartFigure(
      id: id, title: series.title,
      description:
        "Bars of \(series.series.first ?? series.unit) in \(series.unit), one for each of "
        + "\(bars.count) bands.",
      width: Self.gutter + Self.plot + 90, height: 16 + bars.count * Self.row,
      table: StackedBars.table(of: series))
    let ink = SeriesInk(chart: id)
    figure.write(into: &page) { svg in
      ink.define(1, in: &svg)
      for (number, bar) in bars.enumerated() {
        let y = 8 + number * Self.row
        let length = scale.length(of: values[number])
        svg.label(
          Clip.text(bar.label, 34), x: Self.gutter - 8, y: y + 16, "axis", anchor: .end)
        svg.box(
          x: Self.gutter, y: y + 3, width: length, height: Self.row - 7, "bar", fill: ink.fill(0))
        svg.label(
          "\(values[number]) \(series.unit)", x: Self.gutter + length + 8, y: y + 16, "value")
      }
      svg.line(
        x1: Self.gutter, y1: 4, x2: Self.gutter, y2: 12 + bars.count * Self.row, "rule")
    }
  }
}

/// A dot for each of a few things, in columns by band.
struct DotPlot {
  let series: FlowSeries

  /// More dots than these are better shown as bars.
  static func suits(_ series: FlowSeries) -> Bool {
    series.series.count == 1 && StackedBars.addsUp(series.unit) && series.bars.count <= 14
      && series.bars.allSatisfy { ($0.values.first ?? 0) <= 16 }
  }

  private static let (left, dot) = (24, 12)

  /// Writes the chart under an id that is unique in its page.
  func write(into page: inout Markup, id: String) {
    let values = series.bars.map { max(0, min(16, $0.values.first ?? 0)) }
    let slot = max(54, min(120, 840 / max(1, series.bars.count)))
    let plot = max(3, values.max() ?? 0) * Self.dot + 20
    let figure = ChartFigure(
      id: id, title: series.title,
      description: "A dot for each of the \(series.unit), in \(series.bars.count) bands.",
      width: Self.left * 2 + slot * series.bars.count, height: plot + 44,
      table: StackedBars.table(of: series))
    figure.write(into: &page) { svg in
      for (number, bar) in series.bars.enumerated() {
        let centre = Self.left + number * slot + slot / 2
        svg.told("\(bar.label): \(values[number]) \(series.unit)") { group in
          for place in 0..<values[number] {
            group.shape(
              "circle",
              [
                Attribute("cx", String(centre)),
                Attribute("cy", String(plot - 8 - place * Self.dot)),
                Attribute("r", "5"), .style("s0"),
              ])
          }
          if values[number] > 0 {
            group.label(
              String(values[number]), x: centre, y: plot - 4 - values[number] * Self.dot, "value",
              anchor: .middle)
          }
        }
        svg.label(
          Clip.text(bar.label, max(8, slot / 7)), x: centre, y: plot + 18, "axis", anchor: .middle)
      }
      let right = Self.left + slot * series.bars.count
      svg.line(x1: Self.left, y1: plot, x2: right, y2: plot, "rule")
    }
  }
}

extension FlowSeries {
  /// Writes the chart that suits the series.
  func write(into page: inout Markup, id: String) {
    if bars.isEmpty { return page.element("p", text: "\(title): there is nothing to draw.") }
    if series.count > 1 { return StackedBars(self).write(into: &page, id: id) }
    if DotPlot.suits(self) { return DotPlot(series: self).write(into: &page, id: id) }
    if bars.count > 60 { return StackedBars(self).write(into: &page, id: id) }
    Histogram(series: self).write(into: &page, id: id)
  }
}
