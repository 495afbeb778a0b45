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
  mutating func fact(_ name: String, _ words: String?, most: Int = Dossier.mostText) {
    guard let words, !words.isEmpty else { return }
    element("div") { pair in
      pair.element("dt", text: name)
      pair.element("dd", text: Clip.text(words, most))
    }
  }

  /// One of several facts that is more than words.
  mutating func fact(_ name: String, _ body: (inout Markup) -> Void) {
    element("div") { pair in
      pair.element("dt", text: name)
      pair.element("dd", [], body)
    }
  }

  /// A list of texts as one of several facts.
  mutating func fact(_ name: String, _ items: [String]?) {
    guard let items, !items.isEmpty else { return }
    fact(name) { place in
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

  /// A commit, short on the screen and in full in its title.
  mutating func commit(_ id: ObjectID) {
    let name = id.description
    element("code", [.style("commit"), Attribute("title", name)], text: String(name.prefix(10)))
  }

  /// Some commits, separated by blanks; of many the first.
  mutating func commits(_ ids: [ObjectID], most: Int = 8) {
    for (number, id) in ids.prefix(most).enumerated() {
      if number > 0 { text(" ") }
      commit(id)
    }
    if ids.count > most { text(" and \(ids.count - most) more") }
  }

  /// A time, with what vouches for it.
  mutating func time(_ instant: Instant, _ source: Moment.Source?) {
    let words = instant.description
    element("time", [Attribute("datetime", words)], text: words)
    guard let source else { return }
    text(" ")
    element("span", [.style("source")], text: source.rawValue)
  }

  /// How a test came out: a word, a shape and a colour.
  mutating func outcome(_ outcome: TestResult.Outcome) {
    switch outcome {
    case .pass: mark("✓", "pass", "good")
    case .fail: mark("✗", "fail", "bad")
    case .notEvaluable: mark("?", "not evaluable", "open")
    case .notApplicable: mark("–", "not applicable", "quiet")
    }
  }

  /// How a requirement stands.
  mutating func status(_ status: Status) {
    switch status {
    case .satisfied: mark("✓", "satisfied", "good")
    case .overridden: mark("✓", "overridden", "open")
    case .unsatisfied: mark("✗", "unsatisfied", "bad")
    case .error: mark("✗", "error", "bad")
    case .deferred: mark("–", "deferred", "open")
    case .notApplicable: mark("–", "not applicable", "quiet")
    }
  }

  /// What a gate answers.
  mutating func decision(_ decision: GateDecision) {
    switch decision {
    case .allowed: mark("✓", "allowed", "good")
    case .awaiting: mark("◷", "awaiting", "open")
    case .prevented: mark("✗", "prevented", "bad")
    case .invalid: mark("?", "invalid", "bad")
    }
  }

  private mutating func mark(_ shape: String, _ word: String, _ style: StaticString) {
    element("span", [.style(style)]) { mark in
      mark.element("span", [Attribute("aria-hidden", "true")], text: shape)
      mark.text(" " + word)
    }
  }
}
