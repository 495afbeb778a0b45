internal import Diagnostics
internal import Primitives

/// The shape of `policies/lint.yaml`.
enum LintSettingsShape {
  /// The whole file.
  static let settings = Shape<LintSettings>.object({ LintSettings() }) {
    Field(
      checking: "schema", .choice([("assent/lint/1", ())]), required: true,
      "The format of the file and its version.")
    Field(
      "severities", severity.map(by: .identifier), \.severities,
      "The severity of each rule that is to differ from its own.")
    Field(
      "rehearsal-max-age", .period, \.rehearsalMaxAge,
      "The oldest rehearsal that still proves something.")
    Field(
      "restore-test-max-age", .period, \.restoreTestMaxAge,
      "The oldest restore test that still proves something.")
  }

  private static let severity = Shape<Severity?>.choice([
    ("error", .error), ("warning", .warning), ("note", .note), ("off", nil),
  ])
}
