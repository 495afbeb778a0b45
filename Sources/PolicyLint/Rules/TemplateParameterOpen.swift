internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A parameter of a template takes any value.
  static let templateParameterOpen = PolicyRule(
    name: "template-parameter-open",
    summary: "A parameter of a template takes any value at all.",
    rationale: """
      A template is approved once for every value that its parameters may have. A pattern that \
      everything matches approves what nobody has seen.
      """,
    source: "the policy model: standard changes", severity: .warning,
    examples: [
      .bad(
        "templates/STD-CERT.yaml", "parameters: {serial: {pattern: \"*\"}}",
        at: "parameters.serial.pattern"),
      .good(
        "templates/STD-CERT.yaml", "parameters: {serial: {pattern: \"AB*\"}}"),
    ],
    check: { context in
      context.policy.templates.flatMap { template in
        template.parameters.sorted { $0.key < $1.key }.compactMap { name, parameter in
          guard case .pattern(let pattern) = parameter, isOpen(pattern) else { return nil }
          return PolicyViolation(
            "`\(name)` of `\(template.id)` takes any value",
            at: template.spot.appending("parameters").appending(name).appending("pattern"),
            advice: "list the values with `one-of`, or narrow the pattern")
        }
      }
    })

  /// Whether a pattern is nothing but wildcards, as a glob or as a regular expression.
  private static func isOpen(_ pattern: String) -> Bool {
    var inner = pattern[...]
    if inner.hasPrefix("^") { inner = inner.dropFirst() }
    if inner.hasSuffix("$") { inner = inner.dropLast() }
    return ["*", "**", ".*", ".+", ".*?", "(.*)", "(.+)", "[\\s\\S]*", "?*"].contains(inner)
  }
}
