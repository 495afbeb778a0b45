internal import Diagnostics
internal import Reporting
internal import YAMLTree

extension Server {
  /// More than so many suggestions nobody reads; the client asks again as the word grows.
  private static let mostSuggestions = 200

  // MARK: Completion

  func completion(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
    guard let document = try document(parameters), let kind = document.kind else { return .null }
    let (line, column) = try place(parameters, in: document)
    let lines = document.lines
    let completion = Completion(
      kind: kind, lines: lines,
      values: ValueSuggestions(
        knowledge: knowledge(for: document), outline: Outline(lines), place: document.place,
        host: host))
    guard let (items, columns) = completion.suggestions(line: line, column: column) else {
      return .null
    }
    let typed = String(
      String.UnicodeScalarView(lines[line][columns.lowerBound..<min(column, columns.upperBound)]))
    let all = items.filter { Self.fits($0.label, typed) }
    let fitting =
      all.filter { $0.label.hasPrefix(typed) } + all.filter { !$0.label.hasPrefix(typed) }
    let stretch = range(line: line, columns, in: document)
    let shown = fitting.prefix(Self.mostSuggestions).enumerated().map { index, item in
      json(item, index, stretch)
    }
    return .object([
      ("isIncomplete", .bool(fitting.count > shown.count)), ("items", .array(shown)),
    ])
  }

  /// Whether every letter that was typed stands in a label, in that order: what editors filter by.
  private static func fits(_ label: String, _ typed: String) -> Bool {
    var rest = label.lowercased()[...]
    for letter in typed.lowercased() {
      guard let index = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: index)...]
    }
    return true
  }

  private func json(_ item: Suggestion, _ index: Int, _ range: ClientRange) -> JSONValue {
    let snippet = abilities.hasSnippets ? item.snippet : nil
    let number = String(index)
    let order = String(repeating: "0", count: max(0, 4 - number.count)) + number
    return .compact([
      ("label", .string(item.label)), ("kind", .number(item.kind.rawValue)),
      ("detail", item.detail.map { .string(PlainText.line($0)) }),
      (
        "documentation",
        item.documentation.map { markup($0, isMarkdown: abilities.hasMarkdownInCompletion) }
      ),
      ("sortText", .string(order)), ("filterText", .string(item.label)),
      ("insertTextFormat", snippet.map { _ in .number(2) }),
      // Snippets are indented already.
      (
        "insertTextMode",
        snippet != nil && abilities.keepsIndentation ? .number(1) : nil
      ),
      ("textEdit", textEdit(range, snippet ?? item.insertion ?? item.label)),
    ])
  }

  // MARK: Hover

  func hover(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
    guard let document = try document(parameters), let kind = document.kind else { return .null }
    let (line, column) = try place(parameters, in: document)
    let outline = Outline(document.lines)
    let hover = Hover(kind: kind, outline: outline, knowledge: knowledge(for: document))
    let found = hover.text(line: line, column: column)
    let here = range(line: line, column..<column, in: document)
    let hit = document.findings.filter { range(of: $0, document, outline).touches(here) }
    var rules: [String] = []
    for finding in hit where !rules.contains(finding.rule) { rules.append(finding.rule) }
    let pages = rules.compactMap { RuleBook.page(of: $0) }
    let parts = pages + (found.map { [$0.text] } ?? [])
    guard !parts.isEmpty else { return .null }
    let stretch =
      found.map { range(line: line, $0.columns, in: document) }
      ?? hit.first.map { range(of: $0, document, outline) } ?? here
    return .object([
      (
        "contents",
        markup(parts.joined(separator: "\n\n---\n\n"), isMarkdown: abilities.hasMarkdownInHover)
      ), ("range", stretch.json),
    ])
  }

  // MARK: Definition

  func definition(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
    guard let document = try document(parameters), let kind = document.kind else { return .null }
    let (line, column) = try place(parameters, in: document)
    let outline = Outline(document.lines)
    let definition = Definition(
      kind: kind, outline: outline, knowledge: knowledge(for: document))
    guard let target = definition.target(line: line, column: column) else { return .null }
    guard let path = target.path else {
      return location(document.uri, document.text, outline, target.place)
    }
    guard let (uri, text) = self.text(of: path, beside: document) else { return .null }
    let lines = (0..<text.lineCount).map { text.line($0) }
    return location(uri, text, Outline(lines), target.place)
  }

  private func location(
    _ uri: String, _ text: DocumentText, _ outline: Outline, _ place: YAMLTree.KeyPath
  ) -> JSONValue {
    let entry = outline.entry(at: place)
    let columns = entry?.keyColumns ?? 0..<0
    let line = (entry?.line ?? 0) + 1
    let span = Span(
      start: Position(line: line, column: columns.lowerBound + 1),
      end: Position(line: line, column: columns.upperBound + 1))
    return .object([
      ("uri", .string(uri)), ("range", text.clientRange(of: span, abilities.unit).json),
    ])
  }

  // MARK: Symbols

  func symbols(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
    guard let document = try document(parameters) else { return .null }
    let symbols = Symbols(outline: Outline(document.lines)).all
    return .array(
      abilities.hasSymbolTrees
        ? symbols.map { tree($0, in: document) } : symbols.flatMap { flat($0, in: document) })
  }

  private func whole(_ symbol: Symbols.Symbol, in document: OpenDocument) -> ClientRange {
    let start = range(line: symbol.entry.line, symbol.entry.keyColumns, in: document).start
    let own = symbol.entry.valueColumns.upperBound
    let end = range(line: symbol.entry.line, own..<own, in: document).end
    let last = document.text.line(symbol.lastLine).count
    let below = range(line: symbol.lastLine, last..<last, in: document).end
    let key = range(line: symbol.entry.line, symbol.entry.keyColumns, in: document).end
    return ClientRange(
      start: start, end: max(key, symbol.lastLine > symbol.entry.line ? below : end))
  }

  private func tree(_ symbol: Symbols.Symbol, in document: OpenDocument) -> JSONValue {
    .compact([
      ("name", .string(PlainText.line(symbol.name))),
      ("detail", symbol.detail.map { .string(PlainText.line($0)) }),
      ("kind", .number(Self.kind(of: symbol))),
      ("range", whole(symbol, in: document).json),
      (
        "selectionRange",
        range(line: symbol.entry.line, symbol.entry.keyColumns, in: document).json
      ),
      ("children", .array(symbol.children.map { tree($0, in: document) })),
    ])
  }

  private func flat(_ symbol: Symbols.Symbol, in document: OpenDocument) -> [JSONValue] {
    let own = JSONValue.object([
      ("name", .string(PlainText.line(symbol.name))), ("kind", .number(Self.kind(of: symbol))),
      (
        "location",
        .object([
          ("uri", .string(document.uri)), ("range", whole(symbol, in: document).json),
        ])
      ),
    ])
    return [own] + symbol.children.flatMap { flat($0, in: document) }
  }

  /// A module for a section, an object for an item, a property for a value.
  private static func kind(of symbol: Symbols.Symbol) -> Int {
    if symbol.entry.key == nil { return 19 }
    return symbol.children.isEmpty ? 7 : 2
  }
}
