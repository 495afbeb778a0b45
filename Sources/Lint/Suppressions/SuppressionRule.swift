package import Diagnostics

/// One thing that can be wrong with a suppression, in a record or in `policies/lint.yaml`.
///
/// Not a `Rule`: what it looks at is no record but what is said about findings, so it can neither be
/// lowered nor be suppressed itself.
package struct SuppressionRule: DocumentedRule {
  /// Lines of a record or of `policies/lint.yaml` that show it.
  package struct Example: Sendable {
    package let file: String
    package let yaml: String
    package let isReported: Bool
  }

  package let name: String
  package let summary: String
  package let rationale: String
  package let severity: Severity
  package let examples: [Example]

  /// Who asks for it.
  package var source: String { "the house rule that nothing is silenced for ever" }

  /// The chapter of the documentation.
  package var topic: Topic { .suppressions }

  /// The weight, as a sentence or two.
  package var weight: String {
    "Weight: \(severity.rawValue). `policies/lint.yaml` cannot lower it. Looked at by `assent lint`."
      + "\n\nSince 0.1."
  }

  /// The examples as Markdown: those that are reported, or those that are not.
  package func shownExamples(reported: Bool) -> [String] {
    examples.filter { $0.isReported == reported }.map {
      "`\($0.file)` with:\n\n```yaml\n\($0.yaml)\n```"
    }
  }

  /// The rule of that name, or nil.
  package static func named(_ name: String) -> SuppressionRule? { all.first { $0.name == name } }

  /// Every rule, by name.
  package static let all: [SuppressionRule] = [expired, long, malformed, ofError, unused]

  /// The index of the pages, as Markdown.
  package static var index: String {
    """

    # Rules about suppressions

    `assent lint` looks for these in the comments of records and in `policies/lint.yaml`. Nothing
    lowers them.

    | rule | says | weight |
    | --- | --- | --- |

    """
      + all.map { "| [\($0.name)](\($0.name).md) | \($0.summary) | \($0.severity.rawValue) |\n" }
      .joined()
  }
}

extension SuppressionRule {
  /// The day of a suppression is over.
  package static let expired = SuppressionRule(
    name: "suppression-expired",
    summary: "The day of a suppression is over.",
    rationale: """
      The finding counts again, in `lint` as at the gate. What was accepted for a while is either \
      cured by now, or somebody decides anew.
      """,
    severity: .error,
    examples: [
      Example(
        file: record,
        yaml: """
          title: Update  # assent: ignore[title-vague] until=2026-01-31 renamed after the audit
          """, isReported: true),
      Example(
        file: record,
        yaml: """
          title: Update  # assent: ignore[title-vague] until=2026-12-31 renamed after the audit
          """, isReported: false),
    ])

  /// A suppression ends later than in a year.
  package static let long = SuppressionRule(
    name: "suppression-long",
    summary: "A suppression ends later than in a year.",
    rationale: """
      A day so far ahead is no end: nobody who writes it now will look again. Take a day within a \
      year, and renew it with a fresh reason.
      """,
    severity: .warning,
    examples: [
      Example(
        file: record,
        yaml: """
          title: Update  # assent: ignore[title-vague] until=2099-12-31 renamed after the audit
          """, isReported: true),
      Example(
        file: record,
        yaml: """
          title: Update  # assent: ignore[title-vague] until=2026-12-31 renamed after the audit
          """, isReported: false),
    ])

  /// A suppression cannot be read, or names a rule or a record that does not exist.
  package static let malformed = SuppressionRule(
    name: "suppression-malformed",
    summary: "A suppression lacks a reason or a day, or names a rule that cannot be suppressed.",
    rationale: """
      It suppresses nothing, and whoever wrote it believes that it does. A reason and a last day \
      are asked for because an auditor will ask for them.
      """,
    severity: .error,
    examples: [
      Example(
        file: record,
        yaml: """
          title: Update  # assent: ignore[title-vague]
          """, isReported: true),
      Example(
        file: record,
        yaml: """
          title: Update  # assent: ignore[title-vage] until=2026-12-31 renamed after the audit
          """, isReported: true),
      Example(
        file: policy,
        yaml: """
          suppressions:
            - rule: evidence-missing
              record: CHG-2026-7F3K
              reason: The files are on their way.
              until: 2026-12-31
          """, isReported: true),
      Example(
        file: record,
        yaml: """
          # assent: ignore[title-vague] until=2026-12-31 renamed after the audit
          title: Update
          """, isReported: false),
    ])

  /// A comment tries to quiet an error.
  package static let ofError = SuppressionRule(
    name: "suppression-of-error",
    summary: "A comment of a record tries to quiet an error.",
    rationale: """
      Whoever writes a record may not excuse it. A comment quiets warnings and notes; an error is \
      accepted by the owners of the policy, in `suppressions` of `policies/lint.yaml`, or cured.
      """,
    severity: .error,
    examples: [
      Example(
        file: record,
        yaml: """
          # assent: ignore[rollback-target-missing] until=2026-12-31 the vendor knows the way back
          rollback:
            strategy: failback-standby
          """, isReported: true),
      Example(
        file: policy,
        yaml: """
          suppressions:
            - rule: rollback-target-missing
              record: CHG-2026-7F3K
              reason: The vendor knows the way back and stands by.
              until: 2026-12-31
          """, isReported: false),
    ])

  /// A suppression leaves nothing out.
  package static let unused = SuppressionRule(
    name: "suppression-unused",
    summary: "A suppression leaves nothing out.",
    rationale: """
      The finding is cured, or the record is gone or has another name. What stays behind would \
      hide the next finding of that kind.
      """,
    severity: .warning,
    examples: [
      Example(
        file: record,
        yaml: """
          title: Move the claims database to version 16  # assent: ignore[title-vague] until=2026-12-31 renamed after the audit
          """, isReported: true),
      Example(
        file: record,
        yaml: """
          title: Update  # assent: ignore[title-vague] until=2026-12-31 renamed after the audit
          """, isReported: false),
    ])

  private static let record = "changes/2026/CHG-2026-7F3K.yaml"
  private static let policy = "policies/lint.yaml"
}
