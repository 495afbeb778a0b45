internal import Diagnostics
internal import Primitives
internal import YAMLTree

extension Shape where Value == String {
  /// Any text that is not blank.
  static var text: Shape { text(.anything) }

  /// A text of a pattern.
  static func text(_ pattern: TextPattern) -> Shape {
    Shape(schema: .text(pattern)) { node, reading in
      guard let text = scalar(node, wanted: pattern.name, &reading) else { return nil }
      guard pattern.matches(text) else {
        reading.report(
          "bad-value", { "\($0) is `\(Excerpt.of(text))`, not \(pattern.name)" },
          at: node.span, advice: pattern.advice,
          fix: { SafeFix.digits(text, node.span, pattern, $0) })
        return nil
      }
      return text
    }
  }
}

/// The text of a scalar that no reader of YAML takes for something else and that is not blank.
private func scalar(_ node: Node, wanted: String, _ reading: inout Reading) -> String? {
  guard case .scalar(let text, let style) = node.content else {
    reading.reportWrongType(node, wanted: wanted, advice: nil)
    return nil
  }
  if style == .plain, let kind = PlainScalar(text) {
    reportAmbiguous(text, kind, node, &reading)
    return nil
  }
  guard text.utf8.contains(where: { $0 > 0x20 }) else {
    reading.report(
      "bad-value", { "\($0) is blank" }, at: node.span,
      advice: "write \(wanted) or remove the key")
    return nil
  }
  return text
}

private func reportAmbiguous(
  _ text: String, _ kind: PlainScalar, _ node: Node, _ reading: inout Reading
) {
  if text.isEmpty {
    reading.report(
      "ambiguous-scalar", { "\($0) has no value" }, at: node.span,
      advice: "write a value or remove the key")
    return
  }
  reading.report(
    "ambiguous-scalar",
    { "\($0) is `\(Excerpt.of(text))`, which YAML reads as \(kind.name)" },
    at: node.span, advice: "quote it: `\"\(Excerpt.of(text))\"`",
    fix: { _ in SafeFix.quotes(text, node.span) })
}

extension Shape {
  /// One of some words, each with what it means; of words with one meaning any is accepted.
  static func choice(_ words: [(word: String, meaning: Value)]) -> Shape {
    let names = words.map(\.word)
    return Shape(schema: .choice(names)) { node, reading in
      guard case .scalar(let text, let style) = node.content else {
        reading.reportWrongType(
          node, wanted: "one of \(wordList(names))", advice: nil)
        return nil
      }
      let known = words.first { $0.word == text }
      if style == .plain, let kind = PlainScalar(text), known != nil || kind == .null {
        reportAmbiguous(text, kind, node, &reading)
        return nil
      }
      guard let known else {
        reading.report(
          "bad-value", { "\($0) is `\(Excerpt.of(text))`, not \(wordList(names))" },
          at: node.span, advice: suggestion(text, among: names),
          fix: { SafeFix.word(text, node.span, among: names, $0) })
        return nil
      }
      return known.meaning
    }
  }
}

extension Shape where Value: CaseIterable & RawRepresentable<String> {
  /// One of the cases, spelt as their raw values.
  static var choice: Shape { choice(Value.allCases.map { ($0.rawValue, $0) }) }
}

extension Shape where Value == Int {
  /// A whole number in a range, without quotes.
  static func integer(_ range: ClosedRange<Int>) -> Shape {
    Shape(schema: .integer(range)) { node, reading in
      guard case .scalar(let text, let style) = node.content, PlainScalar(text) != .null else {
        reading.reportWrongType(node, wanted: "a whole number", advice: nil)
        return nil
      }
      guard style == .plain else {
        reading.reportWrongType(
          node, wanted: "a whole number", advice: "write it without quotes")
        return nil
      }
      guard let number = Syntax.integer(text) else {
        reading.report(
          "bad-value", { "\($0) is `\(Excerpt.of(text))`, not a whole number" },
          at: node.span, advice: "write digits alone, such as `25`")
        return nil
      }
      guard range.contains(number) else {
        reading.report(
          "bad-value",
          { "\($0) is \(number), not between \(range.lowerBound) and \(range.upperBound)" },
          at: node.span, advice: nil)
        return nil
      }
      return number
    }
  }

  /// How many minutes something takes.
  static var minutes: Shape { integer(0...1_000_000) }
}

extension Shape where Value == Bool {
  /// `true` or `false`, without quotes.
  static var boolean: Shape {
    Shape(schema: .boolean) { node, reading in
      guard case .scalar(let text, let style) = node.content, PlainScalar(text) != .null else {
        reading.reportWrongType(node, wanted: "true or false", advice: nil)
        return nil
      }
      guard style == .plain else {
        reading.reportWrongType(node, wanted: "true or false", advice: "write it without quotes")
        return nil
      }
      switch text {
      case "true": return true
      case "false": return false
      default:
        reading.report(
          "bad-value", { "\($0) is `\(Excerpt.of(text))`, not true or false" },
          at: node.span, advice: "write `true` or `false`")
        return nil
      }
    }
  }
}

extension Shape {
  /// A scalar of a notation of its own, quoted or not.
  private static func notation(
    _ schema: Schema, wanted: String, advice: String,
    parse: @escaping @Sendable (String) -> Value?
  ) -> Shape {
    Shape(schema: schema) { node, reading in
      guard case .scalar(let text, let style) = node.content,
        style != .plain || PlainScalar(text) != .null
      else {
        reading.reportWrongType(node, wanted: wanted, advice: advice)
        return nil
      }
      if let value = parse(text) { return value }
      reading.report(
        "bad-value", { "\($0) is `\(Excerpt.of(text))`, not \(wanted)" },
        at: node.span, advice: advice)
      return nil
    }
  }
}

extension Shape where Value == Instant {
  /// A time with an offset.
  static var instant: Shape {
    notation(
      .instant, wanted: "a time with an offset",
      advice: "write it as `2026-03-08T01:00:00+01:00`", parse: { Instant(rfc3339: $0) })
  }
}

extension Shape where Value == CivilDate {
  /// A day.
  static var date: Shape {
    notation(
      .date, wanted: "a day", advice: "write it as `2026-12-25`", parse: { CivilDate($0) })
  }

  /// A day, or a time of which only the day matters.
  static var dayOfTime: Shape {
    notation(
      .either([.date, .instant]), wanted: "a day or a time", advice: "write it as `2026-12-25`",
      parse: { text in
        CivilDate(text)
          ?? Instant(rfc3339: text).flatMap { _ in CivilDate(String(text.prefix(10))) }
      })
  }
}

extension Shape where Value == Period {
  /// A length of time.
  static var period: Shape {
    notation(
      .period, wanted: "a length of time", advice: "write it as `45m`, `48h` or `14d`",
      parse: { Period($0) })
  }
}

/// `a`, `b` and so on, cut at eight.
func wordList(_ words: [String]) -> String {
  let shown = words.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
  return words.count > 8 ? "\(shown) and \(words.count - 8) more" : shown
}

/// What was probably meant, or what there is to choose from.
func suggestion(_ word: String, among known: [String]) -> String {
  if let nearest = NearestName.of(word, among: known) { return "did you mean `\(nearest)`" }
  return "use \(known.count == 1 ? "" : "one of ")\(wordList(known))"
}
