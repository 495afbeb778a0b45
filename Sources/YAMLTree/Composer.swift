internal import Diagnostics

/// Builds the tree from events and collects what the subset refuses.
struct Composer: ~Copyable {
  /// More findings than this in one text help nobody; reading stops there.
  private static let findingLimit = 50

  private var events: EventStream
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
    guard next(), events.kind == .streamStart, next() else { return nil }
    guard events.kind == .documentStart, next() else {
      if events.kind == .streamEnd { reportEmpty(events.span) }
      return nil
    }
    guard let root = node(depth: 1) else { return nil }
    if case .scalar("", .plain) = root.content { reportEmpty(root.span) }
    guard next(), events.kind == .documentEnd, next() else { return nil }
    if events.kind == .documentStart {
      report(
        "yaml-multiple-documents", "a second document begins here", at: events.span,
        advice: "keep one document in a file and remove the `---`")
    }
    return root
  }

  /// Goes on to the next event; false after the syntax error that it reports.
  private mutating func next() -> Bool {
    if events.advance() { return true }
    findings.append(SyntaxAdvice.finding(for: events.problem, path: path))
    return false
  }

  /// The node that begins with the present event; nil if reading has to stop.
  private mutating func node(depth: Int) -> Node? {
    if let oddity = events.oddity { refuse(oddity) }
    guard findings.count < Self.findingLimit else { return nil }
    switch events.kind {
    case .scalar(let style):
      return Node(content: .scalar(events.text, style), span: events.span)
    case .alias:
      // Stands in for what it would have copied; the finding keeps the tree from being used.
      return Node(content: .scalar("", .quoted), span: events.span)
    case .sequenceStart:
      return checkDepth(depth) ? sequence(depth: depth) : nil
    case .mappingStart:
      return checkDepth(depth) ? mapping(depth: depth) : nil
    default:
      report("yaml-syntax", "unexpected structure", at: events.span, advice: nil)
      return nil
    }
  }

  private mutating func sequence(depth: Int) -> Node? {
    let (start, isFlow) = (events.span.start, events.isFlow)
    var items: [Node] = []
    while next() {
      if events.kind == .sequenceEnd {
        let end = isFlow ? events.span.end : items.last?.span.end
        return Node(
          content: .sequence(items), span: Span(start: start, end: end ?? events.span.end))
      }
      guard let item = node(depth: depth + 1) else { return nil }
      items.append(item)
    }
    return nil
  }

  private mutating func mapping(depth: Int) -> Node? {
    let (start, isFlow) = (events.span.start, events.isFlow)
    var entries: [Node.Entry] = []
    entries.reserveCapacity(4)
    var known: [String: Span] = [:]
    while next() {
      if events.kind == .mappingEnd {
        let end = isFlow ? events.span.end : entries.last?.value.span.end
        return Node(
          content: .mapping(entries), span: Span(start: start, end: end ?? events.span.end))
      }
      let span = events.span
      guard let (key, style) = key(depth: depth) else { return nil }
      refuseDuplicate(key, at: span, among: entries, known: &known)
      guard next(), let value = node(depth: depth + 1) else { return nil }
      entries.append(Node.Entry(key: key, keySpan: span, keyStyle: style, value: value))
    }
    return nil
  }

  /// The text of a key; a key that is no scalar is reported and read over.
  private mutating func key(depth: Int) -> (String, Node.Style)? {
    let span = events.span
    guard let node = node(depth: depth + 1) else { return nil }
    guard case .scalar(let text, let style) = node.content else {
      report(
        "yaml-complex-key", "a list or mapping as a key is not allowed", at: span,
        advice: "use a plain word as the key")
      return ("", .quoted)
    }
    if text == "<<", style == .plain {
      report(
        "yaml-merge-key", "the merge key `<<` is not allowed", at: span,
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

  private mutating func refuse(_ oddity: Oddity) {
    let span = events.span
    if events.kind == .alias {
      let name = Excerpt.of(oddity.anchor ?? "")
      report(
        "yaml-alias", "the alias `*\(name)` is not allowed", at: span,
        advice: "write the value out")
      return
    }
    if let anchor = oddity.anchor {
      report(
        "yaml-anchor", "the anchor `&\(Excerpt.of(anchor))` is not allowed", at: span,
        advice: "remove it and write the value out where it is needed")
    }
    if let tag = oddity.tag {
      report(
        "yaml-tag", "the tag `\(Excerpt.of(tag))` is not allowed", at: span,
        advice: "remove it; the schema decides the type")
    }
    if let character = oddity.forbidden {
      report(
        character.rule, "an escape stands for \(character.description), which is not allowed",
        at: span, advice: "remove the escape")
    }
  }

  private mutating func checkDepth(_ depth: Int) -> Bool {
    guard depth > YAMLReader.depthLimit else { return true }
    report(
      "yaml-too-deep", "more than \(YAMLReader.depthLimit) levels lie in one another",
      at: events.span, advice: "write it flatter")
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
