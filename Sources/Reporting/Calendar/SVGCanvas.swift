/// Collects the elements of an SVG picture; lengths are whole tenths of a pixel, so that equal
/// inputs give equal bytes.
struct SVGCanvas {
  /// A length in tenths of a pixel.
  typealias Tenths = Int

  private(set) var body = ""

  /// Adds an element that is written already.
  mutating func add(_ element: String) { body += element + "\n" }

  /// Adds a rectangle, with a text that pointers show if there is one.
  mutating func rect(
    _ x: Tenths, _ y: Tenths, _ width: Tenths, _ height: Tenths, _ kind: String,
    title: String? = nil
  ) {
    let start =
      "<rect x=\"\(Self.px(x))\" y=\"\(Self.px(y))\" width=\"\(Self.px(width))\" "
      + "height=\"\(Self.px(height))\" class=\"\(kind)\""
    guard let title else { return add(start + "/>") }
    add(start + "><title>\(XMLText.escaped(title))</title></rect>")
  }

  /// Adds a straight line.
  mutating func line(_ x1: Tenths, _ y1: Tenths, _ x2: Tenths, _ y2: Tenths, _ kind: String) {
    add(
      "<line x1=\"\(Self.px(x1))\" y1=\"\(Self.px(y1))\" x2=\"\(Self.px(x2))\" "
        + "y2=\"\(Self.px(y2))\" class=\"\(kind)\"/>")
  }

  /// Adds a diamond around a point.
  mutating func diamond(_ x: Tenths, _ y: Tenths, _ radius: Tenths, _ kind: String) {
    let points = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
      .map { Self.px($0.0) + "," + Self.px($0.1) }.joined(separator: " ")
    add("<polygon points=\"\(points)\" class=\"\(kind)\"/>")
  }

  /// Adds a circle around a point.
  mutating func circle(_ x: Tenths, _ y: Tenths, _ radius: Tenths, _ kind: String) {
    add(
      "<circle cx=\"\(Self.px(x))\" cy=\"\(Self.px(y))\" r=\"\(Self.px(radius))\" class=\"\(kind)\"/>"
    )
  }

  /// Adds a line of text whose base line begins, is centred or ends at a point.
  mutating func text(
    _ x: Tenths, _ y: Tenths, _ text: String, _ kind: String, anchor: String = "start"
  ) {
    let aligned = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
    add(
      "<text x=\"\(Self.px(x))\" y=\"\(Self.px(y))\"\(aligned) class=\"\(kind)\">"
        + XMLText.escaped(text) + "</text>")
  }

  /// `12.5` of 125 tenths.
  static func px(_ tenths: Tenths) -> String {
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : ".\(rest)")
  }

  /// A text in lines of at most so many columns, the last cut with `…` if there is more.
  static func wrapped(_ text: String, columns: Int, lines limit: Int) -> [String] {
    var lines = [""]
    for word in PlainText.line(text).split(separator: " ") {
      let last = lines[lines.count - 1]
      let joined = last.isEmpty ? String(word) : last + " " + word
      if last.isEmpty || PlainText.width(joined) <= columns {
        lines[lines.count - 1] = joined
      } else {
        lines.append(String(word))
      }
    }
    let shown = lines.prefix(limit).map { PlainText.cut($0, to: columns) }
    guard lines.count > limit, let last = shown.last else { return Array(shown) }
    return shown.dropLast() + [PlainText.cut(last + " …", to: columns)]
  }
}
