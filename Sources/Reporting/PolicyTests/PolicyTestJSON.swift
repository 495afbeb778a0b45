internal import Acts
internal import Decision
internal import Diagnostics
package import PolicyTesting
internal import Primitives
internal import Records

/// Writes the results of policy tests as `assent/policy-test-result/1`.
package enum PolicyTestJSON {
  /// The whole report: the numbers, then every case in the order of the files.
  package static func report(_ results: [CaseResult]) -> JSONValue {
    let failed = results.count { !$0.hasPassed }
    return .object([
      ("schema", .string("assent/policy-test-result/1")),
      (
        "summary",
        .object([
          ("cases", .number(results.count)), ("passed", .number(results.count - failed)),
          ("failed", .number(failed)),
        ])
      ),
      ("cases", .array(results.map(result))),
    ])
  }

  private static func result(_ result: CaseResult) -> JSONValue {
    let verdict = result.verdict
    return .object([
      ("name", .string(result.name)), ("path", .string(result.place.path)),
      ("line", result.place.span.map { .number($0.start.line) } ?? .null),
      ("passed", .bool(result.hasPassed)),
      ("differences", .array(result.mismatches.map(mismatch))),
      (
        "verdict",
        .object([
          ("change", .string(verdict.change)), ("stage", .text(verdict.stage?.rawValue)),
          ("state", .string(verdict.state.rawValue)),
          ("decision", .string(verdict.gate.decision.rawValue)),
          ("reasons", .array(verdict.gate.reasons.map(reason))),
          ("acts", .array(verdict.acts.map(act))),
          ("flags", .array(verdict.flags.map { .string($0.code.rawValue) })),
          ("now", .text(verdict.now)),
        ])
      ),
    ])
  }

  private static func mismatch(_ mismatch: CaseResult.Mismatch) -> JSONValue {
    .object([
      ("subject", .string(mismatch.subject)), ("expected", .string(mismatch.expected)),
      ("got", .string(mismatch.got)), ("line", .number(mismatch.line)),
    ])
  }

  private static func act(_ verdict: ActVerdict) -> JSONValue {
    let statement = verdict.act.statement
    return .object([
      ("verb", .string(statement.verb.name)), ("role", .text(statement.role)),
      ("person", .text(verdict.act.person)), ("counted", .bool(verdict.counted)),
      ("reason", .text(verdict.reason?.rawValue)),
    ])
  }

  private static func reason(_ reason: GateReason) -> JSONValue {
    .object([("code", .string(reason.code.rawValue)), ("message", .string(reason.message))])
  }
}
