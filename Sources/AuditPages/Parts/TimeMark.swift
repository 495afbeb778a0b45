internal import Audit
internal import Markup
internal import Primitives

/// A time in UTC, the local one for those who point at it, and who says so.
struct TimeMark: Part {
  private let time: Instant
  private let source: Moment.Source?
  private let clock: PageClock

  /// A time whose source the page names elsewhere.
  init(_ time: Instant, _ clock: PageClock) {
    self.time = time
    self.clock = clock
    source = nil
  }

  /// A time with what vouches for it.
  init(_ moment: Moment, _ clock: PageClock) {
    time = moment.time
    source = moment.source
    self.clock = clock
  }

  func add(to markup: inout Markup) {
    let local = clock.local(time).map { [Attribute("title", $0)] } ?? []
    markup.element(
      "time", [Attribute("datetime", time.description)] + local, text: clock.utc(time))
    guard let source else { return }
    markup.text(" ")
    markup.element("span", [.style("source")], text: source.rawValue)
  }
}
