internal import Decision
package import PolicyTesting
internal import Primitives
internal import Records

/// Writes the comparison of two policies as `assent/policy-diff/1`.
package enum PolicyDiffJSON {
  /// The whole report: changes that are judged alike are only counted.
  package static func report(_ comparison: PolicyComparison) -> JSONValue {
    .object([
      ("schema", .string("assent/policy-diff/1")),
      ("base", side(comparison.base)), ("head", side(comparison.head)),
      (
        "summary",
        .object([
          ("open", .number(comparison.shifts.count)), ("flips", .number(comparison.flips)),
          ("others", .number(comparison.others)),
        ])
      ),
      ("changes", .array(comparison.shifts.filter(\.differs).map(shift))),
      ("files", .array(comparison.files.map(file))),
      ("now", .text(comparison.now)),
    ])
  }

  private static func side(_ side: PolicyComparison.Side) -> JSONValue {
    .object([
      ("name", .string(side.name)), ("commit", .text(side.commit)), ("digest", .text(side.digest)),
      ("version", .number(side.version)),
    ])
  }

  private static func shift(_ shift: VerdictShift) -> JSONValue {
    let (before, after) = (shift.before, shift.after)
    return .object([
      ("change", .string(shift.change)), ("title", .string(shift.title)),
      ("flips", .bool(shift.flips)),
      ("stage", pair(before.stage?.rawValue, after.stage?.rawValue)),
      ("state", pair(before.state.rawValue, after.state.rawValue)),
      ("decision", pair(before.gate.decision.rawValue, after.gate.decision.rawValue)),
      (
        "requirements",
        .array(
          shift.requirements.map {
            .object([
              ("id", .string($0.name)), ("before", .text($0.before?.rawValue)),
              ("after", .text($0.after?.rawValue)),
            ])
          })
      ),
      ("appeared", .array(shift.appeared.map(reason))),
      ("vanished", .array(shift.vanished.map(reason))),
    ])
  }

  private static func pair(_ before: String?, _ after: String?) -> JSONValue {
    .object([("before", .text(before)), ("after", .text(after))])
  }

  private static func reason(_ reason: GateReason) -> JSONValue {
    .object([("code", .string(reason.code.rawValue)), ("message", .string(reason.message))])
  }

  private static func file(_ file: PolicyComparison.File) -> JSONValue {
    .object([
      ("path", .string(file.path)), ("status", .string(file.status.rawValue)),
      ("differences", .array(file.words.map { .string($0) })),
    ])
  }
}
