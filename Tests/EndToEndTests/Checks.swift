import TestSupport
import Testing

/// Compares the heart of a replayed verdict: the stage, the decision, and the exit status that
/// section 5 gives to the decision (with `--what-if`, allowed exits 8).
func check(
  _ verdict: Verdict, stage: String?, _ decision: String, state: String = "active",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  check(verdict, decision, sourceLocation: sourceLocation)
  #expect(verdict.stage == stage, "\(verdict)", sourceLocation: sourceLocation)
  #expect(verdict.state == state, "\(verdict)", sourceLocation: sourceLocation)
}

/// Compares the decision of a replayed verdict and its exit status.
func check(
  _ verdict: Verdict, _ decision: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let statuses: [String: Int32] = ["allowed": 8, "awaiting": 8, "prevented": 1, "invalid": 3]
  #expect(verdict.schema == "assent/verdict/1", "\(verdict)", sourceLocation: sourceLocation)
  #expect(verdict.decision == decision, "\(verdict)", sourceLocation: sourceLocation)
  #expect(
    verdict.status == statuses[verdict.decision ?? ""], "\(verdict)",
    sourceLocation: sourceLocation)
  if verdict.decision != "allowed" {
    #expect(
      !verdict.reasons.isEmpty, "a gate that is not open gives no reason: \(verdict)",
      sourceLocation: sourceLocation)
  }
}

/// The act of that commit has its effect.
func counts(
  _ commit: String, in verdict: Verdict, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let act = try verdict.act(commit)
  #expect(act.counted == true, "\(verdict)", sourceLocation: sourceLocation)
  #expect(act.reason == nil, "\(verdict)", sourceLocation: sourceLocation)
}

/// The act of that commit is listed and has no effect, for one of these reasons.
func isDropped(
  _ commit: String, _ reasons: String..., in verdict: Verdict,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let act = try verdict.act(commit)
  #expect(act.counted == false, "\(verdict)", sourceLocation: sourceLocation)
  let reason = try #require(act.reason, "\(verdict)", sourceLocation: sourceLocation)
  if !reasons.isEmpty {
    #expect(reasons.contains(reason), "\(verdict)", sourceLocation: sourceLocation)
  }
}

/// The program could not decide and said so: exit 3, by a verdict or by an error, never allowed.
func isUndecided(_ verdict: Verdict, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(verdict.status == 3, "\(verdict)", sourceLocation: sourceLocation)
  if verdict.schema == "assent/verdict/1" {
    #expect(verdict.decision == "invalid", "\(verdict)", sourceLocation: sourceLocation)
  } else {
    isError(verdict, exit: 3, sourceLocation: sourceLocation)
  }
}

/// The program printed the error object of section 7.
func isError(
  _ verdict: Verdict, exit: Int32, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(verdict.status == exit, "\(verdict)", sourceLocation: sourceLocation)
  #expect(verdict.schema == "assent/error/1", "\(verdict)", sourceLocation: sourceLocation)
  #expect(
    verdict.json.keys == ["schema", "code", "message"], "\(verdict)",
    sourceLocation: sourceLocation)
  #expect(verdict.json["message"].string?.isEmpty == false, sourceLocation: sourceLocation)
}

/// A row of a table, shown by its name.
protocol NamedCase: CustomTestStringConvertible, Sendable {
  var name: String { get }
}

extension NamedCase {
  var testDescription: String { name }
}
