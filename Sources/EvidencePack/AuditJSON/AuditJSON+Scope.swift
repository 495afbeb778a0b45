internal import Audit
internal import Primitives
internal import Reporting

extension AuditJSON {
  static func scope(_ scope: AuditScope) -> JSONValue {
    .object([
      ("repository", .string(scope.repository)),
      ("trunk", .string(scope.trunkReference)),
      ("standpoint", .text(scope.standpoint)), ("as-of", .text(scope.asOf)),
      ("tip", .text(scope.tip)), ("now", .text(scope.now)),
      ("trust-root", .text(scope.trustRoot)),
      ("trust-root-given", .bool(scope.isTrustRootGiven)),
      ("period", period(scope.period)),
      ("checkpoint", checkpoint(scope.checkpoint)),
      (
        "engine",
        .object([("name", .string(scope.engine.name)), ("digest", .text(scope.engine.digest))])
      ),
      ("spine-length", .number(scope.spineLength)),
      ("backdated", .commits(scope.backdatedCommits)),
    ])
  }

  private static func period(_ period: AuditPeriod) -> JSONValue {
    .object([
      ("from", .text(period.from)), ("until", .text(period.until)), ("zone", .string(period.zone)),
      ("start", .text(period.start)), ("end", .text(period.end)),
      ("by", .string(period.basis.rawValue)),
    ])
  }

  private static func checkpoint(_ checkpoint: AuditScope.Checkpoint?) -> JSONValue {
    guard let checkpoint else { return .null }
    return .object([("commit", .text(checkpoint.commit)), ("kept", .bool(checkpoint.isKept))])
  }

  static func population(_ population: Population) -> JSONValue {
    .object([
      ("ever-recorded", .number(population.everRecorded)),
      ("ids", .texts(population.ids)),
      ("overlapping", .texts(population.overlapping)),
      ("undated", .texts(population.undated)),
      (
        "gaps",
        .array(
          population.gaps.map { gap in
            .object([
              ("first", .string(gap.first)), ("last", .string(gap.last)),
              ("count", .number(gap.count)),
            ])
          })
      ),
      (
        "duplicates",
        .array(
          population.duplicates.map { duplicate in
            .object([
              ("id", .string(duplicate.id)), ("paths", .texts(duplicate.paths)),
              ("commits", .commits(duplicate.commits)),
            ])
          })
      ),
      (
        "deletions",
        .array(
          population.deletions.map { deletion in
            .object([
              ("id", .string(deletion.id)), ("commit", .text(deletion.commit)),
              ("moment", moment(deletion.moment)), ("restored", .bool(deletion.isRestored)),
            ])
          })
      ),
      ("ids-without-record", .texts(population.idsWithoutRecord)),
    ])
  }

  /// When something happened and what vouches for it; null where it has not.
  static func moment(_ moment: Moment?) -> JSONValue {
    guard let moment else { return .null }
    return .object([
      ("commit", .text(moment.commit)), ("position", moment.position.map { .number($0) } ?? .null),
      ("time", .text(moment.time)), ("source", .string(moment.source.rawValue)),
    ])
  }

  static func policy(_ policy: PolicyPeriod) -> JSONValue {
    .object([
      ("version", policy.version.map { .number($0) } ?? .null),
      ("digest", .text(policy.digest)), ("commit", .text(policy.commit)),
      ("from", moment(policy.from)), ("until", moment(policy.until)),
      ("trust-root", .bool(policy.isTrustRoot)),
      (
        "approvals",
        .array(
          policy.approvals.map { approval in
            .object([
              ("person", .string(approval.person)), ("commit", .text(approval.commit)),
              ("time", .text(approval.time)),
            ])
          })
      ),
      ("files", .texts(policy.changedFiles)),
    ])
  }

  static func unrest(_ unrest: PolicyUnrest) -> JSONValue {
    .object([
      ("from", moment(unrest.from)), ("until", moment(unrest.until)),
      ("message", .string(unrest.message)),
    ])
  }
}

extension JSONValue {
  /// Texts in the order given.
  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// Full ids in the order given.
  static func commits(_ commits: [ObjectID]) -> JSONValue { .array(commits.map { .text($0) }) }
}
