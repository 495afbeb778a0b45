internal import Diagnostics
internal import YAMLTree

/// How one kind of value is written: described once, and from that checked, read and documented.
///
/// Reading reports everything that is wrong and gives nil for what could not be read.
struct Shape<Value: Sendable>: Sendable {
  /// The shape as data.
  let schema: Schema
  /// Reads a node, reporting what is wrong; nil if nothing could be read.
  let read: @Sendable (Node, inout Reading) -> Value?

  /// The same text read further; `transform` reports when it gives nil.
  func then<Other>(
    _ transform: @escaping @Sendable (Value, Node, inout Reading) -> Other?
  ) -> Shape<Other> {
    Shape<Other>(schema: schema) { [read] node, reading in
      read(node, &reading).flatMap { transform($0, node, &reading) }
    }
  }

  /// A list of such values; of a list with bad items the good ones are given.
  func list(isEmptyAllowed: Bool = true) -> Shape<[Value]> {
    Shape<[Value]>(schema: .list(schema, isEmptyAllowed: isEmptyAllowed)) {
      [read, schema] node, reading in
      guard case .sequence(let items) = node.content else {
        reading.reportWrongType(
          node, wanted: "a list", advice: Self.listAdvice(for: node),
          fix: { SafeFix.list(node, of: schema, $0) })
        return nil
      }
      if items.isEmpty, !isEmptyAllowed {
        reading.report(
          "bad-value", { "\($0) is an empty list" }, at: node.span,
          advice: "name at least one")
      }
      var values: [Value] = []
      values.reserveCapacity(items.count)
      for (index, item) in items.enumerated() {
        reading.enter(index)
        if let value = read(item, &reading) { values.append(value) }
        reading.leave()
      }
      return values
    }
  }

  /// A mapping from keys of a pattern to such values.
  func map(by pattern: TextPattern) -> Shape<[String: Value]> {
    Shape<[String: Value]>(schema: .map(pattern, schema)) { [read] node, reading in
      guard case .mapping(let entries) = node.content else {
        reading.reportWrongType(node, wanted: "a mapping", advice: nil)
        return nil
      }
      var values: [String: Value] = [:]
      for entry in entries {
        reading.enter(entry.key)
        checkKey(entry, pattern, &reading)
        if let value = read(entry.value, &reading) { values[entry.key] = value }
        reading.leave()
      }
      return values
    }
  }

  private static func listAdvice(for node: Node) -> String? {
    guard case .scalar(let text, _) = node.content, PlainScalar(text) != .null,
      !text.utf8.contains(UInt8(ascii: "\n"))
    else { return "write a list: `[…]`" }
    return "put it in brackets: `[\(Excerpt.of(text))]`"
  }
}

/// Reports a key that is read as something else than text, or that does not keep its pattern.
func checkKey(_ entry: Node.Entry, _ pattern: TextPattern, _ reading: inout Reading) {
  if entry.keyStyle == .plain, let kind = PlainScalar(entry.key) {
    reading.report(
      "ambiguous-scalar",
      { _ in "the key `\(Excerpt.of(entry.key))` is read as \(kind.name) by YAML" },
      at: entry.keySpan, advice: "quote it: `\"\(Excerpt.of(entry.key))\"`",
      fix: { _ in SafeFix.quotes(entry.key, entry.keySpan) })
  } else if !pattern.matches(entry.key) || entry.key.isEmpty {
    reading.report(
      "bad-value", { _ in "the key `\(Excerpt.of(entry.key))` is not \(pattern.name)" },
      at: entry.keySpan, advice: pattern.advice)
  }
}

extension Shape where Value == Node {
  /// Anything, kept as it is.
  static var open: Shape { Shape(schema: .open) { node, _ in node } }
}
