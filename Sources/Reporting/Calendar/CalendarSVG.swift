package import ChangeCalendar
internal import Decision
internal import Primitives
internal import Records

/// Draws a change calendar: days across, a row for each window, freeze and change.
///
/// A picture without scripts and without anything from elsewhere; all text is escaped.
package struct CalendarSVG {
  package init() {}

  /// The whole document.
  package func picture(_ schedule: ChangeSchedule) -> String {
    var drawing = SVGDrawing(schedule)
    return drawing.document()
  }
}

/// One picture in the making. Lengths are in tenths of a pixel.
struct SVGDrawing {
  static let margin = 160
  static let gutter = 3_600
  /// Letters that surely fit into the gutter on a line of their own.
  static let columns = 54

  let schedule: ChangeSchedule
  let words: CalendarWords
  let scale: SVGScale
  var canvas = SVGCanvas()
  /// The top of what is drawn next.
  var y = 0
  /// The top of the rows, below the heads of the days.
  var top = 0

  init(_ schedule: ChangeSchedule) {
    self.schedule = schedule
    words = CalendarWords(schedule)
    scale = SVGScale(schedule, left: Self.margin + Self.gutter)
  }

  var width: Int { scale.right + Self.margin }

  mutating func document() -> String {
    drawHead()
    let rows = rowsDrawn()
    let behind = background(from: top, to: y)
    canvas.add(behind)
    drawNow()
    canvas.add("<g clip-path=\"url(#assent-gutter)\">\n\(rows.gutter)</g>")
    canvas.add(rows.plot)
    drawLegend()
    let height = y + Self.margin
    let start =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(SVGCanvas.px(width))\" "
      + "height=\"\(SVGCanvas.px(height))\" viewBox=\"0 0 \(SVGCanvas.px(width)) "
      + "\(SVGCanvas.px(height))\" role=\"img\" aria-labelledby=\"assent-title assent-desc\">\n"
    let clip =
      "<clipPath id=\"assent-gutter\"><rect x=\"0\" y=\"0\" "
      + "width=\"\(SVGCanvas.px(scale.left - 60))\" height=\"\(SVGCanvas.px(height))\"/></clipPath>\n"
    return start + "<title id=\"assent-title\">\(XMLText.escaped(words.title))</title>\n"
      + "<desc id=\"assent-desc\">\(XMLText.escaped(description))</desc>\n"
      + SVGStyle.definitions + clip + "</defs>\n"
      + "<rect width=\"100%\" height=\"100%\" class=\"paper\"/>\n" + canvas.body + "</svg>\n"
  }

  /// What the picture shows, for those who do not see it.
  private var description: String {
    var parts = [words.range, words.counts]
    parts += schedule.freezes.map { "Freeze \($0.id) \(words.freeze($0))" }
    parts += schedule.changes.map { change in
      "\(change.id) \(change.title), "
        + "\(words.when(change.window)), \(words.standing(change)), \(words.decision(change))"
    }
    parts += schedule.conflicts.compactMap { conflict in
      conflict.changes.first.map { "\($0): \(words.conflict(conflict, of: $0))" }
    }
    return parts.joined(separator: ". ") + "."
  }

  // MARK: Head

