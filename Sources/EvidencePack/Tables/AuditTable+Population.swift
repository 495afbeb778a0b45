internal import Acts
internal import Audit
internal import Decision
internal import Primitives
internal import Records

extension AuditTable {
  /// Every change of the period and those that overlap it.
  package static let population = AuditTable(
    "population", sheet: "Changes",
    "A change: those of the period and those that only overlap it, sorted by id.",
    columns: identity + content + milestones + standing + wayBack
  ) { report, emit in
    let inPeriod = Set(report.population.ids)
    let undated = Set(report.population.undated)
    for change in report.changes {
      let membership =
        inPeriod.contains(change.id)
        ? "period" : undated.contains(change.id) ? "undated" : "overlapping"
      emit { row in
        fillIdentity(change, membership, &row)
        fillContent(change, &row)
        fillMilestones(change.milestones, &row)
        fillStanding(change, &row)
        fillWayBack(change, &row)
      }
    }
  }

  private static let identity = [
    Column("id", "The id of the change."),
    Column("title", width: 48, "The record's title."),
    Column(
      "membership",
      "`period`: the change belongs to the period by its basis; `overlapping`: it was under way then; "
        + "`undated`: nothing dates it."),
    Column("path", width: 32, "The last path of the record; empty if the trunk never had one."),
    Column("commit", width: 42, "The commit by which the record stands, or last stood, so."),
    Column("digest", width: 42, "The SHA-256 of the record's bytes at that commit."),
    Column("deleted", .flag, width: 8, "Whether the trunk has the record no more."),
  ]

  private static func fillIdentity(
    _ change: ChangeSummary, _ membership: String, _ row: inout TableRow
  ) {
    row.text(change.id)
    row.text(change.title)
    row.text(membership)
    row.text(change.path)
    row.commit(change.commit)
    row.digest(change.digest)
    row.word(change.isDeleted)
  }

  private static let content = [
    Column("type", width: 11, "`standard`, `normal` or `emergency`."),
    Column("risk", width: 9, "`low`, `medium`, `high` or `critical`, as the record states it."),
    Column("environment", "The record's environment."),
    Column("systems", width: 28, "The systems that it affects, between semicolons."),
    Column("requester", "Who asked for it, by the record."),
    Column("implementer", "Who was to do it, by the record."),
    Column("template", "The template of a standard change."),
    Column("incident", "The incident of an emergency."),
    Column("supersedes", "Ids of earlier changes that it repeats or replaces."),
    Column("artifacts", width: 42, "Commits and digests that it deploys, between semicolons."),
    Column("window-start", .time, "When the planned window begins."),
    Column("window-end", .time, "When it ends."),
  ]

  private static func fillContent(_ change: ChangeSummary, _ row: inout TableRow) {
    row.text(change.kind?.rawValue)
    row.text(change.risk?.rawValue)
    row.text(change.environment)
    row.list(change.systems)
    row.text(change.requester)
    row.text(change.implementer)
    row.text(change.template)
    row.text(change.incident)
    row.list(change.supersedes)
    row.list(change.artifacts.compactMap(\.mark))
    row.time(change.window?.start)
    row.time(change.window?.end)
  }

  private static let milestones = ChangeSummary.Milestones.names.flatMap { name, meaning in
    [
      Column(name, .time, meaning),
      Column(
        "\(name)-source", width: 10,
        "What vouches for that time: `recorded` by a recorder, `claimed` by a commit, `stated` by the "
          + "record."),
    ]
  }

  private static func fillMilestones(
    _ milestones: ChangeSummary.Milestones, _ row: inout TableRow
  ) {
    for moment in milestones.inOrder {
      row.time(moment?.time)
      row.text(moment?.source.rawValue)
    }
  }

  private static let standing = [
    Column("gate-at-end", width: 10, "The gate's word as of the period's end."),
    Column("stage-at-end", width: 12, "The stage then reached; empty for none."),
    Column("state-at-end", width: 10, "Active, held, rejected, cancelled or closed, then."),
    Column("flags-at-end", width: 24, "The flags then, which never disappear."),
    Column("gate-today", width: 10, "The gate's word at the trunk's tip, when the pack was made."),
    Column("stage-today", width: 12, "The stage reached there."),
    Column("state-today", width: 10, "The state there."),
    Column("flags-today", width: 24, "The flags there."),
    Column("outcome", width: 22, "How it ended, by its Finish, its Close or the record."),
    Column("tests-failed", width: 16, "The control tests that failed, such as `T5`."),
    Column("tests-not-evaluable", width: 16, "The control tests that could not be decided."),
    Column("exceptions", .number, width: 8, "How many exceptions were found on it."),
  ]

  private static func fillStanding(_ change: ChangeSummary, _ row: inout TableRow) {
    for standing in [change.atEnd, change.today] {
      row.text(standing.decision.rawValue)
      row.text(standing.stage?.rawValue)
      row.text(standing.state.rawValue)
      row.list(standing.flags.map(\.rawValue))
    }
    row.text(change.outcome?.rawValue)
    for outcome in [TestResult.Outcome.fail, .notEvaluable] {
      row.list(
        change.results.lazy.filter { $0.outcome == outcome }.map(\.test.rawValue),
        separator: " ")
    }
    row.number(change.results.reduce(0) { $0 + $1.exceptions.count })
  }

  private static let wayBack = [
    Column("rollback-strategy", "How it would be undone, by the record."),
    Column("rollback-planned-minutes", .number, width: 10, "How long that may take."),
    Column("rollback-rehearsed-minutes", .number, width: 10, "How long it took when rehearsed."),
    Column("rollback-used", .flag, width: 8, "Whether it was undone."),
    Column("rollback-actual-minutes", .number, width: 10, "How long that took."),
    Column("rollback-verified", .flag, width: 8, "Whether it was checked that all was as before."),
    Column("stale-approvals", .number, width: 8, "Approvals that an edit made stale."),
    Column("further-rounds", .number, width: 8, "Rounds of approval beyond the first."),
    Column("policy-digest", width: 42, "The SHA-256 of the policy by which it was judged."),
  ]

  private static func fillWayBack(_ change: ChangeSummary, _ row: inout TableRow) {
    let rollback = change.rollback
    row.text(rollback.strategy?.rawValue)
    row.number(rollback.plannedMinutes)
    row.number(rollback.rehearsedMinutes)
    row.word(rollback.wasUsed)
    row.number(rollback.actualMinutes)
    row.word(rollback.isVerified)
    row.number(change.staleApprovals)
    row.number(change.furtherRounds)
    row.digest(change.policyDigest)
  }
}

extension ChangeRequest.Artifact {
  /// What names it best: its commit, its digest, or in words what else the record says.
  var mark: String? {
    if let commit { return commit.description }
    if let digest { return digest.description }
    return snapshot ?? version ?? branch ?? name
  }
}

extension ChangeSummary.Milestones {
  /// What milestones are called, in their order.
  static let names = [
    ("created", "When the record arrived on the trunk."),
    ("submitted", "The first Submit that counted."),
    ("approved", "When the last act arrived that approval up to the gate rests on."),
    ("started", "The first Start, authorised or not; else what the record states."),
    ("finished", "The first Finish that counted; else what the record states."),
    ("reviewed", "The Review that counted."),
    ("closed", "When it was closed, or ended otherwise."),
  ]

  /// The moments in the order of `names`.
  var inOrder: [Moment?] {
    [created, submitted, approved, started, finished, reviewed, closed]
  }
}
