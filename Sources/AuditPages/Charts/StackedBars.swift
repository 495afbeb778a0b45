internal import Audit
internal import Markup

/// Upright bars along time: stacked where a bar's values add up, side by side where they do not.
struct StackedBars {
  private let series: FlowSeries
  private let bars: [FlowSeries.Bar]
  private let isStacked: Bool
  private let scale: AxisScale
  /// Whether several bars were added up to one, for want of room.
  private let merged: Int

  /// More bars than this are added up, some at a time.
  private static let most = 96
  private static let (left, top, plot) = (56, 44, 190)

  init(_ series: FlowSeries) {
    self.series = series
    isStacked = Self.addsUp(series.unit)
    let count = series.bars.count
    merged = isStacked && count > Self.most ? (count + Self.most - 1) / Self.most : 1
    bars = merged > 1 ? Self.merge(series.bars, merged) : Array(series.bars.suffix(Self.most))
    let isStacked = isStacked
    scale = AxisScale(
      for: bars.map { isStacked ? $0.values.saturatingSum : $0.values.max() ?? 0 },
      length: Self.plot)
  }

  /// Whether values of a unit are counts, which may be added; hours and shares may not.
  static func addsUp(_ unit: String) -> Bool {
    switch unit {
    case "changes", "acts", "exceptions", "deployments", "commits", "approvals", "results": true
    default: false
    }
  }

  private static func merge(_ bars: [FlowSeries.Bar], _ size: Int) -> [FlowSeries.Bar] {
    stride(from: 0, to: bars.count, by: size).map { start in
      let group = bars[start..<min(start + size, bars.count)]
      let width = group.map(\.values.count).max() ?? 0
      let values = (0..<width).map { column in
        group.map { column < $0.values.count ? $0.values[column] : 0 }.saturatingSum
      }
      return FlowSeries.Bar(label: group.first?.label ?? "", values: values)
    }
  }

  /// Writes the chart under an id that is unique in its page.
  func write(into page: inout Markup, id: String) {
    let slot = max(6, min(84, 880 / max(1, bars.count)))
    let width = max(520, Self.left + slot * bars.count + 24)
    let figure = ChartFigure(
      id: id, title: series.title, description: description, width: width,
      height: Self.top + Self.plot + 48, table: Self.table(of: series))
    let ink = SeriesInk(chart: id)
    figure.write(into: &page) { svg in
      ink.define(series.series.count, in: &svg)
      ink.legend(series.series, x: Self.left, y: 18, in: &svg)
      drawAxis(width, in: &svg)
      for (number, bar) in bars.enumerated() {
        draw(bar, x: Self.left + 4 + number * slot, slot: slot, ink, in: &svg)
      }
      drawLabels(slot, in: &svg)
    }
  }

  private func drawAxis(_ width: Int, in svg: inout Markup) {
    for tick in scale.ticks {
      let y = Self.top + Self.plot - scale.length(of: tick)
      svg.line(x1: Self.left, y1: y, x2: width - 12, y2: y, tick == 0 ? "rule" : "grid")
      svg.label(String(tick), x: Self.left - 8, y: y + 4, "axis", anchor: .end)
    }
    svg.label(Clip.text(series.unit, 40), x: 8, y: Self.top - 10, "axis")
  }

  private func draw(
    _ bar: FlowSeries.Bar, x: Int, slot: Int, _ ink: SeriesInk, in svg: inout Markup
  ) {
    let words = zip(series.series, bar.values).map { "\($0) \($1)" }.joined(separator: ", ")
    let room = max(3, slot - max(1, slot / 5))
    svg.told("\(bar.label): \(words) \(series.unit)") { group in
      var foot = Self.top + Self.plot
      let each = isStacked ? room : max(2, room / max(1, bar.values.count))
      for (number, value) in bar.values.enumerated() {
        let height = scale.length(of: value)
        let left = isStacked ? x : x + number * each
        group.box(
          x: left, y: foot - height, width: each, height: height, "bar", fill: ink.fill(number))
        if isStacked { foot -= height }
      }
      let most = isStacked ? bar.values.saturatingSum : 0
      if slot >= 24, most > 0 {
        let y = Self.top + Self.plot - scale.length(of: most) - 4
        group.label(String(most), x: x + room / 2, y: y, "value", anchor: .middle)
      }
    }
  }

  private func drawLabels(_ slot: Int, in svg: inout Markup) {
    let longest = bars.map(\.label.utf8.count).max() ?? 0
    let step = max(1, (longest * 7 + 14 + slot - 1) / slot)
    for (number, bar) in bars.enumerated() where number % step == 0 {
      let x = Self.left + 4 + number * slot
      svg.label(
        Clip.text(bar.label, 24), x: step == 1 ? x + slot / 2 - 2 : x, y: Self.top + Self.plot + 18,
        "axis", anchor: step == 1 ? .middle : .start)
      svg.line(
        x1: x, y1: Self.top + Self.plot, x2: x, y2: Self.top + Self.plot + 5, "rule")
    }
  }

  private var description: String {
    var words =
      "Bars of \(series.series.joined(separator: ", ")), in \(series.unit), "
      + "\(isStacked ? "stacked" : "side by side"), for \(series.bars.count) steps"
    if let first = series.bars.first?.label, let last = series.bars.last?.label {
      words += " from \(first) to \(last)"
    }
    if merged > 1 { words += "; \(merged) steps are added up to one bar, named by the first" }
    if bars.count < series.bars.count, merged == 1 { words += "; the last \(bars.count) are drawn" }
    return words + "."
  }

  /// The figures of a series, a row for each bar.
  static func table(of series: FlowSeries) -> ChartTable {
    ChartTable(
      columns: ["Step"] + series.series.map { "\($0) (\(series.unit))" },
      rows: series.bars.map { bar in
        [.words(bar.label)] + bar.values.map { .number(String($0)) }
      }, most: 160)
  }
}
