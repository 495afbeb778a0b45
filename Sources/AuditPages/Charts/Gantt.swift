internal import Markup
internal import Primitives
internal import Records

/// When each system was worked on: what was planned as outlines, what was done as bars.
struct Gantt {
  struct Work {
    let change: String
    let system: String
    let planned: ChangeRequest.Interval?
    let executed: ChangeRequest.Interval?
  }

  let days: Range<CivilDate>
  let interval: ChangeRequest.Interval
  /// In the order in which they are drawn.
  let work: [Work]
  let freezes: [(name: String, interval: ChangeRequest.Interval)]

  private static let (gutter, plot, top, row) = (190, 880, 34, 26)
  private static let (mostSystems, mostBars) = (40, 900)

  /// Writes the picture.
  func write(into page: inout Markup, id: String, title: String) {
    let systems = Set(work.map(\.system)).sorted().prefix(Self.mostSystems)
    let rows = Dictionary(
      uniqueKeysWithValues: systems.enumerated().map { ($0.element, $0.offset) })
    let height = Self.top + max(1, systems.count) * Self.row + 12
    let figure = ChartFigure(
      id: id, title: title, description: description(systems.count),
      width: Self.gutter + Self.plot + 8, height: height, table: table)
    figure.write(into: &page) { svg in
      drawDays(height, in: &svg)
      for freeze in freezes where freeze.interval.overlaps(interval) {
        let (left, right) = (x(freeze.interval.start), x(freeze.interval.end))
        svg.told("freeze \(freeze.name)") {
          $0.box(
            x: left, y: Self.top, width: max(2, right - left), height: height - Self.top - 12,
            "frozen")
        }
      }
      for (system, row) in rows.sorted(by: { $0.value < $1.value }) {
        let y = Self.top + row * Self.row
        svg.label(
          Clip.text(system, 28), x: Self.gutter - 8, y: y + 17, "axis", anchor: .end)
        svg.line(
          x1: 0, y1: y + Self.row, x2: Self.gutter + Self.plot, y2: y + Self.row, "grid")
      }
      for each in work.prefix(Self.mostBars) {
        if let row = rows[each.system] { draw(each, y: Self.top + row * Self.row, in: &svg) }
      }
    }
  }

  private func draw(_ work: Work, y: Int, in svg: inout Markup) {
    svg.told(work.change) { group in
      if let planned = work.planned, planned.overlaps(interval) {
        let (left, right) = (x(planned.start), x(planned.end))
        group.box(x: left, y: y + 3, width: max(3, right - left), height: 9, "planned")
      }
      if let done = work.executed, done.overlaps(interval) || interval.contains(done.start) {
        let (left, right) = (x(done.start), x(done.end))
        group.box(x: left, y: y + 14, width: max(3, right - left), height: 9, "executed")
      }
    }
  }

  private func drawDays(_ height: Int, in svg: inout Markup) {
    let first = days.lowerBound.daysSinceEpoch
    let count = max(1, days.upperBound.daysSinceEpoch - first)
    let step = max(1, (count * 76 + Self.plot - 1) / Self.plot)
    for offset in stride(from: 0, to: count, by: step) {
      let day = CivilDate(daysSinceEpoch: first + offset)
      let x = Self.gutter + offset * Self.plot / count
      svg.line(x1: x, y1: 20, x2: x, y2: height - 12, "grid")
      guard x + 70 <= Self.gutter + Self.plot else { continue }
      svg.label(day.description, x: x + 3, y: 16, "axis")
    }
  }

  private func x(_ instant: Instant) -> Int {
    let length = max(1, Double(interval.end.seconds) - Double(interval.start.seconds))
    let passed = Double(instant.seconds) - Double(interval.start.seconds)
    return Self.gutter + Int(min(1, max(0, passed / length)) * Double(Self.plot))
  }

  private func description(_ systems: Int) -> String {
    var words =
      "Rows of \(systems) systems from \(days.lowerBound) to \(days.upperBound): outlines for "
      + "planned windows, bars for what was done, hatching for freezes."
    let all = Set(work.map(\.system)).count
    if all > systems { words += " \(all - systems) more systems are in audit.db." }
    if work.count > Self.mostBars { words += " \(Self.mostBars) of \(work.count) bars are drawn." }
    return words
  }

  private var table: ChartTable {
    func text(_ interval: ChangeRequest.Interval?) -> String {
      interval.map { "\($0.start) – \($0.end)" } ?? "–"
    }
    return ChartTable(
      columns: ["System", "Change", "Planned", "Done"],
      rows: work.map {
        [
          .words($0.system), .change($0.change), .words(text($0.planned)),
          .words(text($0.executed)),
        ]
      }, most: 300)
  }
}
