internal import YAMLTree
internal import Diagnostics
internal import Lint
internal import Records

extension PolicyRule {
  /// `lint.yaml` changes the weight of a rule that does not exist.
  static let severityUnknown = PolicyRule(
    name: "severity-unknown",
    summary: "`lint.yaml` names a rule that does not exist.",
    rationale: """
      The line has no effect: what was to be an error stays a warning, or what was to be quiet \
      goes on.
      """,
    source: "the specification: files", severity: .warning,
    examples: [
      .bad(
        "lint.yaml", "severities: {rollback-mising: error}", at: "severities.rollback-mising"),
      .good("lint.yaml", "severities: {rollback-missing: error, stage-missing: error}"),
    ],
    check: { context in
      let known = Set(
        Rule.all.map(\.name) + CommitRule.all.map(\.name) + PolicyRule.all.map(\.name))
      return context.policy.lint.severities.keys.sorted().filter {
        !known.contains($0) && !isReaders($0)
      }.map { name in
        let near = NearestName.of(name, among: known.sorted())
        return PolicyViolation(
          "no rule is named `\(name)`",
          at: PolicySpot("lint.yaml", "severities").appending(name),
          advice: near.map { "did you mean `\($0)`" } ?? "`assent rule` lists the rules")
      }
    })

  /// Whether a code belongs to the readers of files, which have a table of their own.
  private static func isReaders(_ name: String) -> Bool {
    let groups = ["yaml-", "policy-", "record-", "file-", "unknown-"]
    let others = ["ambiguous-scalar", "bad-value", "missing-key", "wrong-type"]
    return groups.contains { name.hasPrefix($0) } || others.contains(name)
  }
}
