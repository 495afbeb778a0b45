internal import ChangeCalendar
internal import Decision
internal import Primitives
internal import Records

extension SVGDrawing {
  private static let line = 150

  /// Draws all rows and moves `y` below them; texts and bars apart, since texts are clipped.
  mutating func rowsDrawn() -> (gutter: String, plot: String) {
    var gutter = SVGCanvas()
    var plot = SVGCanvas()
    for id in windowIDs { drawWindow(id, &gutter, &plot) }
    for freeze in schedule.freezes { drawFreeze(freeze, &gutter, &plot) }
    if schedule.changes.isEmpty {
      gutter.text(Self.margin, y + 220, "no change is planned for these days", "soft")
      y += 360
    }
    for (number, change) in schedule.changes.enumerated() {
      draw(change, isStriped: number % 2 == 0, &gutter, &plot)
    }
    return (gutter.body, plot.body)
  }

  private var windowIDs: [String] {
    var ids: [String] = []
    for window in schedule.windows where !ids.contains(window.opening.window) {
      ids.append(window.opening.window)
    }
    return ids
  }

  private mutating func drawWindow(
    _ id: String, _ gutter: inout SVGCanvas, _ plot: inout SVGCanvas
  ) {
    gutter.text(Self.margin, y + 140, "window \(PlainText.cut(id, to: Self.columns - 8))", "soft")
    for window in schedule.windows where window.opening.window == id {
      for part in window.open {
        let (start, end) = (scale.x(part.start), scale.x(part.end))
        guard start < end else { continue }
        let span = words.clock.span(part, on: window.opening.day)
        plot.rect(
          start, y + 50, max(end - start, 10), 110, "window",
          title: "\(id) \(LocalClock.date(window.opening.day)) \(span)")
      }
    }
    y += 200
  }

  private mutating func drawFreeze(
    _ freeze: ChangeSchedule.Freeze, _ gutter: inout SVGCanvas, _ plot: inout SVGCanvas
  ) {
    gutter.text(Self.margin, y + 140, "freeze \(PlainText.cut(freeze.id, to: 40))", "soft")
    let (start, end) = (scale.x(freeze.interval.start), scale.x(freeze.interval.end))
    plot.rect(
      start, y + 50, max(end - start, 20), 110, "freeze",
      title: "freeze \(freeze.id) \(words.freeze(freeze))")
    y += 200
  }

  // MARK: Changes

  private mutating func draw(
    _ change: PlannedChange, isStriped: Bool, _ gutter: inout SVGCanvas,
    _ plot: inout SVGCanvas
  ) {
    let lines = lines(of: change)
    let height = 120 + lines.count * Self.line
    if isStriped {
      gutter.rect(0, y, scale.left, height, "stripe")
    }
    for (number, line) in lines.enumerated() {
      gutter.text(Self.margin, y + 160 + number * Self.line, line.text, line.kind)
    }
    plot.line(Self.margin, y + height, scale.right, y + height, "grid")
    drawBar(of: change, &plot)
    drawDeadline(of: change, &plot)
    y += height
  }

  private func lines(of change: PlannedChange) -> [(text: String, kind: String)] {
    var lines = [(PlainText.cut("\(change.id) · \(words.standing(change))", to: 52), "id")]
    lines += SVGCanvas.wrapped(change.title, columns: Self.columns, lines: 2).map { ($0, "name") }
    let when = [words.when(change.window)] + change.systems
    lines += SVGCanvas.wrapped(when.joined(separator: ", "), columns: Self.columns, lines: 2)
      .map { ($0, "soft") }
    let urgent = change.decision.state == .late || change.decision.state == .undecidable
    lines += SVGCanvas.wrapped(words.decision(change), columns: Self.columns, lines: 5)
      .map { ($0, urgent ? "urgent" : "decision") }
    let conflicts = schedule.conflicts(of: change.id)
    for conflict in conflicts.prefix(3) {
      lines += SVGCanvas.wrapped(
        words.conflict(conflict, of: change.id), columns: Self.columns, lines: 2
      ).map { ($0, "urgent") }
    }
    if conflicts.count > 3 {
      lines.append(("and \(conflicts.count - 3) more conflicts", "urgent"))
    }
    return lines
  }

  private func drawBar(of change: PlannedChange, _ plot: inout SVGCanvas) {
    let start = scale.x(change.window.start)
    // A bar that can be seen, also where an hour is less than a pixel.
    let end = min(scale.right, max(scale.x(change.window.end), start + 40))
    let left = min(start, end - 40)
    let kind = change.progress.isOver ? "over" : change.gate.rawValue
    plot.rect(
      left, y + 60, end - left, 160, kind,
      title: "\(change.id) \(change.title): \(words.standing(change)), \(words.decision(change))")
    for conflict in schedule.conflicts(of: change.id) {
      let from = scale.x(conflict.interval.start)
      let until = min(scale.right, max(scale.x(conflict.interval.end), from + 40))
      guard conflict.interval.overlaps(schedule.interval) else { continue }
      plot.rect(
        min(from, until - 40), y + 60, until - min(from, until - 40), 160, "conflict",
        title: words.conflict(conflict, of: change.id))
    }
    let label = change.progress.isOver ? change.progress.rawValue : change.gate.rawValue
    let room = 60 + label.utf8.count * 75
    if end + room <= scale.right {
      plot.text(end + 50, y + 180, label, "label")
    } else if left - room >= scale.left {
      plot.text(left - 50, y + 180, label, "label", anchor: "end")
    }
  }

  /// The time left to decide, the latest decision and the latest submission.
  private func drawDeadline(of change: PlannedChange, _ plot: inout SVGCanvas) {
    let decision = change.decision
    guard decision.state == .open || decision.state == .late || decision.state == .undecidable,
      let latest = decision.latest
    else { return }
    let middle = y + 300
    let from = ([schedule.now] + decision.holdings.map(\.earliest)).max() ?? schedule.now
    if from < latest, decision.state == .open, latest > schedule.interval.start,
      from < schedule.interval.end
    {
      plot.line(scale.x(from), middle, scale.x(latest), middle, "due")
    }
    if let due = decision.submitBy, scale.shows(due) {
      plot.circle(scale.x(due), middle, 40, "submit")
    }
    if scale.shows(latest) { plot.diamond(scale.x(latest), middle, 50, "latest") }
  }
}
