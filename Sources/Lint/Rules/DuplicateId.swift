internal import Records
internal import YAMLTree

extension Rule {
  /// Two files have one id.
  static let duplicateId = Rule(
    name: "duplicate-id",
    summary: "Two files have one id.",
    rationale: """
      Acts name the id. With two records of one id nobody can tell which of them was approved.
      """,
    source: "the format of records; field list of a change record, identity",
    canBeLowered: false,
    examples: [
      .bad(at: "id", beside: "id: CHG-2026-7F3K", also: ["plan-copied", "rollback-copied"]),
      .good(beside: "title: Rotate the certificate of the quote site"),
    ],
    checkTogether: { set in
      set.byID.values.flatMap { indices -> [SetViolation] in
        guard indices.count > 1 else { return [] }
        return indices.map { index in
          let other = indices.first { $0 != index } ?? index
          let violation = Violation(
            "the id `\(set.change(index)?.id ?? "")` is used by \(indices.count) files", at: "id",
            advice: "give one of them a new id")
          return SetViolation(
            violation, in: index,
            other: SetViolation.Other(label: "the other file", index: other, place: "id"))
        }
      }
    })
}
