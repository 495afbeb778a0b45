internal import Diagnostics
internal import Lint
internal import PolicyLint

/// Every rule by which a finding can be named, for formats that declare them.
enum RuleCatalogue {
  /// A rule as other programs show it.
  struct Entry: Sendable {
    let name: String
    /// What a finding of the rule says, as one sentence.
    let summary: String
    /// Why anybody should care, or what to do.
    let rationale: String
    /// How much a finding weighs at most.
    let severity: Severity
  }

  /// All rules and codes, sorted by name.
  static let entries: [Entry] =
    (Rule.all.map {
      Entry(
        name: $0.name, summary: $0.summary, rationale: $0.rationale, severity: heaviest($0.levels))
    }
    + PolicyRule.all.map {
      Entry(name: $0.name, summary: $0.summary, rationale: $0.rationale, severity: $0.severity)
    }
    + SuppressionRule.all.map {
      Entry(name: $0.name, summary: $0.summary, rationale: $0.rationale, severity: $0.severity)
    }
    + CodeTable.findings.meanings.map {
      Entry(name: $0.code, summary: $0.says, rationale: $0.advice, severity: .error)
    }).sorted { $0.name < $1.name }

  /// Whether `assent rule` explains a rule.
  static func explains(_ name: String) -> Bool {
    Rule.named(name) != nil || PolicyRule.named(name) != nil
      || SuppressionRule.named(name) != nil || CodeTable.finding(name) != nil
  }

  private static func heaviest(_ levels: Levels) -> Severity {
    let all = Set(Levels.Column.allCases.map { levels[$0].rawValue })
    return Severity.allCases.first { all.contains($0.rawValue) } ?? .error
  }
}
