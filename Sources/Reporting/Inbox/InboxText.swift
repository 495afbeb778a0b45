internal import Decision
internal import Records
package import Waiting

/// Inboxes for people at a terminal.
package struct InboxText {
  private let hasColour: Bool
  private let width: Int?

  package init(hasColour: Bool, width: Int?) {
    self.hasColour = hasColour
    self.width = width
  }

  /// One part for each person; of people for whom nothing waits a line, or nothing if many were
  /// asked for.
  package func page(_ inboxes: Inboxes) -> String {
    let words = InboxWords(inboxes: inboxes)
    var page = Page(hasColour: hasColour, width: width)
    if let problem = inboxes.problem {
      page.item("", "No act would count at present: \(problem)", ink: .bad)
    }
    let isAlone = inboxes.people.count == 1
    for inbox in inboxes.people where isAlone || !inbox.tasks.isEmpty {
      page.space()
      page.line(Ink.strong(PlainText.line(words.summary(inbox)), hasColour))
      for task in inbox.tasks { add(task, words, to: &page) }
    }
    if page.text.isEmpty { page.line("Nothing waits for anybody.") }
    return page.text
  }

  private func add(_ task: WaitingAct, _ words: InboxWords, to page: inout Page) {
    page.space()
    page.item("  ", words.title(task), ink: .strong)
    let age = words.age(task).map { "; \($0)" } ?? ""
    page.item("    ", "\(words.act(task)): \(words.reason(task))\(age)")
    if let again = words.again(task) { page.item("    ", again, ink: .bad) }
    if let limit = words.limit(task) { page.item("    ", limit, ink: .waiting) }
    page.item("    ", words.deadline(task), ink: task.isLate ? .bad : nil)
    page.line("    " + Ink.strong(PlainText.line(task.command), hasColour))
  }
}
