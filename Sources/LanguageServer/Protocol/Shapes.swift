internal import Reporting

/// Values of the protocol as JSON, and from JSON.
extension ClientPosition {
  init?(_ value: JSONValue) {
    guard let line = value["line"].integer, let character = value["character"].integer,
      line >= 0, character >= 0
    else { return nil }
    self.init(line: line, character: character)
  }

  var json: JSONValue { .object([("line", .number(line)), ("character", .number(character))]) }
}

extension ClientRange {
  init?(_ value: JSONValue) {
    guard let start = ClientPosition(value["start"]), let end = ClientPosition(value["end"]) else {
      return nil
    }
    self.init(start: start, end: end)
  }

  var json: JSONValue { .object([("start", start.json), ("end", end.json)]) }
}

/// A text for people, marked as Markdown where the client can show that.
func markup(_ text: String, isMarkdown: Bool) -> JSONValue {
  .object([
    ("kind", .string(isMarkdown ? "markdown" : "plaintext")), ("value", .string(text)),
  ])
}

/// An edit of one stretch.
func textEdit(_ range: ClientRange, _ text: String) -> JSONValue {
  .object([("range", range.json), ("newText", .string(text))])
}

extension JSONValue {
  /// An object of those members that have a value.
  static func compact(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { name, value in value.map { (name, $0) } })
  }
}
