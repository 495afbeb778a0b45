internal import Audit
internal import Decision
internal import Markup
internal import Primitives

extension Markup {
  /// A heading of its own and what it stands over.
  mutating func part(_ id: String, _ title: String, _ body: (inout Markup) -> Void) {
    element("section", [.id(id)]) { section in
      section.element("h2", text: title)
      body(&section)
    }
    newline()
  }

  /// A paragraph of plain words.
  mutating func paragraph(_ words: String) {
    element("p", text: words)
    newline()
  }

  /// Names and what they stand for.
  mutating func facts(_ body: (inout Markup) -> Void) {
    element("dl", [.style("facts")], body)
    newline()
  }

  /// One of several facts; nothing where there is nothing to say.
  mutating func item(_ name: String, _ words: String?, most: Int = Dossier.mostText) {
    guard let words, !words.isEmpty else { return }
    element("div") { pair in
      pair.element("dt", text: name)
      pair.element("dd", text: Clip.text(words, most))
    }
  }

  /// One of several facts that is more than words.
  mutating func item(_ name: String, _ body: (inout Markup) -> Void) {
    element("div") { pair in
      pair.element("dt", text: name)
      pair.element("dd", [], body)
    }
  }

  /// A list of texts as one of several facts.
  mutating func item(_ name: String, _ items: [String]?) {
    guard let items, !items.isEmpty else { return }
    item(name) { place in
      place.element("ul") { list in
        for item in items.prefix(Dossier.mostItems) {
          list.element("li", text: Clip.text(item, Dossier.mostText))
        }
        list.leftOut(items.count - Dossier.mostItems)
      }
    }
  }

  /// Says how many items of a list are not shown.
  mutating func leftOut(_ count: Int) {
    if count > 0 { element("li", text: "\(count) more are in audit.db.") }
  }

  /// A table that can be scrolled where it is wider than the page; `body` adds its head and rows.
  mutating func table(_ caption: String, _ body: (inout Markup) -> Void) {
    let attributes = [
      .style("scroll"), Attribute("tabindex", "0"), Attribute("role", "region"),
      Attribute("aria-label", caption),
    ]
    element("div", attributes) { box in
      box.element("table", [.style("words")]) { table in
        table.element("caption", text: caption)
        body(&table)
      }
    }
    newline()
  }

  /// The head of a table.
  mutating func head(_ columns: [String]) {
    element("thead") { head in
      head.element("tr") { row in
        for column in columns { row.element("th", [Attribute("scope", "col")], text: column) }
      }
    }
    newline()
  }

  /// A row of a table that a last line of words closes.
  mutating func closingRow(_ words: String, columns: Int) {
    element("tr") { row in
      row.element("td", [Attribute("colspan", String(columns))], text: words)
    }
  }

  mutating func cell(_ words: String) { element("td", text: words) }

  /// A cell of a word or two, which is not broken.
  mutating func shortCell(_ words: String) { element("td", [.style("short")], text: words) }

  /// Some commits, separated by blanks; of many the first.
  mutating func commits(_ ids: [ObjectID], most: Int = 8) {
    for (number, id) in ids.prefix(most).enumerated() {
      if number > 0 { text(" ") }
      add(CommitMark(id))
    }
    if ids.count > most { text(" and \(ids.count - most) more") }
  }

  /// How a requirement stands.
  mutating func status(_ status: Status) {
    switch status {
    case .satisfied: add(StatusMark("satisfied", isGood: true))
    case .overridden: add(StatusMark("overridden", isGood: nil))
    case .unsatisfied: add(StatusMark("unsatisfied", isGood: false))
    case .error: add(StatusMark("error", isGood: false))
    case .deferred: add(StatusMark("deferred", isGood: nil))
    case .notApplicable: add(StatusMark(TestResult.Outcome.notApplicable))
    }
  }
}
