internal import Records
internal import YAMLTree

extension Rule {
  /// A deviation, an issue, a finding or a note says nothing.
  static let reportVague = Rule(
    name: "report-vague",
    summary: "A deviation, an issue, a finding or a note says nothing.",
    rationale: """
      Reports are written for those who try the same again. "Works" tells them nothing; an empty \
      list says that there was nothing to tell.
      """,
    source: "field list of a change record, implementation to closure",
    levels: .warning,
    examples: [
      .bad("execution: {deviations: [n/a]}", at: "execution.deviations[0]"),
      .bad("review: {findings: [tbd]}", at: "review.findings[0]"),
      .bad("closure: {notes: ok}", at: "closure.notes"),
      .good("execution: {deviations: [P4 was repeated once because of a lock.]}"),
    ],
    check: { context in
      let lists: [([String]?, String)] = [
        (context.execution?.deviations, "execution.deviations"),
        (context.execution?.issues, "execution.issues"),
        (context.review?.findings, "review.findings"),
      ]
      var texts = lists.flatMap { list, key in
        (list ?? []).enumerated().map { ($0.element, Place("\(key)[\($0.offset)]")) }
      }
      if let notes = context.closure?.notes, !Phrase.isBlank(notes) {
        texts.append((notes, "closure.notes"))
      }
      return texts.filter { Phrase.isEmptyTalk($0.0) }.map { text, place in
        Violation(
          "`\(place)` says no more than `\(text)`", at: place,
          advice: "write what happened, or remove the entry")
      }
    })
}
