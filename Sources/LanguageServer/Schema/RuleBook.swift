internal import Lint
internal import PolicyLint
internal import Records
internal import Reporting

/// What rules and codes of findings say, as editors show it.
enum RuleBook {
  /// The names of all rules.
  static let names: [String] = rules.map(\.name)

  private static let rules: [any DocumentedRule] = Rule.all + PolicyRule.all

  /// One line about a rule; nil if there is none of that name.
  static func summary(of name: String) -> String? {
    rule(name)?.summary ?? CodeTable.finding(name)?.says
  }

  /// What a rule asks for and why, as Markdown; nil if there is none of that name.
  static func page(of name: String) -> String? {
    if let rule = rule(name) {
      return """
        **\(rule.name)**: \(rule.summary)

        \(rule.rationale)

        Asked for by: \(rule.source). The whole page: `assent rule \(rule.name)`
        """
    }
    return CodeTable.finding(name).map { "**\($0.code)**: \($0.says)\n\n\($0.advice)" }
  }

  /// The rules about a section of a record, as Markdown; empty if there are none.
  static func rules(about section: String) -> String {
    let found = Rule.all.filter { $0.section?.rawValue == section }.sorted { $0.name < $1.name }
    return found.map { "- `\($0.name)`: \($0.summary)" }.joined(separator: "\n")
  }

  private static func rule(_ name: String) -> (any DocumentedRule)? {
    rules.first { $0.name == name }
  }
}
