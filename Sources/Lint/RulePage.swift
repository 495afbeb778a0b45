internal import Records

/// A rule with a page of the documentation, whatever it looks at.
package protocol DocumentedRule: Sendable {
  /// The stable name.
  var name: String { get }
  /// What a finding of the rule says, as one sentence.
  var summary: String { get }
  /// Why anybody should care.
  var rationale: String { get }
  /// Who asks for it.
  var source: String { get }
  /// The chapter of the documentation that it stands in.
  var topic: Topic { get }
  /// How much a finding weighs and since when, as Markdown.
  var weight: String { get }
  /// The examples as Markdown: those that are reported, or those that are not.
  func shownExamples(reported: Bool) -> [String]
}

extension DocumentedRule {
  /// The page of the documentation about the rule, as Markdown.
  package var page: String {
    let parts =
      ["# \(name)", summary, weight, "## Why", rationale, "Asked for by: \(source)."]
      + ["## Reported"] + shownExamples(reported: true)
      + ["## Not reported"] + shownExamples(reported: false)
    return parts.joined(separator: "\n\n") + "\n"
  }
}

extension Rule: DocumentedRule {
  /// The examples as Markdown: those that are reported, or those that are not.
  package func shownExamples(reported: Bool) -> [String] {
    examples.filter { ($0.reported != nil) == reported }.map(\.markdown)
  }

  /// The index of all pages, as Markdown.
  package static var index: String {
    let chapters = Topic.allCases.compactMap { topic -> String? in
      let rules = all.filter { $0.topic == topic }.sorted { $0.name < $1.name }
      guard !rules.isEmpty else { return nil }
      let rows = rules.map { rule in
        "| [\(rule.name)](\(rule.name).md) | \(rule.summary) | \(rule.levels.cells) |"
      }
      return """
        ## \(topic.title)

        | rule | says | low | medium | high | emergency |
        | --- | --- | --- | --- | --- | --- |

        """ + rows.joined(separator: "\n") + "\n"
    }
    return """
      # Rules about change requests

      Each rule has a page with the reason and examples. `policies/lint.yaml` changes how much a
      rule weighs, where its page does not say otherwise. The columns give the weight by risk
      (critical weighs as high; a record that states no risk is judged as high), and for an
      emergency before it starts.


      """ + chapters.joined(separator: "\n") + "\n" + CommitRule.index
  }

  /// The weight by risk, as a table.
  package var weight: String {
    var text = """
      | low | medium | high | emergency before start |
      | --- | --- | --- | --- |
      | \(levels.cells) |
      """
    if from > .initiated {
      text += "\n\nLooked at when a record is judged for the stage `\(from.rawValue)` or later."
    }
    if !canBeLowered { text += "\n\n`policies/lint.yaml` cannot lower it." }
    return text + "\n\nSince \(since)."
  }
}

extension Levels {
  fileprivate var cells: String {
    Column.allCases.map { self[$0].rawValue }.joined(separator: " | ")
  }
}

extension Example {
  /// The example as a sentence and a block of YAML.
  fileprivate var markdown: String {
    var subject = "A complete \(base.rawValue) change"
    if let path { subject += " at `\(path)`" }
    if stage != .approved { subject += ", judged for the stage `\(stage.rawValue)`" }
    if let now { subject += ", at \(now)" }
    if let files {
      subject += ", beside " + files.map { "`\($0)`" }.joined(separator: ", ")
    }
    if !without.isEmpty {
      subject += ", without " + without.map { "`\($0)`" }.joined(separator: ", ")
    }
    if let reported {
      subject += reported.isEmpty ? " (reported for the file)" : " (reported at `\(reported)`)"
    }
    if !yaml.isEmpty { subject += reported == nil ? " with" : ", changed to" }
    var text = subject + (yaml.isEmpty ? "." : ":\n\n```yaml\n\(yaml)\n```")
    if let beside { text += "\n\nbeside `CHG-2026-9ZZZ` with:\n\n```yaml\n\(beside)\n```" }
    return text
  }
}
