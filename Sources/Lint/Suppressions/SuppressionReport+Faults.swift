package import Diagnostics
package import Records
internal import YAMLTree

extension SuppressionReport {
  /// What is wrong with the days of a suppression.
  static func faults(of entry: Suppression, isOver: Bool) -> [Finding] {
    let names = entry.rules.map { "`\($0)`" }.joined(separator: " and ")
    if isOver {
      return [
        fault(
          .expired, "the suppression of \(names) ended with \(entry.until)", entry.location,
          advice: "cure the finding, or have it accepted anew with a fresh reason")
      ]
    }
    guard entry.daysLeft > SuppressionClock.farthest else { return [] }
    return [
      fault(
        .long, "the suppression of \(names) lasts \(entry.daysLeft) more days", entry.location,
        advice: "choose a day within a year")
    ]
  }

  /// The fault of a comment that names an error.
  static func ofError(_ comment: CommentSuppression, _ finding: Finding) -> Finding {
    Finding(
      rule: SuppressionRule.ofError.name, severity: SuppressionRule.ofError.severity,
      message: "a comment cannot quiet `\(finding.rule)`, which is an error here",
      location: Location(path: comment.path, span: comment.span), place: comment.place.description,
      advice: "cure it, or have the policy's owners accept it in `policies/lint.yaml`",
      related: [Finding.Related(label: "the error", location: finding.location)])
  }

  /// The fault of a suppression that leaves nothing out.
  static func unused(_ message: String, _ location: Location) -> Finding {
    fault(.unused, message, location, advice: "remove it")
  }

  /// The fault of an item of the policy whose rule is none, or one that nothing lowers.
  static func unfit(_ rule: String, _ location: Location) -> Finding {
    if Rule.named(rule) != nil {
      return fault(
        .malformed, "nothing lowers `\(rule)`", location, advice: "cure the finding instead")
    }
    let near = NearestName.of(rule, among: Rule.all.filter(\.canBeLowered).map(\.name))
    return fault(
      .malformed, "no rule about records is named `\(rule)`", location,
      advice: near.map { "did you mean `\($0)`" } ?? "`assent rule` lists the rules")
  }

  private static func fault(
    _ rule: SuppressionRule, _ message: String, _ location: Location, advice: String
  ) -> Finding {
    Finding(
      rule: rule.name, severity: rule.severity, message: message, location: location,
      advice: advice)
  }
}

/// What is wrong with the suppressions of a policy, whatever records there are.
package func suppressionFaults(of policy: Policy, at clock: SuppressionClock) -> [Finding] {
  let scope = SuppressionReport.Scope(
    documents: [], comments: [], policy: policy, stage: .initiated, isWhole: false)
  return SuppressionReport([], in: scope, at: clock).faults
}
