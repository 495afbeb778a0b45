internal import Markup
internal import Primitives

/// Who did what when: a lane for each part that people play, marks for what they did.
struct Lanes {
  /// A shape for each kind of deed, so that colour is not needed to tell them apart.
  enum Shape: Int, CaseIterable {
    case circle, square, triangle, cross, diamond, start, stop, ring, plus, tick

    /// Around the origin, seven pixels wide and high.
    var path: String {
      switch self {
      case .circle, .ring: "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z"
      case .square, .stop: "M-5-5H5V5H-5Z"
      case .triangle: "M-6 5L0-6L6 5Z"
      case .cross: "M-5-3L-3-5L0-2L3-5L5-3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0Z"
      case .diamond: "M0-6L6 0L0 6L-6 0Z"
      case .start: "M-5-6L6 0L-5 6Z"
      case .plus: "M-2-5H2V-2H5V2H2V5H-2V2H-5V-2H-2Z"
      case .tick: "M-1-6H1V6H-1Z"
      }
    }
  }

  /// Something that happened.
  struct Mark {
    let time: Instant
    let shape: Shape
    /// A few letters beside it.
    let label: String
    /// What a pointer is told.
    let words: String
    /// Whether it has its effect; hollow if not.
    var counts = true
    /// Whether a recorder vouches for the time; it has no outline if not, or a thin one.
    var isRecorded = true
  }

  /// Something that lasted.
  struct Bar {
    let start: Instant
    let end: Instant
    let label: String
    let isPlanned: Bool
  }

  struct Lane {
    let name: String
    var marks: [Mark] = []
    var bars: [Bar] = []
  }

  let lanes: [Lane]

  private static let (gutter, plot, top, row) = (168, 800, 40, 20)
  private static let mostRows = 6

  /// Writes the picture.
  func write(
    into page: inout Markup, id: String, title: String, description: String, table: ChartTable
  ) {
    let shown = lanes.filter { !$0.marks.isEmpty || !$0.bars.isEmpty }
    let times = shown.flatMap { lane in
      lane.marks.map(\.time) + lane.bars.flatMap { [$0.start, $0.end] }
    }
    // Room for half a time before the first and for a label behind the last.
    let axis = BrokenAxis(times, left: Self.gutter + 34, width: Self.plot - 120)
    let packed = shown.map { Packed($0, axis, right: Self.gutter + Self.plot) }
    let height = Self.top + packed.reduce(0) { $0 + $1.height } + 8
    let figure = ChartFigure(
      id: id, title: title, description: description + Self.told(axis),
      width: Self.gutter + Self.plot + 8, height: height, table: table)
    figure.write(into: &page) { svg in
      Self.define(id, in: &svg)
      Self.drawTimes(axis, height: height, in: &svg)
      var y = Self.top
      for (lane, packed) in zip(shown, packed) {
        svg.line(x1: 0, y1: y, x2: Self.gutter + Self.plot, y2: y, "grid")
        svg.label(lane.name, x: 4, y: y + 17, "lane")
        packed.draw(id, axis, y: y, in: &svg)
        y += packed.height
      }
      svg.line(x1: 0, y1: y, x2: Self.gutter + Self.plot, y2: y, "grid")
    }
  }

  private static func told(_ axis: BrokenAxis) -> String {
    guard !axis.breaks.isEmpty else { return "" }
    let lengths = axis.breaks.map { $0.seconds.lengthOfTime }.joined(separator: ", ")
    return " Idle stretches are left out where the axis is broken: \(lengths)."
  }

  private static func define(_ id: String, in svg: inout Markup) {
    svg.element("defs") { definitions in
      for shape in Shape.allCases {
        definitions.shape("path", [.id("\(id)-m\(shape.rawValue)"), Attribute("d", shape.path)])
      }
    }
  }

