internal import Records
internal import YAMLTree

extension Rule {
  /// Data is lost on the way back, and nobody says how much or accepts it.
  static let dataLossUnaccepted = Rule(
    name: "data-loss-unaccepted",
    summary: "Data is lost on the way back, and nobody says how much or accepts it.",
    rationale: """
      A loss that is measured and accepted is a decision. Every other one is an accident.
      """,
    source: "RB-10",
    section: .rollback, from: .approved, levels: Levels(.off, .error, .error, emergency: .warning),
    examples: [
      .bad(
        """
        rollback:
          data: {loss: bounded, minutes: 5}
        """, at: "rollback.data.accepted-by"),
      .bad(
        """
        rollback:
          data: {loss: bounded, accepted-by: dan.holt}
        """, at: "rollback.data.loss"),
      .good(
        """
        rollback:
          data: {loss: bounded, minutes: 5, accepted-by: dan.holt}
        """),
    ],
    check: { context in
      guard let data = context.rollback?.data, let loss = data.loss,
        loss != ChangeRequest.Rollback.DataLoss.none
      else { return [] }
      var found: [Violation] = []
      if data.minutes == nil, data.rows == nil {
        found.append(
          Violation(
            "the data loss is \(loss.rawValue), without a number", at: "rollback.data.loss",
            advice: "add `minutes` or `rows`"))
      }
      let isMissing = context.lacks(data.acceptedBy, "rollback.data.accepted-by")
      return found + context.missing([("accepted-by", isMissing)], in: "rollback.data")
    })
}
