internal import Diagnostics
internal import Primitives
internal import Records
internal import Reporting

extension Server {
  /// The command behind "explain".
  static let explainCommand = "assent.explain"

  func actions(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
    guard let document = try document(parameters), abilities.hasActionLiterals else {
      return .array([])
    }
    guard let range = ClientRange(parameters["range"]) else {
      throw RequestError(.invalidParameters, "`range` is missing or wrong")
    }
    let outline = Outline(document.lines)
    let hit = document.findings.filter { self.range(of: $0, document, outline).touches(range) }
    let only = parameters["context"]["only"].elements.compactMap(\.text)
    var actions: [(kind: String, json: JSONValue)] = []
    for finding in hit { actions += fixes(finding, document, outline) }
    for finding in hit { actions += suppressions(finding, document, outline) }
    var explained: Set<String> = []
    for finding in hit where explained.insert(finding.rule).inserted {
      actions.append(("quickfix", explanation(finding.rule)))
    }
    actions += fixAll(document)
    // A kind that is asked for stands for those below it too.
    return .array(
      actions.filter { action in
        only.isEmpty
          || only.contains { action.kind == $0 || action.kind.hasPrefix($0 + ".") }
      }.map(\.json))
  }

  private func fixes(_ finding: Finding, _ document: OpenDocument, _ outline: Outline)
    -> [(kind: String, json: JSONValue)]
  {
    guard let fix = finding.fix else { return [] }
    let action = JSONValue.object([
      ("title", .string(PlainText.line(fix.title))), ("kind", .string("quickfix")),
      ("diagnostics", .array([diagnostic(finding, document, outline)])),
      ("isPreferred", .bool(true)),
      ("edit", edit(document, edits(fix, document))),
    ])
    return [("quickfix", action)]
  }

  private func edits(_ fix: Fix, _ document: OpenDocument) -> [JSONValue] {
    fix.edits.map {
      textEdit(document.text.clientRange(of: $0.span, abilities.unit), $0.replacement)
    }
  }

  private func edit(_ document: OpenDocument, _ edits: [JSONValue]) -> JSONValue {
    .object([("changes", .object([(document.uri, .array(edits))]))])
  }

  private func suppressions(_ finding: Finding, _ document: OpenDocument, _ outline: Outline)
    -> [(kind: String, json: JSONValue)]
  {
    guard document.kind == .change,
      let comment = Suppression.comment(
        for: finding, in: outline, lines: document.lines, today: host.today())
    else { return [] }
    let place = range(line: comment.line, 0..<0, in: document)
    let action = JSONValue.object([
      ("title", .string("suppress \(finding.rule) with a reason")),
      ("kind", .string("quickfix")),
      ("diagnostics", .array([diagnostic(finding, document, outline)])),
      ("edit", edit(document, [textEdit(place, comment.text)])),
    ])
    return [("quickfix", action)]
  }

  private func explanation(_ rule: String) -> JSONValue {
    let title = "explain \(rule)"
    return .object([
      ("title", .string(title)), ("kind", .string("quickfix")),
      (
        "command",
        .object([
          ("title", .string(title)), ("command", .string(Self.explainCommand)),
          ("arguments", .array([.string(rule)])),
        ])
      ),
    ])
  }

  /// All fixes at once; of those that overlap the first.
  private func fixAll(_ document: OpenDocument) -> [(kind: String, json: JSONValue)] {
    let fixes = document.findings.compactMap(\.fix)
    var taken: [Fix.Edit] = []
    for fix in fixes
    where !fix.edits.contains(where: { edit in taken.contains { edit.overlaps($0) } }) {
      taken += fix.edits
    }
    guard !taken.isEmpty else { return [] }
    let edits = taken.map {
      textEdit(document.text.clientRange(of: $0.span, abilities.unit), $0.replacement)
    }
    let action = JSONValue.object([
      ("title", .string("apply every fix")), ("kind", .string("source.fixAll")),
      ("edit", edit(document, edits)),
    ])
    return [("source.fixAll", action)]
  }

  // MARK: Commands

  func execute(_ parameters: JSONValue, _ news: inout [JSONValue]) throws(RequestError) -> JSONValue
  {
    guard parameters["command"].text == Self.explainCommand,
      let rule = parameters["arguments"].elements.first?.text
    else { throw RequestError(.invalidParameters, "there is no such command") }
    guard let page = RuleBook.page(of: rule) else {
      throw RequestError(.invalidParameters, "there is no rule \(PlainText.line(rule))")
    }
    news.append(
      Outgoing.notification(
        "window/showMessage", .object([("type", .number(3)), ("message", .string(page))])))
    return .null
  }
}

extension Fix.Edit {
  /// Whether two edits touch, so that one could undo the other.
  fileprivate func overlaps(_ other: Fix.Edit) -> Bool {
    span.start <= other.span.end && other.span.start <= span.end
  }
}
