internal import Acts
package import Decision
internal import Diagnostics
internal import Primitives
internal import Records

/// Writes verdicts as the specification's JSON.
package struct VerdictJSON: Sendable {
  /// Name and version of the engine, such as `assent 0.1.0`.
  private let engine: String

  package init(engine: String) { self.engine = engine }

  /// `assent/status/1`: verdicts, as ``verdict(_:)`` gives them, in the order given.
  package func status(_ verdicts: [JSONValue]) -> JSONValue {
    .object([("schema", .string("assent/status/1")), ("changes", .array(verdicts))])
  }

  /// `assent/error/1`: why there is no verdict.
  package static func error(code: String, message: String) -> JSONValue {
    .object([
      ("schema", .string("assent/error/1")), ("code", .string(code)), ("message", .string(message)),
    ])
  }

  /// `assent/verdict/1`.
  package func verdict(_ verdict: Verdict) -> JSONValue {
    .object([
      ("schema", .string("assent/verdict/1")),
      ("change", .string(verdict.change)),
      ("record", record(verdict.record)),
      ("mode", .string(verdict.mode.rawValue)),
      ("stage", .text(verdict.stage?.rawValue)),
      ("state", .string(verdict.state.rawValue)),
      ("type", .text(verdict.type?.rawValue)),
      ("risk", .text(verdict.risk?.rawValue)),
      ("gate", gate(verdict.gate)),
      ("stages", .array(verdict.stages.map(stage))),
      ("acts", .array(verdict.acts.map(act))),
      ("flags", .array(verdict.flags.map(flag))),
      ("near-misses", .array(verdict.nearMisses.map(nearMiss))),
      (
        "policy",
        .object([
          ("commit", .text(verdict.policy.commit)), ("digest", .text(verdict.policy.digest)),
          ("authorised", .bool(verdict.policy.authorised)),
        ])
      ),
      (
        "trunk",
        .object([
          ("ref", .string(verdict.trunkReference)), ("commit", .text(verdict.trunkCommit)),
        ])
      ),
      ("now", .text(verdict.now)),
      ("engine", .string(engine)),
    ])
  }

  private func record(_ record: Verdict.Record?) -> JSONValue {
    guard let record else { return .null }
    return .object([
      ("path", .string(record.path)), ("commit", .text(record.commit)),
      ("digest", .text(record.digest)),
    ])
  }

  private func gate(_ gate: Verdict.Gate) -> JSONValue {
    .object([
      ("name", .string(gate.name)), ("decision", .string(gate.decision.rawValue)),
      ("reasons", .array(gate.reasons.map(reason))), ("next", .text(gate.next)),
    ])
  }

  func reason(_ reason: GateReason) -> JSONValue {
    .object([
      ("code", .string(reason.code.rawValue)), ("message", .string(reason.message)),
      ("at", place(reason.at)),
    ])
  }

  private func place(_ location: Location?) -> JSONValue {
    guard let location else { return .null }
    return .object([
      ("path", .string(location.path)),
      ("line", location.span.map { .number($0.start.line) } ?? .null),
    ])
  }

  private func stage(_ stage: StageVerdict) -> JSONValue {
    .object([
      ("stage", .string(stage.stage.rawValue)), ("status", .string(stage.status.rawValue)),
      ("requirements", .array(stage.requirements.map(requirement))),
    ])
  }

  private func requirement(_ requirement: RequirementVerdict) -> JSONValue {
    .object([
      ("id", .string(requirement.id)), ("status", .string(requirement.status.rawValue)),
      ("need", .number(requirement.need)), ("have", .number(requirement.have)),
      ("acts", .array(requirement.acts.map { .text($0) })),
      ("could", .array(requirement.could.map { .string($0) })),
    ])
  }

  /// `assent/acts/1`: some acts on one change, written as in a verdict.
  package func acts(_ acts: [ActVerdict], of change: String) -> JSONValue {
    .object([
      ("schema", .string("assent/acts/1")), ("change", .string(change)),
      ("acts", .array(acts.map(act))),
    ])
  }

  private func act(_ verdict: ActVerdict) -> JSONValue {
    let act = verdict.act
    return .object([
      ("commit", .text(act.id)), ("index", .number(act.statement.index)),
      ("verb", .string(act.statement.verb.name)), ("role", .text(act.statement.role)),
      ("person", .text(act.person)), ("key", .text(act.key)),
      ("integrated", .text(verdict.integrated)),
      ("time", .object([("claimed", .text(act.time)), ("recorded", .text(verdict.recorded))])),
      ("counted", .bool(verdict.counted)), ("reason", .text(verdict.reason?.rawValue)),
      ("detail", .array(verdict.detail.map(detail))),
    ])
  }

  private func detail(_ detail: ActVerdict.Detail) -> JSONValue {
    .object([
      ("field", .string(detail.field)), ("commit", .text(detail.commit)),
      ("people", .array(detail.people.map { .string($0) })),
    ])
  }

  private func flag(_ flag: Flag) -> JSONValue {
    .object([
      ("code", .string(flag.code.rawValue)), ("message", .string(flag.message)),
      ("commit", .text(flag.commit)),
    ])
  }

  private func nearMiss(_ located: LocatedNearMiss) -> JSONValue {
    .object([
      ("code", .string(located.nearMiss.code.rawValue)), ("line", .string(located.nearMiss.line)),
      ("commit", .text(located.commit)),
    ])
  }
}
