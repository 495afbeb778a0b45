import Markup
import Testing

@Suite struct MarkupTests {
  /// Texts that want to be more than text.
  static let attacks = [
    "<script>alert(1)</script>", "</title><script>alert(1)</script>", "\"><img src=x onerror=a>",
    "' onmouseover='alert(1)", "&lt;b&gt; &amp;amp; &#60;", "<!--", "--><b>", "]]>", "`${1}`",
    "a\u{0}b\u{1B}[31m", "\u{202E}gpj.exe", "\u{2066}x\u{2069}", "a\r\nb", "\u{FEFF}\u{FFFE}",
    "javascript:alert(1)", "日本語 עברית é", "👩‍👩‍👧", "",
  ]

  @Test(arguments: attacks)
  func `text is never markup, between tags or in attributes`(attack: String) throws {
    var markup = Markup()
    markup.element("p", [Attribute("title", attack)], text: attack)
    let bytes = markup.bytes
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(bytes.count { $0 == UInt8(ascii: "<") } == 2)
    #expect(bytes.count { $0 == UInt8(ascii: ">") } == 2)
    #expect(bytes.count { $0 == UInt8(ascii: "\"") } == 2)
    #expect(!bytes.contains(UInt8(ascii: "'")))
    #expect(text.hasPrefix("<p title=\"") && text.hasSuffix("</p>"))
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
      #expect(!isControl)
      #expect(
        !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
    }
  }

  @Test(arguments: [
    ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"),
    ("&amp;", "&amp;amp;"), ("é", "é"), ("\u{0}", "\u{FFFD}"), ("\u{202E}", "\u{FFFD}"),
  ])
  func `each letter is written as it is read back`(text: String, written: String) {
    var markup = Markup()
    markup.text(text)
    #expect(String(decoding: markup.bytes, as: UTF8.self) == written)
  }

  @Test(arguments: [
    (["javascript:alert(1)"], "javascript%3Aalert%281%29"),
    (["//evil.example"], "%2F%2Fevil.example"),
    (["..", "a b", "c?d#e"], "../a%20b/c%3Fd%23e"),
    (["data:text/html,x"], "data%3Atext%2Fhtml%2Cx"),
    (["\\\\host\\share"], "%5C%5Chost%5Cshare"), (["é"], "%C3%A9"),
  ])
  func `a link cannot be led out of the pack`(path: [String], address: String) {
    var markup = Markup()
    markup.element("a", [.link(Link(path: path))], text: "x")
    #expect(String(decoding: markup.bytes, as: UTF8.self) == "<a href=\"\(address)\">x</a>")
  }

  @Test func `an attribute that a browser would run is refused`() async {
    await #expect(processExitsWith: .failure) { _ = Attribute("onclick", "alert(1)") }
    await #expect(processExitsWith: .failure) { _ = Attribute("href", "javascript:alert(1)") }
    await #expect(processExitsWith: .failure) { _ = Attribute("style", "background: url(x)") }
    await #expect(processExitsWith: .failure) {
      var markup = Markup()
      markup.element("script", text: "alert(1)")
    }
    await #expect(processExitsWith: .success) { _ = Attribute("title", "alert(1)") }
  }
}
