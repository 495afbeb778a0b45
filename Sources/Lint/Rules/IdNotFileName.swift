internal import Records
internal import YAMLTree

extension Rule {
  /// The id in the record is not the name of its file.
  static let idNotFileName = Rule(
    name: "id-not-file-name",
    summary: "The id in the record is not the name of its file.",
    rationale: """
      The file name is the id. If the two differ, acts and links that name one of them would \
      speak about a record that nobody finds under that name.
      """,
    source: "the format of records; field list of a change record, identity",
    canBeLowered: false,
    examples: [
      .bad("id: CHG-2026-7F3M", at: "id", also: ["evidence-of-other-record"]),
      .good("id: CHG-2026-7F3K"),
    ],
    check: { context in
      let stem = RecordPath.stem(context.document.path)
      guard context.change.id != stem else { return [] }
      return [
        Violation(
          "the id is `\(context.change.id)`, the file is called `\(stem)`", at: "id",
          advice: "give both the same name")
      ]
    })
}
