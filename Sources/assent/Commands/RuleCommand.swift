internal import ArgumentParser
internal import Diagnostics
internal import Lint
internal import PolicyLint
internal import Reporting

/// `assent rule`: what a rule asks for and why, without a network.
struct RuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule", abstract: "Explain a rule of the linter, or list all of them.")

  @Argument(help: "The name of a rule; all are listed without one.", completion: .rules)
  var name: String?

  func run() throws {
    guard let name else {
      Terminal.result(Self.list)
      return
    }
    let rule: (any DocumentedRule)? =
      Rule.named(name) ?? CommitRule.named(name) ?? PolicyRule.named(name)
      ?? SuppressionRule.named(name)
    if let rule {
      Terminal.result(rule.page)
    } else if let meaning = CodeTable.finding(name) {
      Terminal.result("# \(meaning.code)\n\n\(meaning.says)\n\n\(meaning.advice)\n")
    } else {
      throw Failure(
        "no-such-rule", "no rule is named \(PlainText.line(name))",
        hint: NearestName.of(name, among: Self.names).map { "assent rule \($0)" }
          ?? "assent rule lists them; codes of verdicts are in Documentation/codes.md",
        exitStatus: 4)
    }
  }

  private static let rules: [any DocumentedRule] =
    Rule.all + CommitRule.all + PolicyRule.all + SuppressionRule.all

  private static var names: [String] {
    rules.map(\.name) + CodeTable.findings.meanings.map(\.code)
  }

  /// A line a rule, its name and what it says, under the heading of its chapter.
  private static var list: String {
    var chapters = Topic.allCases.map { topic in
      (topic.title, rules.filter { $0.topic == topic }.map { ($0.name, $0.summary) })
    }
    chapters.append(
      ("What keeps a file from being read", CodeTable.findings.meanings.map { ($0.code, $0.says) }))
    let width = chapters.flatMap(\.1).map { $0.0.utf8.count }.max() ?? 0
    return chapters.filter { !$0.1.isEmpty }.map { title, rows in
      title + "\n"
        + rows.sorted { $0.0 < $1.0 }.map { name, summary in
          "  " + name + String(repeating: " ", count: width - name.utf8.count + 2) + summary + "\n"
        }.joined()
    }.joined(separator: "\n")
  }
}
