internal import Audit
internal import Markup
internal import Primitives

/// The policies as lanes along the period; the table beneath has the same in words.
struct PolicyLanes: Part {
  let report: AuditReport
  private static let (width, left, lane) = (760, 110, 30)
  /// More lanes than these would be no picture; the table has them all.
  private static let most = 40

  private var policies: [PolicyPeriod] { Array(report.policies.prefix(Self.most)) }
  private var unrest: [PolicyUnrest] { Array(report.policyUnrest.prefix(Self.most)) }

  func add(to markup: inout Markup) {
    let lanes = policies.count + (unrest.isEmpty ? 0 : 1)
    let height = lanes * Self.lane + 34
    markup.element("figure", [.style("lanes")]) { figure in
      figure.element(
        "svg",
        [
          Attribute("viewBox", "0 0 \(Self.width) \(height)"), Attribute("role", "img"),
          Attribute("aria-labelledby", "lanes-title lanes-text"),
          Attribute("width", "\(Self.width)"), Attribute("height", "\(height)"),
        ]
      ) { svg in
        svg.element("title", [.id("lanes-title")], text: "Policies in force over the period")
        svg.element(
          "desc", [.id("lanes-text")],
          text: "One lane for each version; the table below has the same figures.")
        draw(to: &svg, height)
      }
    }
    markup.newline()
  }

  private func draw(to svg: inout Markup, _ height: Int) {
    for (index, policy) in policies.enumerated() {
      let name = policy.version.map { "version \($0)" } ?? policy.commit.short
      let style: StaticString =
        policy.approvals.isEmpty && !policy.isTrustRoot ? "unagreed" : "agreed"
      lane(index, name, policy.from.time, policy.until?.time, style, to: &svg)
    }
    for stretch in unrest {
      lane(
        policies.count, "unapproved", stretch.from.time, stretch.until?.time, "unagreed", to: &svg)
    }
    let base = height - 14
    svg.element(
      "text", [Attribute("x", "\(Self.left)"), Attribute("y", "\(base)")],
      text: "\(report.scope.period.from)")
    svg.element(
      "text",
      [
        Attribute("x", "\(Self.width)"), Attribute("y", "\(base)"),
        Attribute("text-anchor", "end"),
      ], text: "\(report.scope.period.until)")
  }

  private func lane(
    _ index: Int, _ name: String, _ from: Instant, _ until: Instant?, _ style: StaticString,
    to svg: inout Markup
  ) {
    let (start, end) = (x(from), x(until ?? report.scope.period.end))
    let top = index * Self.lane
    svg.element(
      "text", [Attribute("x", "0"), Attribute("y", "\(top + 19)")], text: name)
    svg.shape(
      "rect",
      [
        .style(style), Attribute("x", "\(start)"), Attribute("y", "\(top + 5)"),
        Attribute("width", "\(max(2, end - start))"), Attribute("height", "\(Self.lane - 10)"),
      ])
  }

  /// Where a time stands, inside the period.
  private func x(_ time: Instant) -> Int {
    let (start, end) = (report.scope.period.start, report.scope.period.end)
    let span = end.seconds.subtractingReportingOverflow(start.seconds)
    guard start < end, !span.overflow else { return Self.left }
    if time <= start { return Self.left }
    if time >= end { return Self.width }
    let share = Double(time.seconds - start.seconds) / Double(span.partialValue)
    return Self.left + Int(share * Double(Self.width - Self.left))
  }
}