  private mutating func drawHead() {
    canvas.text(Self.margin, 320, words.title, "title")
    canvas.text(Self.margin, 520, words.range + "  ·  " + words.counts, "soft")
    y = 620
    if let problem = schedule.problem {
      let text = "nothing can be decided at present: " + problem
      for line in SVGCanvas.wrapped(text, columns: (width - 2 * Self.margin) / 75, lines: 3) {
        canvas.text(Self.margin, y + 80, line, "urgent")
        y += 160
      }
      y += 40
    }
    y += 140
    for month in scale.months { canvas.text(month.x + 30, y, month.label, "month") }
    y += 40
    if scale.day >= 280, scale.day < 500 {
      y += 130
      for date in scale.days {
        let centre = scale.x(date) + scale.day / 2
        canvas.text(
          centre, y, String(LocalClock.weekdays[date.weekday].prefix(2)), "soft", anchor: "middle")
      }
    }
    if !scale.numbers.isEmpty {
      y += 140
      for number in scale.numbers {
        if scale.day >= 160 {
          let centre = number.x + scale.day / 2
          canvas.text(centre, y, number.label, "day", anchor: "middle")
        } else {
          canvas.text(number.x + 20, y, number.label, "day")
        }
      }
    }
    if !scale.hours.isEmpty {
      y += 140
      for hour in scale.hours { canvas.text(hour.x, y, hour.label, "soft", anchor: "middle") }
    }
    y += 60
    top = y
  }

  /// Weekends, holidays and freezes behind the rows, and the lines between days.
  private func background(from top: Int, to bottom: Int) -> String {
    var behind = SVGCanvas()
    for date in scale.days {
      let next = CivilDate(daysSinceEpoch: date.daysSinceEpoch + 1)
      let (start, end) = (scale.x(date), scale.x(next))
      if schedule.holidays.contains(date) {
        behind.rect(
          start, top, end - start, bottom - top, "holiday",
          title: "holiday \(LocalClock.date(date))")
      } else if date.weekday >= 5 {
        behind.rect(start, top, end - start, bottom - top, "rest")
      }
      if scale.day >= 100 || (scale.day >= 20 && date.weekday == 0) || date.day == 1 {
        behind.line(start, top, start, bottom, "grid")
      }
    }
    for freeze in schedule.freezes {
      let (start, end) = (scale.x(freeze.interval.start), scale.x(freeze.interval.end))
      behind.rect(
        start, top, max(end - start, 20), bottom - top, "frozen", title: "freeze \(freeze.id)")
    }
    behind.line(scale.right, top, scale.right, bottom, "grid")
    behind.line(Self.margin, top, scale.right, top, "rule")
    behind.line(Self.margin, bottom, scale.right, bottom, "rule")
    return behind.body
  }

  private mutating func drawNow() {
    guard scale.shows(schedule.now) else { return }
    let x = scale.x(schedule.now)
    canvas.line(x, top, x, y, "now")
    let isRight = x > scale.right - 400
    canvas.text(
      isRight ? x - 40 : x + 40, y + 140, "now", "now-label", anchor: isRight ? "end" : "start")
  }

  // MARK: Legend

  private mutating func drawLegend() {
    y += 280
    var x = Self.margin
    func room(_ label: String) -> Int { 300 + PlainText.width(label) * 68 }
    for (kind, label) in Self.legend {
      if x + room(label) > width - Self.margin {
        x = Self.margin
        y += 200
      }
      drawSample(of: kind, x, y)
      canvas.text(x + 240, y, label, "soft")
      x += room(label)
    }
    y += 220
    canvas.text(Self.margin, y, words.basis, "soft")
  }

  private mutating func drawSample(of kind: String, _ x: Int, _ y: Int) {
    switch kind {
    case "latest":
      canvas.line(x, y - 40, x + 140, y - 40, "due")
      canvas.diamond(x + 150, y - 40, 45, kind)
    case "submit": canvas.circle(x + 90, y - 40, 38, kind)
    case "conflict":
      canvas.rect(x, y - 90, 180, 110, "awaiting")
      canvas.rect(x, y - 90, 180, 110, kind)
    default: canvas.rect(x, y - 90, 180, 110, kind)
    }
  }

  private static let legend = [
    ("allowed", "gate allowed"), ("awaiting", "gate awaiting"), ("prevented", "gate prevented"),
    ("invalid", "gate invalid"), ("over", "over"), ("conflict", "conflict"),
    ("window", "window open"), ("frozen", "freeze"), ("rest", "weekend"), ("holiday", "holiday"),
    ("latest", "latest decision"), ("submit", "latest submission"),
  ]
}
