import Audit
import Markup
import Primitives
import Testing

@testable import AuditPages

/// Where charts put things, and what they say to those who do not see them.
struct ChartTests {
  private func written(_ body: (inout Markup) -> Void) -> String {
    var markup = Markup()
    body(&markup)
    return String(decoding: markup.bytes, as: UTF8.self)
  }

  private func series(
    _ bars: [[Int]], names: [String] = ["one", "two"], unit: String = "changes"
  ) -> FlowSeries {
    FlowSeries(
      id: "s", title: "A series", unit: unit, series: names,
      bars: bars.enumerated().map { FlowSeries.Bar(label: "W\($0.offset)", values: $0.element) })
  }

  // MARK: Axes

  @Test(
    arguments: [
      [0, 1, 2], [0, 60, 120, 900_000, 900_060], [5], [5, 5, 5], [.min, 0, .max],
      [.min, .max, 1, 1, 2], [0, 86_400, 10_000_000, 10_000_060, 90_000_000],
    ] as [[Int64]])
  func `an axis keeps the order of time within its bounds`(_ seconds: [Int64]) {
    let times = seconds.map(Instant.init(seconds:)).sorted()
    let axis = BrokenAxis(times, left: 100, width: 800)
    let places = times.map(axis.x)
    #expect(places == places.sorted())
    #expect(places.allSatisfy { (100...901).contains($0) }, "\(places)")
    let between = (0...50).map { step in
      axis.x(Instant(seconds: (times.first?.seconds ?? 0).advanced(by: 0) &+ Int64(step)))
    }
    #expect(between.allSatisfy { (100...901).contains($0) })
    let ticks = axis.ticks(room: 70).map(\.x)
    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $1 - $0 >= 70 }, "\(ticks)")
  }

  @Test func `a long pause is left out and said, not a short one`() {
    let times = [0, 600, 1200, 2_000_000, 2_000_600].map { Instant(seconds: $0) }
    let axis = BrokenAxis(times, left: 0, width: 600)
    #expect(axis.breaks.map(\.seconds) == [1_998_800])
    let even = BrokenAxis([0, 10, 20, 30].map { Instant(seconds: $0 * 3600) }, left: 0, width: 600)
    #expect(even.breaks.isEmpty)
  }

  @Test(arguments: [[0], [1], [4, 9], [97], [1001], [.max], [.min, -5], []] as [[Int]])
  func `a scale holds its values under few round marks`(_ values: [Int]) {
    let scale = AxisScale(for: values, length: 200)
    #expect(scale.top >= max(1, values.max() ?? 0))
    #expect(scale.ticks.count <= 11 && scale.ticks.first == 0)
    #expect(values.allSatisfy { (0...200).contains(scale.length(of: $0)) })
  }

  @Test(arguments: [
    (0, "0 s"), (59, "59 s"), (61, "1 min"), (3600, "1 h"), (5400, "1 h 30 min"),
    (86_400, "1 d"), (97_200, "1 d 3 h"), (-1, "0 s"), (Int64.max, "106751991167300 d 15 h"),
  ])
  func `lengths of time are said in words`(_ seconds: Int64, _ words: String) {
    #expect(seconds.lengthOfTime == words)
  }

  // MARK: Bars

  @Test func `every chart has a name, a description and its figures as a table`() {
    let all = [
      series([[1, 2], [3, 4]]), series([[1], [2]], names: ["one"]),
      series([[40], [2]], names: ["one"]), series([[4, 9]], unit: "hours"),
    ]
    for each in all {
      let html = written { each.write(into: &$0, id: "c") }
      #expect(html.contains("role=\"img\" aria-labelledby=\"c-title c-desc\""))
      #expect(html.contains("<title id=\"c-title\">A series</title>"))
      #expect(html.contains("<desc id=\"c-desc\">") && html.contains("<table"))
      #expect(!html.contains("style=\""))
    }
  }

  @Test func `hours are not stacked`() {
    let html = written { series([[4, 9]], unit: "hours").write(into: &$0, id: "c") }
    #expect(html.contains("side by side"))
  }

  @Test func `many steps are added up, and the sum stays`() {
    let html = written {
      StackedBars(series((0..<520).map { [$0 % 3, 1] })).write(into: &$0, id: "c")
    }
    #expect(html.contains("6 steps are added up to one bar"))
    #expect(html.components(separatedBy: "<title>W").count - 1 == 87)
    #expect(html.contains("<title>W0: one 6, two 6 changes</title>"))
    #expect(html.utf8.count < 100_000)
  }

  @Test func `absurd values and labels do no harm`() {
    let absurd = FlowSeries(
      id: "s", title: "<b>", unit: "changes", series: ["\"", "'"],
      bars: [
        FlowSeries.Bar(label: "<script>", values: [.max, .max]),
        FlowSeries.Bar(label: "", values: [.min, -1]), FlowSeries.Bar(label: "x", values: []),
      ])
    let html = written { absurd.write(into: &$0, id: "c") }
    #expect(!html.contains("<script>") && !html.contains("<b>"))
    #expect(html.contains("height=\"190\""))
  }

  // MARK: Lanes and months

  @Test func `marks of a lane do not cover each other`() {
    let marks = (0..<300).map { number in
      Lanes.Mark(
        time: Instant(seconds: Int64(number / 10) * 60), shape: .triangle,
        label: "\(number) approve", words: "\(number)")
    }
    let html = written {
      Lanes(lanes: [Lanes.Lane(name: "Lane", marks: marks)]).write(
        into: &$0, id: "l", title: "T", description: "D",
        table: ChartTable(columns: ["a"], rows: []))
    }
    var places: Set<String> = []
    var count = 0
    for part in html.components(separatedBy: "<use ").dropFirst() {
      count += 1
      places.insert(part.components(separatedBy: " class=")[0].components(separatedBy: "x=")[1])
    }
    #expect(count > 20 && places.count == count, "\(count)")
    let more = html.components(separatedBy: ">+").dropFirst().compactMap {
      Int($0.components(separatedBy: "<")[0])
    }
    #expect(count + more.reduce(0, +) == 300)
  }

  @Test(arguments: [("2024-02-01", "2024-03-01", 29, 5), ("2026-02-01", "2026-03-01", 28, 5)])
  func `a month has its days`(_ from: String, _ until: String, _ days: Int, _ weeks: Int) throws {
    let first = try #require(CivilDate(from))
    let end = try #require(CivilDate(until))
    let html = written {
      MonthGrid(
        days: first..<end, entries: [first: ["A", "B", "C", "D", "E"]], frozen: [first],
        holidays: [first]
      ).write(into: &$0, from: .top("calendar.html"))
    }
    #expect(html.components(separatedBy: "class=\"day\"").count - 1 == days)
    #expect(html.components(separatedBy: "<tr>").count - 2 == weeks)
    #expect(html.contains("1 freeze holiday") && html.contains("and 1 more"))
    #expect(html.contains("href=\"changes/A.html\""))
  }
}
