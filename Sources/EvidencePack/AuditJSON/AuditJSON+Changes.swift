internal import Acts
internal import Audit
internal import Decision
internal import Primitives
internal import Records
internal import Reporting

extension AuditJSON {
  static func change(_ change: ChangeSummary) -> JSONValue {
    .object([
      ("id", .string(change.id)), ("title", .string(change.title)), ("path", .text(change.path)),
      ("commit", .text(change.commit)), ("digest", .text(change.digest)),
      ("deleted", .bool(change.isDeleted)), ("type", .text(change.kind?.rawValue)),
      ("risk", .text(change.risk?.rawValue)), ("environment", .text(change.environment)),
      ("systems", .texts(change.systems)), ("requester", .text(change.requester)),
      ("implementer", .text(change.implementer)), ("template", .text(change.template)),
      ("incident", .text(change.incident)), ("supersedes", .texts(change.supersedes)),
      ("artifacts", .array(change.artifacts.map(artifact))), ("window", window(change.window)),
      ("milestones", milestones(change.milestones)),
      ("at-end", standing(change.atEnd)), ("today", standing(change.today)),
      ("outcome", .text(change.outcome?.rawValue)),
      ("policy", .text(change.policyDigest)),
      ("rollback", rollback(change.rollback)),
      ("stale-approvals", .number(change.staleApprovals)),
      ("further-rounds", .number(change.furtherRounds)),
      ("participations", .array(change.participations.map(participation))),
      ("results", .array(change.results.map(result))),
    ])
  }

  private static func artifact(_ artifact: ChangeRequest.Artifact) -> JSONValue {
    .object([
      ("name", .text(artifact.name)), ("commit", .text(artifact.commit)),
      ("digest", .text(artifact.digest)), ("version", .text(artifact.version)),
      ("snapshot", .text(artifact.snapshot)), ("repository", .text(artifact.repository)),
      ("branch", .text(artifact.branch)),
    ])
  }

  private static func window(_ window: ChangeRequest.Interval?) -> JSONValue {
    guard let window else { return .null }
    return .object([("start", .text(window.start)), ("end", .text(window.end))])
  }

  private static func milestones(_ milestones: ChangeSummary.Milestones) -> JSONValue {
    .object([
      ("created", moment(milestones.created)), ("submitted", moment(milestones.submitted)),
      ("approved", moment(milestones.approved)), ("started", moment(milestones.started)),
      ("finished", moment(milestones.finished)), ("reviewed", moment(milestones.reviewed)),
      ("closed", moment(milestones.closed)),
    ])
  }

  private static func standing(_ standing: ChangeSummary.Standing) -> JSONValue {
    .object([
      ("decision", .string(standing.decision.rawValue)), ("stage", .text(standing.stage?.rawValue)),
      ("state", .string(standing.state.rawValue)),
      ("flags", .texts(standing.flags.map(\.rawValue))),
    ])
  }

  private static func rollback(_ rollback: ChangeSummary.Rollback) -> JSONValue {
    func number(_ value: Int?) -> JSONValue { value.map { .number($0) } ?? .null }
    return .object([
      ("strategy", .text(rollback.strategy?.rawValue)),
      ("planned-minutes", number(rollback.plannedMinutes)),
      ("rehearsed-minutes", number(rollback.rehearsedMinutes)),
      ("actual-minutes", number(rollback.actualMinutes)),
      ("verified", rollback.isVerified.map { .bool($0) } ?? .null),
      ("used", .bool(rollback.wasUsed)),
    ])
  }

  private static func participation(_ part: ChangeSummary.Participation) -> JSONValue {
    .object([
      ("person", .string(part.person)), ("verb", .string(part.verb.name)),
      ("role", .text(part.role)),
      ("commit", .text(part.commit)), ("moment", moment(part.moment)),
      ("counted", .bool(part.counted)),
    ])
  }

  static func result(_ result: TestResult) -> JSONValue {
    .object([
      ("test", .string(result.test.rawValue)), ("outcome", .string(result.outcome.rawValue)),
      ("reason", .string(result.reason)), ("commits", .commits(result.commits)),
      ("basis", .texts(result.basis.map(\.rawValue))),
      ("exceptions", .array(result.exceptions.map(exception))),
    ])
  }

  private static func exception(_ exception: AuditException) -> JSONValue {
    .object([
      ("kind", .string(exception.kind.rawValue)), ("change", .text(exception.change)),
      ("test", .string(exception.test.rawValue)), ("message", .string(exception.message)),
      ("commits", .commits(exception.commits)), ("time", .text(exception.time)),
      ("open", .bool(exception.isOpen)),
    ])
  }
}
