internal import Decision
package import Primitives
internal import Records
package import Waiting

/// An agenda as one page that needs nothing else: no script, no font, no picture; it prints on A4.
package struct AgendaHTML {
  package init() {}

  /// The whole page.
  ///
  /// - Parameter digest: of the bytes of the agenda's file.
  package func page(_ agenda: BoardAgenda, digest: SHA256Digest) -> String {
    let words = AgendaWords(agenda: agenda, digest: digest)
    var html = HTMLText()
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n")
    html.element("head") { html in
      html.raw("<meta charset=\"utf-8\">\n")
      // Even if a text of a record got out of its element, nothing would be loaded, run or sent.
      html.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          + "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
      html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
      html.element("title", words.title)
      html.raw("<style>\n\(AgendaStyle.sheet)</style>\n")
    }
    html.element("body") { html in
      html.element("header") { head(agenda, words, &$0) }
      html.element("main") { html in
        if !agenda.items.isEmpty { overview(agenda, words, &html) }
        for (number, item) in agenda.items.enumerated() {
          self.item(item, number + 1, words, &html)
        }
      }
      html.element("footer") { foot(agenda, words, &$0) }
    }
    html.raw("</html>\n")
    return html.text
  }

  private func head(_ agenda: BoardAgenda, _ words: AgendaWords, _ html: inout HTMLText) {
    html.element("h1", words.title)
    html.element("p", words.summary)
    html.element("p", "Board: " + agenda.board.joined(separator: ", "))
  }

  private func overview(_ agenda: BoardAgenda, _ words: AgendaWords, _ html: inout HTMLText) {
    html.element("table", " class=\"overview\"") { html in
      html.element("caption", "At a glance")
      html.raw(
        "<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Change</th>"
          + "<th scope=\"col\">Risk</th><th scope=\"col\">Window</th>"
          + "<th scope=\"col\">Decide by</th></tr></thead>\n")
      html.element("tbody") { html in
        for (number, item) in agenda.items.enumerated() {
          let window = item.record.schedule?.window.map(words.span) ?? "not planned"
          html.raw(
            "<tr><td>\(number + 1)</td><th scope=\"row\"><a href=\"#item-\(number + 1)\">"
              + "\(HTMLText.escaped(item.id))</a> \(HTMLText.escaped(item.record.title))</th>"
              + "<td>\(HTMLText.escaped(item.risk?.rawValue ?? "not said"))</td>"
              + "<td>\(HTMLText.escaped(window))</td>"
              + "<td>\(HTMLText.escaped(words.due(item)))</td></tr>\n")
        }
      }
    }
  }

  private func item(
    _ item: AgendaItem, _ number: Int, _ words: AgendaWords, _ html: inout HTMLText
  ) {
    html.element("section", " id=\"item-\(number)\" aria-labelledby=\"title-\(number)\"") { html in
      html.raw(
        "<h2 id=\"title-\(number)\"><span class=\"id\">\(number). \(HTMLText.escaped(item.id))</span> "
          + "\(HTMLText.escaped(item.record.title))</h2>\n")
      html.element("p", words.standing(item), " class=\"standing\"")
      html.element(
        "p", words.decision(item), item.isLate ? " class=\"due warning\"" : " class=\"due\"")
      html.element("table", " class=\"entries\"") { html in
        html.element("tbody") { html in
          for entry in words.entries(item) { self.entry(entry, &html) }
          html.raw(
            "<tr class=\"digest\"><th scope=\"row\">Signed is</th><td>"
              + "<code>\(HTMLText.escaped(item.path))</code><br><code>\(item.digest)</code>"
              + "</td></tr>\n")
        }
      }
    }
  }

  private func entry(_ entry: AgendaWords.Entry, _ html: inout HTMLText) {
    html.raw(entry.isWarning ? "<tr class=\"warning\">" : "<tr>")
    // Never by colour alone.
    html.raw(
      "<th scope=\"row\">\(entry.isWarning ? "⚠ " : "")\(HTMLText.escaped(entry.name))</th><td>")
    if entry.lines.count == 1 {
      html.raw(Self.marked(entry.lines[0]))
    } else {
      html.raw("<ul>")
      for line in entry.lines { html.raw("<li>\(Self.marked(line))</li>") }
      html.raw("</ul>")
    }
    html.raw("</td></tr>\n")
  }

  /// A line whose digests stand in a narrow face, so that they fit.
  private static func marked(_ line: String) -> String {
    line.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let isDigest =
        word.utf8.count == 64
        && word.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
      return isDigest ? "<code>\(word)</code>" : HTMLText.escaped(String(word))
    }.joined(separator: " ")
  }

  private func foot(_ agenda: BoardAgenda, _ words: AgendaWords, _ html: inout HTMLText) {
    html.element("h2", "What is signed")
    html.element(
      "p",
      "The file agenda.yaml names these texts by their digests. Its own digest is "
        + "the one below: whoever signs another file signs another agenda.")
    html.raw("<p class=\"own-digest\"><code>\(words.digest)</code></p>\n")
    if !agenda.items.isEmpty {
      html.element("p", "Each member signs with their own key:")
      html.raw("<pre><code>\(HTMLText.escaped(words.command))</code></pre>\n")
      html.raw(
        "<p>What was edited or objected to since is left out by name. To leave out more: "
          + "<code class=\"flag\">--except ID</code>; to object: "
          + "<code class=\"flag\">--object-to ID=NAME</code>.</p>\n")
    }
    html.element("p", words.basis, " class=\"basis\"")
  }
}
