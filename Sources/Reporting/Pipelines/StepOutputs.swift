package import Decision
internal import Primitives

/// What a gate tells the later steps of a pipeline, as short texts of one line.
package struct StepOutputs: Hashable, Sendable {
  /// GitHub refuses a commit status that describes itself at greater length, and posts none.
  package static let longestStatus = 140

  /// `allowed`, `prevented`, `awaiting` or `invalid`; `nothing` where nothing was to be judged, and
  /// `error` where the question was wrong. Only `allowed` is a yes.
  package let verdict: String
  /// The code of the decisive reason; empty where there is none.
  package let reasonCode: String
  /// The changes that were judged.
  package let changeIDs: [String]
  /// A sentence short enough for a commit status.
  package let status: String

  /// The worst of some verdicts decides, the first of equals.
  ///
  /// - Parameter isSupposition: whether something else than the present was asked about; then
  ///   nothing is allowed.
  package init(_ verdicts: [Verdict], isSupposition: Bool = false) {
    var worst = verdicts.first
    for verdict in verdicts where verdict.gate.decision > worst?.gate.decision ?? .allowed {
      worst = verdict
    }
    self.init(
      worst?.gate.decision ?? .invalid, worst?.gate.reasons.first,
      ids: verdicts.map(\.change),
      sentence: worst.map { VerdictText(hasColour: false).headline($0) } ?? "nothing was judged",
      isSupposition: isSupposition)
  }

  /// The answer about a deployment; on a supposition, nothing is allowed.
  package init(_ deployment: Deployment, isSupposition: Bool = false) {
    self.init(
      deployment.decision, deployment.reasons.first, ids: deployment.changes.map(\.change),
      sentence: VerdictText(hasColour: false).headline(deployment), isSupposition: isSupposition)
  }

  /// Why there is no answer.
  package init(errorCode: String, message: String, exitStatus: Int32, ids: [String]) {
    let verdict =
      switch exitStatus {
      case 3: GateDecision.invalid.rawValue
      case 4: "nothing"
      default: "error"
      }
    self.init(verdict, errorCode, ids: ids, sentence: message)
  }

  private init(
    _ decision: GateDecision, _ reason: GateReason?, ids: [String], sentence: String,
    isSupposition: Bool
  ) {
    if isSupposition, decision == .allowed {
      self.init(
        GateDecision.awaiting.rawValue, "what-if", ids: ids,
        sentence: "On a supposition: \(sentence)")
    } else {
      self.init(decision.rawValue, reason?.code.rawValue ?? "", ids: ids, sentence: sentence)
    }
  }

  private init(_ verdict: String, _ reasonCode: String, ids: [String], sentence: String) {
    self.verdict = verdict
    self.reasonCode = reasonCode
    changeIDs = ids.map(PlainText.line)
    status = Self.clamped(PlainText.line(sentence))
  }

  /// The text in at most ``longestStatus`` units, however a forge counts its characters.
  private static func clamped(_ text: String) -> String {
    guard text.utf16.count > longestStatus else { return text }
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      count += scalar.utf16.count
      if count > longestStatus - 1 { break }
      result.append(scalar)
    }
    return String(result) + "…"
  }

  /// The outputs as GitHub's `GITHUB_OUTPUT` takes them.
  ///
  /// - Parameter delimiter: a word that nobody could have foreseen, so that no value can end before
  ///   its end.
  package func lines(delimiter: String) -> String {
    let values = [
      ("verdict", verdict), ("reason-code", reasonCode),
      ("change-ids", changeIDs.joined(separator: " ")), ("status", status),
    ]
    return values.map { "\($0.0)<<\(delimiter)\n\($0.1)\n\(delimiter)\n" }.joined()
  }
}
