internal import Markup

/// A table with a caption and headers that programs understand.
struct Table: Sendable {
  /// A column: its header, and how its cells are set.
  struct Column: Sendable {
    /// Text is set from the left, numbers from the right; prose gets room and may break anywhere.
    enum Style: Sendable { case text, prose, number }

    let title: String
    let style: Style

    init(_ title: String, _ style: Style = .text) {
      self.title = title
      self.style = style
    }
  }

  let caption: String
  let columns: [Column]
  /// Whether the script may offer to sort and filter the rows.
  let isSortable: Bool
  /// Whether the heading above says the same, so that only programs need the caption.
  var hidesCaption = false

  init(_ caption: String, _ columns: [Column], isSortable: Bool = false) {
    self.caption = caption
    self.columns = columns
    self.isSortable = isSortable
  }

  /// Adds the table, or a sentence if it has no rows.
  func add(to markup: inout Markup, rows: [TableRow], ifNone sentence: String = "None.") {
    guard !rows.isEmpty else {
      markup.element("p", [.style("nothing")], text: "\(caption): \(sentence)")
      markup.newline()
      return
    }
    let label = caption
    markup.element(
      "div",
      [
        .style("scroll"), Attribute("tabindex", "0"), Attribute("role", "region"),
        Attribute("aria-label", label),
      ]
    ) { box in
      box.element("table", isSortable ? [.style("sortable")] : []) { table in
        table.element("caption", hidesCaption ? [.style("unseen")] : [], text: caption)
        table.element("thead") { head in head.element("tr") { row in headers(to: &row) } }
        table.newline()
        table.element("tbody") { body in
          for row in rows {
            body.append(row.markup)
            body.newline()
          }
        }
      }
    }
    markup.newline()
  }

  private func headers(to row: inout Markup) {
    for column in columns {
      let style: [Attribute] =
        switch column.style {
        case .text: []
        case .prose: [.style("wide")]
        case .number: [.style("number")]
        }
      row.element("th", [Attribute("scope", "col")] + style, text: column.title)
    }
  }
}

/// One row of a table: a header cell first, then the others, in the order of the columns.
struct TableRow: Sendable {
  private var cells = Markup()
  private let id: String?
  /// What names the row in a table of contents.
  let label: String?

  /// - Parameters:
  ///   - id: By what a link finds the row.
  ///   - label: What names the row in a table of contents; its id if there is none.
  init(id: String? = nil, label: String? = nil) {
    self.id = id
    self.label = label ?? id
  }

  /// How long the row is, in bytes.
  var size: Int { cells.bytes.count + (id?.utf8.count ?? 0) + 20 }

  /// The whole row.
  var markup: Markup {
    var row = Markup()
    row.element("tr", id.map { [.id($0)] } ?? []) { $0.append(cells) }
    return row
  }

  /// Adds the cell that names the row.
  mutating func heading(_ body: (inout Markup) -> Void) {
    cells.element("th", [Attribute("scope", "row")], body)
  }

  /// Adds the cell that names the row.
  mutating func heading(_ text: String) { heading { $0.text(text) } }

  /// Adds a cell.
  mutating func cell(_ body: (inout Markup) -> Void) { cells.element("td", [], body) }

  /// Adds a cell of text.
  mutating func cell(_ words: String?) { cell { $0.text(words ?? "") } }

  /// Adds a cell of prose, for a column of that style.
  mutating func prose(_ words: String) { cells.element("td", [.style("wide")], text: words) }

  /// Adds a cell of a piece.
  mutating func cell(_ part: some Part) { cell { $0.add(part) } }

  /// Adds a cell with a number.
  mutating func number(_ number: Int) { cellOfNumber { $0.text("\(number)") } }

  /// Adds a cell without a number, marked where none must ever be.
  mutating func emptyNumber(isMarked: Bool) {
    cells.element(
      "td", [.style(isMarked ? "number self" : "number")], text: isMarked ? "none" : "–")
  }

  /// Adds a cell set as numbers are.
  mutating func cellOfNumber(_ body: (inout Markup) -> Void) {
    cells.element("td", [.style("number")], body)
  }
}
