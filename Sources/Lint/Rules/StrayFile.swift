internal import Records
internal import YAMLTree

extension Rule {
  /// The file stands where no record may stand.
  static let strayFile = Rule(
    name: "stray-file",
    summary: "The file stands where no record may stand.",
    rationale: """
      Records are found by their paths. Another folder, another extension or the folder of \
      another year would hide a change from everybody who looks for it.
      """,
    source: "the format of records",
    canBeLowered: false,
    examples: [
      .bad(at: "", path: "changes/2025/CHG-2026-7F3K.yaml"),
      .bad(at: "", path: "changes/drafts/CHG-2026-7F3K.yaml"),
      .good(path: "changes/CHG-2026-7F3K.yaml"),
      .good(path: "changes/2026/CHG-2026-7F3K.yaml"),
    ],
    check: { context in
      let path = context.document.path
      guard RecordPath.read(path) == nil else { return [] }
      return [Violation(strayMessage(path), at: Place([]), advice: strayAdvice)]
    })

  /// What is wrong with a file at that path.
  static func strayMessage(_ path: String) -> String { "`\(path)` is no place for a record" }

  /// Where the file belongs.
  static let strayAdvice =
    "move it to `changes/<ID>.yaml`, `changes/<year of the ID>/<ID>.yaml` or `changes/evidence/`"
}
