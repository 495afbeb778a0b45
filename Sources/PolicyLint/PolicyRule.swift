package import Diagnostics

/// One thing that a policy which loads can still do wrong: code, reasons and examples together.
///
/// Each rule has one file in `Rules/` and one line in `PolicyRule.all`.
package struct PolicyRule: Sendable {
  /// The stable name, such as `role-unheld`.
  package let name: String
  /// What a finding of the rule says, as one sentence.
  package let summary: String
  /// Why anybody should care.
  package let rationale: String
  /// Who asks for it.
  package let source: String
  /// The version of the toolchain that has it first.
  package let since: String
  /// How much a finding weighs at most: an error shuts somebody out now, a warning bites some day.
  package let severity: Severity
  /// Whether `policies/lint.yaml` may make findings weigh less.
  package let canBeLowered: Bool
  package let examples: [PolicyExample]
  /// Looks at a policy.
  let check: @Sendable (PolicyContext) -> [PolicyViolation]

  init(
    name: String, summary: String, rationale: String, source: String, since: String = "0.1",
    severity: Severity, canBeLowered: Bool = true, examples: [PolicyExample],
    check: @escaping @Sendable (PolicyContext) -> [PolicyViolation]
  ) {
    self.name = name
    self.summary = summary
    self.rationale = rationale
    self.source = source
    self.since = since
    self.severity = severity
    self.canBeLowered = canBeLowered
    self.examples = examples
    self.check = check
  }

  /// The rule of that name, or nil.
  package static func named(_ name: String) -> PolicyRule? { all.first { $0.name == name } }
}

/// What a rule found, before it has a location.
struct PolicyViolation {
  let message: String
  let spot: PolicySpot
  let advice: String
  /// Less than the rule's own severity where the policy has another way.
  let severity: Severity?
  let related: [(label: String, spot: PolicySpot)]

  init(
    _ message: String, at spot: PolicySpot, advice: String, severity: Severity? = nil,
    related: [(label: String, spot: PolicySpot)] = []
  ) {
    self.message = message
    self.spot = spot
    self.advice = advice
    self.severity = severity
    self.related = related
  }
}
