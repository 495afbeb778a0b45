internal import Diagnostics
internal import Lint
internal import Records

extension PolicyRule {
  /// Owners are given a file that no policy has.
  static let ownersScopeUnmatched = PolicyRule(
    name: "owners-scope-unmatched",
    summary: "An entry of policy owners names a file that a policy does not have.",
    rationale: """
      What no pattern matches belongs to the first entry. A misspelled `people.yaml` leaves the \
      keys in the hands of others than was meant.
      """,
    source: "the specification: trust", severity: .warning,
    examples: [
      .bad(
        "assent.yaml",
        """
        owners:
          - {people: [ana, bo, cat], threshold: 2}
          - {files: [poeple.yaml], people: [dan, eve, fay], threshold: 2}
        """, at: "owners[1].files[0]"),
      .good(
        "assent.yaml",
        """
        owners:
          - {people: [ana, bo, cat], threshold: 2}
          - {files: [people.yaml, "keys/**"], people: [dan, eve, fay], threshold: 2}
        """),
    ],
    check: { context in
      context.ownerEntries.flatMap { entry in
        entry.owners.files.enumerated().filter { isNoFile($0.element) }.map { index, pattern in
          PolicyViolation(
            "`\(pattern)` is no file of a policy",
            at: entry.spot.appending("files").appending(index),
            advice: NearestName.of(pattern, among: files).map { "did you mean `\($0)`" }
              ?? "write a file below `policies/`, or remove the pattern")
        }
      }
    })

  private static let files = [
    "assent.yaml", "calendar.yaml", "lint.yaml", "people.yaml", "systems.yaml", "workflow.yaml",
  ]

  /// Whether a pattern without wildcards names none of the files that a policy may have.
  private static func isNoFile(_ pattern: String) -> Bool {
    let folders = ["keys/", "templates/", "tests/"]
    return !pattern.utf8.contains { "*?".utf8.contains($0) } && !files.contains(pattern)
      && !folders.contains { pattern.utf8.starts(with: $0.utf8) }
  }
}
