package import Diagnostics

/// One thing that can be wrong with the commits of a range.
///
/// What is looked at takes a whole history; the texts stand here, so that every rule has its page,
/// and the check in Ledger, which reads histories.
package struct CommitRule: Sendable {
  /// The stable name, such as `act-void`.
  package let name: String
  /// What a finding of the rule says, as one sentence.
  package let summary: String
  /// Why anybody should care.
  package let rationale: String
  /// Who asks for it.
  package let source: String
  /// How much a finding weighs, where `policies/lint.yaml` says nothing else.
  package let severity: Severity
  /// A range that is reported, in words and text.
  package let reported: String
  /// A range that is not.
  package let silent: String

  /// Every rule, by name.
  package static let all: [CommitRule] = [
    .actNearMiss, .actNeedsMerge, .actSquashed, .actUncounted, .actVoid, .approvalOutdated,
    .commitMixed, .editUnsigned, .linkUnknown, .recordDeleted, .recordRenamed,
  ]

  /// The rule of that name, or nil.
  package static func named(_ name: String) -> CommitRule? { all.first { $0.name == name } }

  /// The severity by a policy; nil if it turned the rule off.
  package func severity(by settings: [String: Severity?]) -> Severity? {
    settings[name] ?? severity
  }
}

extension CommitRule: DocumentedRule {
  package var topic: Topic { .history }

  /// The weight, as a sentence or two.
  package var weight: String {
    "Weight: \(severity.rawValue). Looked at by `assent lint --commits`.\n\nSince 0.1."
  }

  /// The example of the one kind or the other.
  package func shownExamples(reported: Bool) -> [String] { [reported ? self.reported : silent] }

  /// The chapter of the index, as Markdown.
  static var index: String {
    let rows = all.map {
      "| [\($0.name)](\($0.name).md) | \($0.summary) | \($0.severity.rawValue) |"
    }
    return """
      # Rules about commits

      `assent lint --commits BASE..HEAD` looks for these in the commits of a range, and reads the
      history for it. `policies/lint.yaml` of the trunk changes how much a rule weighs.

      | rule | says | weight |
      | --- | --- | --- |

      """ + rows.joined(separator: "\n") + "\n"
  }
}
