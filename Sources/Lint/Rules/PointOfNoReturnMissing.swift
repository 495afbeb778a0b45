internal import Records
internal import YAMLTree

extension Rule {
  /// The record does not say whether there is a point of no return.
  static let pointOfNoReturnMissing = Rule(
    name: "point-of-no-return-missing",
    summary: "The record does not say whether there is a point of no return.",
    rationale: """
      A one-way door that nobody marked is found by walking through it. `none` is an answer too.
      """,
    source: "RB-09; Amazon Builders' Library, one-way doors",
    section: .rollback, from: .approved,
    levels: Levels(.warning, .error, .error, emergency: .warning),
    examples: [
      .bad(without: ["rollback.point-of-no-return"], at: "rollback.point-of-no-return"),
      .good("rollback: {point-of-no-return: none}"),
    ],
    check: { context in
      guard let rollback = context.rollback else { return [] }
      let isMissing = context.lacks(rollback.pointOfNoReturn, "rollback.point-of-no-return")
      return context.missing([("point-of-no-return", isMissing)], in: "rollback")
    })
}