  private static func drawTimes(_ axis: BrokenAxis, height: Int, in svg: inout Markup) {
    for tick in axis.ticks(room: 78) {
      let text = tick.time.description
      svg.line(x1: tick.x, y1: Self.top - 6, x2: tick.x, y2: height - 8, "grid")
      svg.label(String(text.prefix(10)), x: tick.x, y: 14, "axis", anchor: .middle)
      svg.label(String(text.dropFirst(11)), x: tick.x, y: 28, "axis", anchor: .middle)
    }
    for each in axis.breaks {
      svg.told("\(each.seconds.lengthOfTime) in which nothing happened are left out") { group in
        group.box(
          x: each.x - 7, y: Self.top, width: 14, height: height - Self.top - 8, "pause")
        for x in [each.x - 3, each.x + 3] {
          group.shape(
            "path",
            [Attribute("d", "M\(x + 3) \(Self.top - 6)L\(x - 3) \(Self.top + 6)"), .style("break")])
        }
      }
    }
  }
}

/// The marks of a lane in rows, so that none covers another.
private struct Packed {
  struct Placed {
    let mark: Lanes.Mark
    let x: Int
    let row: Int
    let hasLabel: Bool
  }

  private static let (row, bar) = (20, 22)
  private static let mostRows = 6

  private let bars: [Lanes.Bar]
  private var placed: [Placed] = []
  /// By place, marks for which there was no room.
  private var more: [(x: Int, count: Int)] = []
  private var rows = 0

  init(_ lane: Lanes.Lane, _ axis: BrokenAxis, right: Int) {
    bars = lane.bars
    var ends = [Int](repeating: Int.min, count: Self.mostRows)
    for mark in lane.marks.sorted(by: { $0.time < $1.time }) {
      let x = axis.x(mark.time)
      let width = 12 + Clip.text(mark.label, 26).utf8.count * 6
      let labelled = x + width <= right ? ends.firstIndex { $0 <= x - 8 } : nil
      if let row = labelled {
        placed.append(Placed(mark: mark, x: x, row: row, hasLabel: true))
        ends[row] = x + width
        rows = max(rows, row + 1)
      } else if let row = ends.firstIndex(where: { $0 <= x - 8 }) {
        placed.append(Placed(mark: mark, x: x, row: row, hasLabel: false))
        ends[row] = x + 9
        rows = max(rows, row + 1)
      } else if let last = more.last, x - last.x < 40 {
        more[more.count - 1].count += 1
      } else {
        more.append((x, 1))
      }
    }
  }

  var height: Int {
    8 + bars.count * Self.bar + max(bars.isEmpty ? 1 : 0, rows + (more.isEmpty ? 0 : 1)) * Self.row
  }

  func draw(_ id: String, _ axis: BrokenAxis, y: Int, in svg: inout Markup) {
    for (number, bar) in bars.enumerated() {
      let (start, end) = (axis.x(bar.start), max(axis.x(bar.end), axis.x(bar.start) + 4))
      let top = y + 5 + number * Self.bar
      svg.told("\(bar.label): \(bar.start) to \(bar.end)") { group in
        group.box(
          x: start, y: top, width: end - start, height: 14, bar.isPlanned ? "planned" : "executed")
        let isRight = end > 780
        group.label(
          bar.label, x: isRight ? start - 6 : end + 6, y: top + 11, "deed-label",
          anchor: isRight ? .end : .start)
      }
    }
    let foot = y + 4 + bars.count * Self.bar
    for each in placed {
      let middle = foot + each.row * Self.row + 10
      svg.told(each.mark.words) { group in
        group.shape(
          "use",
          [
            .link(Link(path: [], fragment: "\(id)-m\(each.mark.shape.rawValue)")),
            Attribute("x", String(each.x)), Attribute("y", String(middle)),
            .style(Self.style(each.mark)),
          ])
        guard each.hasLabel else { return }
        group.label(Clip.text(each.mark.label, 26), x: each.x + 9, y: middle + 4, "deed-label")
      }
    }
    for each in more {
      svg.label("+\(each.count)", x: each.x, y: foot + rows * Self.row + 14, "deed-label")
    }
  }

  private static func style(_ mark: Lanes.Mark) -> StaticString {
    switch (mark.counts, mark.isRecorded) {
    case (true, true): "deed"
    case (true, false): "deed claimed"
    case (false, true): "deed hollow"
    case (false, false): "deed hollow claimed"
    }
  }
}
