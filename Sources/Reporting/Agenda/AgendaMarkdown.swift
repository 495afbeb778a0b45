package import Primitives
internal import Records
package import Waiting

/// An agenda as Markdown.
package struct AgendaMarkdown {
  package init() {}

  /// The whole page.
  ///
  /// - Parameter digest: of the bytes of the agenda's file.
  package func page(_ agenda: BoardAgenda, digest: SHA256Digest) -> String {
    let words = AgendaWords(agenda: agenda, digest: digest)
    var text = "# \(MarkdownText.line(words.title))\n\n\(MarkdownText.line(words.summary))\n"
    text += "\nBoard: \(MarkdownText.line(agenda.board.joined(separator: ", ")))\n"
    if !agenda.items.isEmpty {
      text += "\nEach member signs with their own key:\n\n    \(words.command)\n"
    }
    for (number, item) in agenda.items.enumerated() {
      text +=
        "\n## \(number + 1). \(MarkdownText.line(item.id)) \(MarkdownText.line(item.record.title))\n"
      text += "\n\(MarkdownText.line(words.standing(item)))  \n"
      text += "**\(MarkdownText.line(words.decision(item)))**\n\n"
      for entry in words.entries(item) {
        let name = entry.isWarning ? "**\(entry.name)!**" : "**\(entry.name)**"
        if entry.lines.count == 1 {
          text += "* \(name): \(MarkdownText.line(entry.lines[0]))\n"
        } else {
          text += "* \(name)\n" + entry.lines.map { "  * \(MarkdownText.line($0))\n" }.joined()
        }
      }
      text +=
        "* **Signed is** \(MarkdownText.code(item.path)), \(MarkdownText.code(item.digest.description))\n"
    }
    text +=
      "\n\(MarkdownText.line(words.basis))\n\nagenda.yaml: \(MarkdownText.code(digest.description))\n"
    return text
  }
}
