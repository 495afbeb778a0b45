internal import Diagnostics

/// What `policies/lint.yaml` does to severities.
enum Severities {
  /// The severity of a rule's findings; nil if the policy turned the rule off.
  static func severity(
    of rule: Rule, level: Severity, _ settings: [String: Severity?]
  ) -> Severity? {
    guard let wanted = settings[rule.name] else { return level }
    guard !rule.canBeLowered else { return wanted }
    return wanted.map { heavier($0, level) } ?? level
  }

  /// A finding of the reader, raised if the policy says so.
  static func raised(_ finding: Finding, _ settings: [String: Severity?]) -> Finding {
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
