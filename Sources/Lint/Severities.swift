package import Diagnostics

/// What `policies/lint.yaml` does to severities.
package enum Severities {
  /// The severity of a rule's findings; nil if the policy turned the rule off.
  static func severity(
    of rule: Rule, level: Severity, _ settings: [String: Severity?]
  ) -> Severity? {
    severity(of: rule.name, level: level, canBeLowered: rule.canBeLowered, settings)
  }

  /// The severity of the findings of a rule by its name; nil if the policy turned the rule off.
  package static func severity(
    of name: String, level: Severity, canBeLowered: Bool, _ settings: [String: Severity?]
  ) -> Severity? {
    guard let wanted = settings[name] else { return level }
    guard !canBeLowered else { return wanted }
    return wanted.map { heavier($0, level) } ?? level
  }

  /// A finding of the reader, raised if the policy says so.
  package static func raised(_ finding: Finding, _ settings: [String: Severity?]) -> Finding {
    guard case .some(.some(let wanted)) = settings[finding.rule] else { return finding }
    var result = finding
    result.severity = heavier(wanted, finding.severity)
    return result
  }

  private static func heavier(_ left: Severity, _ right: Severity) -> Severity {
    weight(left) >= weight(right) ? left : right
  }

  private static func weight(_ severity: Severity) -> Int {
    switch severity {
    case .error: 2
    case .warning: 1
    case .note: 0
    }
  }
}
