internal import Diagnostics
package import Reporting
internal import YAMLTree

extension Server {
  /// Looks at what changed; the result is what is to be published.
  package mutating func work() -> [JSONValue] {
    let roots = changedRoots.sorted()
    changedRoots = []
    return roots.flatMap { publish($0) }
  }

  private mutating func publish(_ root: String) -> [JSONValue] {
    let byPath = Dictionary(grouping: host.findings(in: root), by: \.location.path)
    var messages: [JSONValue] = []
    var seen: Set<String> = []
    for (uri, document) in documents.sorted(by: { $0.key < $1.key }) {
      guard let place = document.place, place.root == root else { continue }
      // Two names of one file, such as a link, are told the same.
      seen.insert(place.path)
      let findings = document.kind == nil ? [] : byPath[place.path] ?? []
      documents[uri]?.findings = findings
      guard document.kind != nil || published[uri] != nil else { continue }
      messages += publish(uri, document, findings)
    }
    return messages + publishUnopened(root, byPath.filter { !seen.contains($0.key) })
  }

  /// A file that nobody opened is spoken of as well: a policy that does not load stands there.
  private mutating func publishUnopened(_ root: String, _ findings: [String: [Finding]])
    -> [JSONValue]
  {
    let prefix = DocumentURI.uri(root == "/" ? root : root + "/")
    var messages: [JSONValue] = []
    var current: Set<String> = []
    for (path, found) in findings.sorted(by: { $0.key < $1.key }) {
      let uri = DocumentURI.uri(Self.join(root, path))
      current.insert(uri)
      let text = DocumentText(host.text(of: path, in: root) ?? "")
      let document = OpenDocument(uri: uri, place: nil, version: nil, text: text)
      messages += publish(uri, document, found)
    }
    for uri in published.keys.sorted()
    where uri.hasPrefix(prefix) && documents[uri] == nil && !current.contains(uri) {
      published[uri] = nil
      messages.append(publication(uri, version: nil, []))
    }
    return messages
  }

  private mutating func publish(_ uri: String, _ document: OpenDocument, _ findings: [Finding])
    -> [JSONValue]
  {
    let outline = Outline(document.lines)
    let diagnostics = findings.map { diagnostic($0, document, outline) }
    let message = publication(uri, version: document.version, diagnostics)
    let text = message.line
    guard published.updateValue(text, forKey: uri) != text else { return [] }
    return [message]
  }

  func publication(_ uri: String, version: Int?, _ diagnostics: [JSONValue]) -> JSONValue {
    Outgoing.notification(
      "textDocument/publishDiagnostics",
      .compact([
        ("uri", .string(uri)), ("version", version.map { .number($0) }),
        ("diagnostics", .array(diagnostics)),
      ]))
  }

  // MARK: One finding

  /// A finding as the protocol has it.
  func diagnostic(_ finding: Finding, _ document: OpenDocument, _ outline: Outline) -> JSONValue {
    let advice = finding.advice.map { "\n\($0)" } ?? ""
    let related = abilities.hasRelatedInformation ? self.related(finding, document) : []
    let isIdle = abilities.hasTags && finding.rule == "suppression-unused"
    return .compact([
      ("range", range(of: finding, document, outline).json),
      ("severity", .number(Self.severity(finding.severity))),
      ("code", .string(finding.rule)),
      ("source", .string(name)),
      ("message", .string(PlainText.line(finding.message) + advice)),
      ("relatedInformation", related.isEmpty ? nil : .array(related)),
      ("tags", isIdle ? .array([.number(1)]) : nil),
    ])
  }

  private static func severity(_ severity: Severity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }

  /// Where an editor underlines a finding: its key rather than a whole section, and never nothing.
  func range(of finding: Finding, _ document: OpenDocument, _ outline: Outline) -> ClientRange {
    guard let span = finding.location.span else { return range(line: 0, 0..<0, in: document) }
    if span.start.line != span.end.line, let place = finding.place,
      let entry = outline.nearestEntry(to: YAMLTree.KeyPath(stringLiteral: place))
    {
      return range(line: entry.line, entry.keyColumns, in: document)
    }
    let line = document.text.line(span.start.line - 1)
    guard span.start == span.end || span.start.line != span.end.line else {
      return document.text.clientRange(of: span, abilities.unit)
    }
    return range(
      line: span.start.line - 1, Self.word(in: line, at: span.start.column - 1), in: document)
  }

  /// The word at a column, or the text of the line where that is blank.
  private static func word(in line: [Unicode.Scalar], at column: Int) -> Range<Int> {
    let start = min(max(0, column), line.count)
    let end = line[start...].firstIndex { $0 == " " || $0 == ":" } ?? line.count
    guard end == start else { return start..<end }
    return min(start, line.firstIndex { $0 != " " } ?? 0)..<line.count
  }

  private func related(_ finding: Finding, _ document: OpenDocument) -> [JSONValue] {
    finding.related.compactMap { related in
      guard let (uri, text) = self.text(of: related.location.path, beside: document) else {
        return nil
      }
      let start = Position(line: 1, column: 1)
      let span = related.location.span ?? Span(start: start, end: start)
      return .object([
        (
          "location",
          .object([
            ("uri", .string(uri)), ("range", text.clientRange(of: span, abilities.unit).json),
          ])
        ), ("message", .string(PlainText.line(related.label))),
      ])
    }
  }

  /// The URI and the text of a file of the same work tree, as it is open or lies on disk.
  func text(of path: String, beside document: OpenDocument) -> (uri: String, text: DocumentText)? {
    guard let root = document.place?.root else { return nil }
    let open = documents.values.first { $0.place?.root == root && $0.place?.path == path }
    if let open { return (open.uri, open.text) }
    let uri = DocumentURI.uri(Self.join(root, path))
    return (uri, DocumentText(host.text(of: path, in: root) ?? ""))
  }

  private static func join(_ root: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    return root.hasSuffix("/") ? root + path : root + "/" + path
  }
}
