internal import Acts
internal import Audit
internal import Decision
internal import Primitives
internal import Records

/// What dossiers say in sentences.
enum DossierWords {
  /// The verdict on a change as of the period's end, with what its tests found.
  static func sentence(_ summary: ChangeSummary) -> String {
    "\(Clip.text(summary.id, 80)) \(standing(summary.atEnd, summary.outcome)). "
      + findings(summary.results)
  }

  private static func standing(
    _ standing: ChangeSummary.Standing, _ outcome: ChangeRequest.Closure.Outcome?
  ) -> String {
    switch standing.state {
    case .closed: "is closed" + (outcome.map { " with the outcome \($0.rawValue)" } ?? "")
    case .cancelled: "was cancelled"
    case .rejected: "was rejected"
    case .held: "is held" + reached(standing.stage)
    case .active: "is under way" + reached(standing.stage)
    }
  }

  private static func reached(_ stage: Stage?) -> String {
    stage.map { ", having reached \($0.rawValue)" } ?? ", having reached no stage"
  }

  private static func findings(_ results: [TestResult]) -> String {
    guard !results.isEmpty else { return "No test has been evaluated." }
    let counts = TestResult.Outcome.allCases.map { outcome in
      results.count { $0.outcome == outcome }
    }
    let exceptions = results.reduce(0) { $0 + $1.exceptions.count }
    let head =
      switch exceptions {
      case 0: "No exception"
      case 1: "One exception"
      default: "\(exceptions) exceptions"
      }
    return "\(head): \(counts[0]) tests pass, \(counts[1]) fail, \(counts[2]) cannot be evaluated, "
      + "\(counts[3]) do not apply."
  }

  /// An act without its digest: `approve as security`.
  static func statement(_ statement: Statement) -> String {
    var words = statement.verb.name
    if let role = statement.role { words += " as \(role)" }
    for parameter in statement.parameters where !["digest", "role"].contains(parameter.key) {
      words += "; \(parameter.key)=\(parameter.value)"
    }
    return words
  }
}
