internal import Markup

/// Figures as rows: what a chart shows, for those who do not see it and for those who check it.
struct ChartTable {
  /// A cell: words, or a number that stands to the right, or a link to a change of the list.
  enum Cell {
    case words(String)
    case number(String)
    case change(String)
  }

  let columns: [String]
  let rows: [[Cell]]
  /// Rows that are not shown, and where they are.
  var hidden: String?

  /// At most so many rows, the rest named.
  init(columns: [String], rows: [[Cell]], most: Int = 400) {
    self.columns = columns
    self.rows = Array(rows.prefix(most))
    if rows.count > most { hidden = "\(rows.count - most) more rows are in audit.db." }
  }
}

/// A picture with its title, its description, and the figures beneath it.
struct ChartFigure {
  /// Unique in its page; letters, digits and hyphens.
  let id: String
  let title: String
  /// What the picture shows, in one or two sentences.
  let description: String
  /// In pixels.
  let width: Int
  let height: Int
  let table: ChartTable

  /// Writes the figure; `drawing` adds what the picture holds.
  func write(into page: inout Markup, _ drawing: (inout Markup) -> Void) {
    page.element("figure", [.style("chart"), .id(id)]) { figure in
      figure.element("figcaption", text: title)
      // What is wider than the page can be reached from the keyboard.
      figure.element(
        "div",
        [
          .style("chart-scroll"), Attribute("tabindex", "0"), Attribute("role", "region"),
          Attribute("aria-label", title),
        ]
      ) { region in picture(&region, drawing) }
      writeTable(into: &figure)
    }
    page.newline()
  }

  private func picture(_ page: inout Markup, _ drawing: (inout Markup) -> Void) {
    let (title, text) = (id + "-title", id + "-desc")
    page.element(
      "svg",
      [
        Attribute("role", "img"), Attribute("aria-labelledby", "\(title) \(text)"),
        Attribute("viewBox", "0 0 \(width) \(height)"), Attribute("width", String(width)),
        Attribute("height", String(height)),
      ]
    ) { svg in
      svg.element("title", [.id(title)], text: self.title)
      svg.element("desc", [.id(text)], text: description)
      drawing(&svg)
    }
  }

  private func writeTable(into page: inout Markup) {
    page.element("details", [.style("figures")]) { details in
      details.element("summary", text: "The same as a table")
      details.table(title + ", as a table") { table in
        table.head(self.table.columns)
        table.element("tbody") { body in
          for cells in self.table.rows { Self.write(cells, into: &body) }
        }
      }
      if let hidden = self.table.hidden { details.element("p", text: hidden) }
    }
  }

  private static func write(_ cells: [ChartTable.Cell], into body: inout Markup) {
    body.element("tr") { row in
      for (column, cell) in cells.enumerated() {
        switch cell {
        case .words(let text) where column == 0:
          row.element("th", [Attribute("scope", "row")], text: text)
        case .words(let text): row.element("td", text: text)
        case .number(let text): row.element("td", [.style("number")], text: text)
        case .change(let id):
          row.element("td") { $0.add(ChangeLink(id, from: .top(""))) }
        }
      }
    }
    body.newline()
  }
}

/// How series are told apart: a colour and a pattern each, so that neither is needed alone.
struct SeriesInk {
  /// The chart's id, which its patterns are named after.
  let chart: String

  /// So many series can be told apart.
  static let most = 6

  private static func style(_ number: Int) -> StaticString {
    switch number % most {
    case 0: "s0"
    case 1: "s1"
    case 2: "s2"
    case 3: "s3"
    case 4: "s4"
    default: "s5"
    }
  }

  /// The lines of a pattern over its ground.
  private static func stroke(_ number: Int) -> String {
    switch number % most {
    case 1: "M0 6L6 0"
    case 2: "M3 0V6"
    case 3: "M0 3H6"
    case 4: "M0 0L6 6M0 6L6 0"
    case 5: "M3 2.5V3.5"
    default: ""
    }
  }

  /// The value of `fill` for a series.
  func fill(_ number: Int) -> String { "url(#\(chart)-p\(number % Self.most))" }

  /// Writes the patterns of so many series.
  func define(_ count: Int, in svg: inout Markup) {
    svg.element("defs") { definitions in
      for number in 0..<min(count, Self.most) {
        definitions.element(
          "pattern",
          [
            .id("\(chart)-p\(number)"), Attribute("width", "6"), Attribute("height", "6"),
            Attribute("patternUnits", "userSpaceOnUse"),
          ]
        ) { pattern in
          pattern.box(x: 0, y: 0, width: 6, height: 6, Self.style(number))
          let stroke = Self.stroke(number)
          if !stroke.isEmpty {
            pattern.shape("path", [Attribute("d", stroke), .style("hatch")])
          }
        }
      }
    }
  }

  /// Writes the names of the series beside samples of their ink.
  func legend(_ names: [String], x: Int, y: Int, in svg: inout Markup) {
    var x = x
    for (number, name) in names.enumerated() {
      svg.box(x: x, y: y - 10, width: 14, height: 12, "swatch", fill: fill(number))
      let name = Clip.text(name, 40)
      svg.label(name, x: x + 20, y: y, "axis")
      x += 40 + name.utf8.count * 7
    }
  }
}
