/// Writes HTML in which text that users wrote is nothing but text.
struct HTMLText {
  private(set) var text = ""

  /// Adds markup that is our own.
  mutating func raw(_ markup: String) { text += markup }

  /// Adds an element with text in it.
  mutating func element(_ name: String, _ words: String, _ attributes: String = "") {
    text += "<\(name)\(attributes)>\(Self.escaped(words))</\(name)>\n"
  }

  /// Adds an element with other elements in it.
  mutating func element(
    _ name: String, _ attributes: String = "", _ body: (inout HTMLText) -> Void
  ) {
    text += "<\(name)\(attributes)>\n"
    body(&self)
    text += "</\(name)>\n"
  }

  /// A text as it may stand between tags and in quoted attributes.
  static func escaped(_ text: String) -> String { XMLText.escaped(text) }
}
