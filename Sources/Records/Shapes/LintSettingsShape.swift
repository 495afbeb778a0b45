internal import Diagnostics
internal import Primitives
internal import YAMLTree

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
    Field(
      "suppressions", suppression.list(), \.suppressions,
      "Findings about single records that are accepted for a while.")
  }

  /// One item of `suppressions`; without a rule, one subject, a reason and a day there is none.
  private static let suppression = Shape<SuppressionDraft>.object(
    { SuppressionDraft() }, line: \.line
  ) {
    Field(
      "rule", .text(.identifier), \.rule, required: true, "The rule, such as `rehearsal-missing`.")
    Field("record", .text(.changeID), \.record, "The id of the record; or else `path`.")
    Field("path", .text(recordPath), \.path, "The path of the record; ends when it is moved.")
    Field("at", place, \.place, "The key path from which on; the whole record without.")
    Field("reason", .text(.line), \.reason, required: true, "Why the finding is accepted.")
    Field("until", .date, \.until, required: true, "The last day on which it is.")
  }.then { draft, node, reading -> LintSuppression? in
    guard (draft.record == nil) != (draft.path == nil) else {
      reportSubject(draft, node, &reading)
      return nil
    }
    guard let rule = draft.rule, let reason = draft.reason, let until = draft.until else {
      return nil
    }
    let subject = draft.record.map(LintSuppression.Subject.record)
    return LintSuppression(
      rule: rule, subject: subject ?? .path(draft.path ?? ""), place: draft.place, reason: reason,
      until: until, line: draft.line)
  }

  /// Of a subject that could not be read the reader has said so already.
  private static func reportSubject(
    _ draft: SuppressionDraft, _ node: Node, _ reading: inout Reading
  ) {
    let isBoth = draft.record != nil && draft.path != nil
    guard isBoth || (node["record"] == nil && node["path"] == nil) else { return }
    reading.report(
      isBoth ? "bad-value" : "missing-key",
      { "\($0) \(isBoth ? "has both `record` and `path`" : "lacks `record` or `path`")" },
      at: node.span, advice: "name one record, by its id or its path")
  }

  /// What has been read of one item.
  private struct SuppressionDraft: Sendable {
    var rule: String?
    var record: String?
    var path: String?
    var place: SuppressedPlace?
    var reason: String?
    var until: CivilDate?
    var line = 1
  }

  private static let recordPath = TextPattern(
    name: "the path of a record", advice: "write it as `changes/2026/CHG-2026-7F3K.yaml`",
    regularExpression: "^changes/[^\\\\]+\\.yaml$",
    matches: {
      $0.utf8.starts(with: "changes/".utf8) && $0.utf8.suffix(5).elementsEqual(".yaml".utf8)
        && Syntax.isRelativePath($0)
    })

  private static let placeText = TextPattern(
    name: "a key path",
    advice: "write it as `rollback.steps[R2].do`, an item by its `id` or else the whole list",
    regularExpression:
      "^[a-z0-9][a-z0-9_-]*(\\[[A-Za-z0-9._-]+\\])?(\\.[a-z0-9][a-z0-9_-]*(\\[[A-Za-z0-9._-]+\\])?)*$",
    matches: { SuppressedPlace($0) != nil })

  private static let place = Shape.text(placeText).then { text, _, _ in SuppressedPlace(text) }

  private static let severity = Shape<Severity?>.choice([
    ("error", .error), ("warning", .warning), ("note", .note), ("off", nil),
  ])
}
