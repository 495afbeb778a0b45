internal import Markup

/// How a text stands to its place.
enum Anchor {
  case start, middle, end

  var attribute: Attribute? {
    switch self {
    case .start: nil
    case .middle: Attribute("text-anchor", "middle")
    case .end: Attribute("text-anchor", "end")
    }
  }
}

extension Markup {
  /// A text of a picture, its foot at `y`.
  mutating func label(
    _ text: String, x: Int, y: Int, _ style: StaticString = "", anchor: Anchor = .start
  ) {
    var attributes = [Attribute("x", String(x)), Attribute("y", String(y))]
    if let anchor = anchor.attribute { attributes.append(anchor) }
    if style.utf8CodeUnitCount > 0 { attributes.append(.style(style)) }
    element("text", attributes, text: text)
  }

  /// A rectangle of a picture; one without width or height is not drawn.
  mutating func box(
    x: Int, y: Int, width: Int, height: Int, _ style: StaticString, fill: String? = nil
  ) {
    guard width > 0, height > 0 else { return }
    var attributes = [
      Attribute("x", String(x)), Attribute("y", String(y)), Attribute("width", String(width)),
      Attribute("height", String(height)), .style(style),
    ]
    if let fill { attributes.append(Attribute("fill", fill)) }
    shape("rect", attributes)
  }

  /// A line of a picture.
  mutating func line(x1: Int, y1: Int, x2: Int, y2: Int, _ style: StaticString) {
    shape(
      "path",
      [Attribute("d", "M\(x1) \(y1)L\(x2) \(y2)"), .style(style)])
  }

  /// What a pointer that rests on a part of a picture is told, and that part.
  mutating func told(_ words: String, _ body: (inout Markup) -> Void) {
    element("g") { group in
      group.element("title", text: words)
      body(&group)
    }
  }
}

/// Text from outside, cut where it would fill a page.
enum Clip {
  /// At most so many bytes of a text, with a mark where it was cut.
  static func text(_ text: String, _ most: Int) -> String {
    guard text.utf8.count > most else { return text }
    var end = text.utf8.index(text.utf8.startIndex, offsetBy: max(0, most))
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
      end = text.utf8.index(before: end)
    }
    return String(text[..<end]) + "…"
  }
}
