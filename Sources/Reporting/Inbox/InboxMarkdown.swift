internal import Decision
internal import Primitives
internal import Records
package import Waiting

/// Inboxes as Markdown, to be mailed or posted.
package struct InboxMarkdown {
  package init() {}

  /// All inboxes in one text; people for whom nothing waits are left out if many were asked for.
  package func page(_ inboxes: Inboxes) -> String {
    let shown = inboxes.people.filter { inboxes.people.count == 1 || !$0.tasks.isEmpty }
    if shown.isEmpty { return notice(inboxes) + "Nothing waits for anybody.\n" }
    return notice(inboxes) + shown.map { part($0, inboxes) }.joined(separator: "\n")
  }

  /// One person's inbox.
  package func page(_ inbox: Inbox, of inboxes: Inboxes) -> String {
    notice(inboxes) + part(inbox, inboxes)
  }

  private func notice(_ inboxes: Inboxes) -> String {
    inboxes.problem.map { "**No act would count at present:** \(MarkdownText.line($0))\n\n" } ?? ""
  }

  private func part(_ inbox: Inbox, _ inboxes: Inboxes) -> String {
    let words = InboxWords(inboxes: inboxes)
    var text = "## \(MarkdownText.line(words.summary(inbox)))\n"
    for task in inbox.tasks { text += "\n" + entry(task, words) }
    text +=
      "\n\(MarkdownText.line(inboxes.repository)), trunk \(inboxes.trunkCommit.short), "
      + "\(MarkdownText.line(words.stamp(inboxes.now))) \(MarkdownText.line(inboxes.zoneName))\n"
    return text
  }

  private func entry(_ task: WaitingAct, _ words: InboxWords) -> String {
    let age = words.age(task).map { "; \($0)" } ?? ""
    var lines = [
      "* **\(MarkdownText.line(words.title(task)))**",
      "  * \(MarkdownText.line(words.act(task))): \(MarkdownText.line(words.reason(task) + age))",
    ]
    if let again = words.again(task) { lines.append("  * **\(MarkdownText.line(again))**") }
    if let limit = words.limit(task) { lines.append("  * \(MarkdownText.line(limit))") }
    lines.append("  * \(MarkdownText.line(words.deadline(task)))")
    lines.append("  * \(MarkdownText.code(task.command))")
    return lines.joined(separator: "\n") + "\n"
  }
}
