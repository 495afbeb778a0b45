internal import Diagnostics
internal import YAMLTree

/// Fixes that cannot change what a file means to people. Nothing that decides is ever guessed: no
/// person, time, risk, result or outcome, and in a policy nothing but quotes.
enum SafeFix {
  /// Keys that people are held to: neither they nor their values are corrected by a machine.
  private static let guarded: Set<String> = [
    "schema", "id", "type", "risk", "requester", "implementer", "by", "owner", "deputy", "decision",
    "decided-by", "accepted-by", "outcome", "result", "objectives-met", "verified", "reversible",
    "at", "start", "end", "started", "finished", "from", "until", "due", "for", "window",
    "timeline", "template", "commit", "digest", "sha256", "evidence", "step", "trigger", "undoes",
    "depends-on", "supersedes", "point-of-no-return", "waiver", "incident",
  ]

  /// Words that only describe.
  private static let descriptive: Set<String> = ["kind", "strategy"]

  /// A key whose one near name is free.
  static func key(
    _ entry: Node.Entry, among entries: [Node.Entry], known: [String], _ reading: Reading
  ) -> Fix? {
    guard isRecord(reading), let name = NearestName.only(entry.key, among: known),
      !guarded.contains(name), !entries.contains(where: { $0.key == name })
    else { return nil }
    return Fix(
      title: "spell the key `\(Excerpt.of(entry.key))` as `\(name)`",
      edits: [Fix.Edit(span: entry.keySpan, replacement: name)])
  }

  /// A word whose one near word is known, where words only describe.
  static func word(
    _ text: String, _ span: Span, among words: [String], _ reading: Reading
  ) -> Fix? {
    guard isRecord(reading), let section = reading.section, section != .implementation,
      let field = reading.field, descriptive.contains(field),
      let word = NearestName.only(text, among: words),
      PlainScalar(word) == nil
    else { return nil }
    return Fix(
      title: "spell `\(Excerpt.of(text))` as `\(word)`",
      edits: [Fix.Edit(span: span, replacement: word)])
  }

  /// Quotes around a text that is plain; nothing has no text that could be meant.
  static func quotes(_ text: String, _ span: Span) -> Fix? {
    let isSimple = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard isSimple, !text.isEmpty, PlainScalar(text) != .null, span.start.line == span.end.line
    else { return nil }
    return Fix(
      title: "quote `\(Excerpt.of(text))`",
      edits: [Fix.Edit(span: span, replacement: "\"\(text)\"")])
  }

  /// Brackets around the one item of a list of plain things.
  static func list(_ node: Node, of item: Schema, _ reading: Reading) -> Fix? {
    guard isRecord(reading), reading.section != nil, let field = reading.field,
      !guarded.contains(field), isScalar(item), case .scalar(let text, let style) = node.content,
      style != .block, node.span.start.line == node.span.end.line,
      style == .quoted || isOneWord(text)
    else { return nil }
    let (start, end) = (node.span.start, node.span.end)
    return Fix(
      title: "make a list of `\(Excerpt.of(text))`",
      edits: [
        Fix.Edit(span: Span(start: start, end: start), replacement: "["),
        Fix.Edit(span: Span(start: end, end: end), replacement: "]"),
      ])
  }

  /// The same digits of a SHA-256 in lower case.
  static func digits(
    _ text: String, _ span: Span, _ pattern: TextPattern, _ reading: Reading
  ) -> Fix? {
    let lower = text.lowercased()
    guard isRecord(reading), reading.field == "sha256", pattern.matches(lower) else { return nil }
    return Fix(
      title: "write the SHA-256 in lower case",
      edits: [Fix.Edit(span: span, replacement: "\"\(lower)\"")])
  }

  /// Policies are signed for by their owners; a draft of a record may lie anywhere.
  private static func isRecord(_ reading: Reading) -> Bool {
    !reading.path.utf8.starts(with: "policies/".utf8)
  }

  private static func isScalar(_ schema: Schema) -> Bool {
    switch schema {
    case .text, .choice: true
    default: false
    }
  }

  /// Whether a plain text is the same between brackets, and can hardly be several.
  private static func isOneWord(_ text: String) -> Bool {
    PlainScalar(text) == nil
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || "._-/@".utf8.contains(byte)
      }
  }
}
