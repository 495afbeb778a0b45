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
        "templates/STD-CERT.yaml", "parameters: {serial: {pattern: \".*\"}}",
        at: "parameters.serial.pattern"),
      .good(
        "templates/STD-CERT.yaml", "parameters: {serial: {pattern: \"AB[0-9]+\"}}"),
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

  /// Whether a pattern takes what nobody means: blanks, quotes and what shells act on.
  private static func isOpen(_ pattern: ParameterPattern) -> Bool {
    pattern.matches("zZ9 ;|&$`'\"<>~(")
  }
}
