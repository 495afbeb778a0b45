internal import Diagnostics

/// Builds the tree from events and collects what the subset refuses.
struct Composer: ~Copyable {
  /// More findings than this in one text help nobody; reading stops there.
  private static let findingLimit = 50

  private let events: EventStream
  private let path: String
  private var findings: [Finding] = []

  /// Takes the events of one text.
  init(events: consuming EventStream, path: String) {
    self.events = events
    self.path = path
  }

  /// The tree of the one document, or what is wrong.
  mutating func compose() -> (root: Node?, findings: [Finding]) {
    guard let root = document() else { return (nil, findings) }
    return findings.isEmpty ? (root, []) : (nil, findings)
  }

  private mutating func document() -> Node? {
    guard let opening = next(), case .streamStart = opening.kind, let first = next() else {
      return nil
    }
    guard case .documentStart = first.kind, let event = next() else {
      if case .streamEnd = first.kind { reportEmpty(first.span) }
      return nil
    }
    guard let root = node(event, depth: 1) else { return nil }
    if case .scalar("", .plain) = root.content { reportEmpty(root.span) }
    guard let ending = next(), case .documentEnd = ending.kind, let last = next() else {
      return nil
    }
    if case .documentStart = last.kind {
      report(
        "yaml-multiple-documents", "a second document begins here", at: last.span,
        advice: "keep one document in a file and remove the `---`")
    }
    return root
  }

  /// The next event; nil after the syntax error that it reports.
  private mutating func next() -> Event? {
    if let event = events.next() { return event }
    findings.append(SyntaxAdvice.finding(for: events.problem, path: path))
    return nil
  }

  /// The node that begins with `event`; nil if reading has to stop.
  private mutating func node(_ event: Event, depth: Int) -> Node? {
    refuseDecoration(of: event)
    guard findings.count < Self.findingLimit else { return nil }
    switch event.kind {
    case .scalar(let text, let style):
      if let character = event.forbidden {
        report(
          character.rule, "an escape stands for \(character.description), which is not allowed",
          at: event.span, advice: "remove the escape")
      }
      return Node(content: .scalar(text, style), span: event.span)
    case .alias:
      // Stands in for what it would have copied; the finding keeps the tree from being used.
      return Node(content: .scalar("", .quoted), span: event.span)
    case .sequenceStart:
      return checkDepth(depth, event) ? sequence(event, depth: depth) : nil
    case .mappingStart:
      return checkDepth(depth, event) ? mapping(event, depth: depth) : nil
    default:
      report("yaml-syntax", "unexpected structure", at: event.span, advice: nil)
      return nil
    }
  }

  private mutating func sequence(_ opening: Event, depth: Int) -> Node? {
    var items: [Node] = []
    while let event = next() {
      if case .sequenceEnd = event.kind {
        let end = opening.isFlow ? event.span.end : items.last?.span.end
        return Node(
          content: .sequence(items),
          span: Span(start: opening.span.start, end: end ?? event.span.end))
      }
      guard let item = node(event, depth: depth + 1) else { return nil }
      items.append(item)
    }
    return nil
  }

  private mutating func mapping(_ opening: Event, depth: Int) -> Node? {
    var entries: [Node.Entry] = []
    var known: [String: Span] = [:]
    while let event = next() {
      if case .mappingEnd = event.kind {
        let end = opening.isFlow ? event.span.end : entries.last?.value.span.end
        return Node(
          content: .mapping(entries),
          span: Span(start: opening.span.start, end: end ?? event.span.end))
      }
      guard let (key, style) = key(event, depth: depth) else { return nil }
      refuseDuplicate(key, at: event.span, among: entries, known: &known)
      guard let first = next(), let value = node(first, depth: depth + 1) else { return nil }
      entries.append(
        Node.Entry(key: key, keySpan: event.span, keyStyle: style, value: value))
    }
    return nil
  }

  /// The text of a key; a key that is no scalar is reported and read over.
  private mutating func key(_ event: Event, depth: Int) -> (String, Node.Style)? {
    guard let node = node(event, depth: depth + 1) else { return nil }
    guard case .scalar(let text, let style) = node.content else {
      report(
        "yaml-complex-key", "a list or mapping as a key is not allowed", at: event.span,
        advice: "use a plain word as the key")
      return ("", .quoted)
    }
    if text == "<<", style == .plain {
      report(
        "yaml-merge-key", "the merge key `<<` is not allowed", at: event.span,
        advice: "write the values out")
    }
    return (text, style)
  }

  /// Two spellings of one key in other normal forms are one key here, as `Node` looks them up.
  private mutating func refuseDuplicate(
    _ key: String, at span: Span, among entries: [Node.Entry], known: inout [String: Span]
  ) {
    let earlier: Span?
    if entries.count < 16 {
      earlier = entries.indices.first { entries[$0].key == key }.map { entries[$0].keySpan }
    } else {
      if known.isEmpty {
        for entry in entries.reversed() { known[entry.key] = entry.keySpan }
      }
      earlier = known[key]
      if earlier == nil { known[key] = span }
    }
    guard let earlier else { return }
    findings.append(
      Finding(
        rule: "yaml-duplicate-key", message: "the key `\(Excerpt.of(key))` is given twice",
        location: Location(path: path, span: span), advice: "keep one of the two",
        related: [
          Finding.Related(
            label: "the first is here", location: Location(path: path, span: earlier))
        ]))
  }

  private mutating func refuseDecoration(of event: Event) {
    if case .alias = event.kind {
      let name = Excerpt.of(event.anchor ?? "")
      report(
        "yaml-alias", "the alias `*\(name)` is not allowed", at: event.span,
        advice: "write the value out")
      return
    }
    if let anchor = event.anchor {
      report(
        "yaml-anchor", "the anchor `&\(Excerpt.of(anchor))` is not allowed", at: event.span,
        advice: "remove it and write the value out where it is needed")
    }
    if let tag = event.tag {
      report(
        "yaml-tag", "the tag `\(Excerpt.of(tag))` is not allowed", at: event.span,
        advice: "remove it; the schema decides the type")
    }
  }

  private mutating func checkDepth(_ depth: Int, _ event: Event) -> Bool {
    guard depth > YAMLReader.depthLimit else { return true }
    report(
      "yaml-too-deep", "more than \(YAMLReader.depthLimit) levels lie in one another",
      at: event.span, advice: "write it flatter")
    return false
  }

  private mutating func reportEmpty(_ span: Span) {
    report("yaml-empty", "the file is empty", at: span, advice: "begin with the line `schema: …`")
  }

  private mutating func report(
    _ rule: String, _ message: String, at span: Span, advice: String?
  ) {
    findings.append(
      Finding(
        rule: rule, message: message, location: Location(path: path, span: span), advice: advice))
  }
}
