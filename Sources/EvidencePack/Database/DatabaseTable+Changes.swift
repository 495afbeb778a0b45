internal import Acts
internal import Audit
internal import Decision
internal import Records

extension DatabaseTable {
  static let audits = DatabaseTable(
    "audits", "What was audited, from where and by what: one row a repository and period.", key: 0,
    [
      .text("schema_name", "The name of this schema, `\(DatabaseSchema.name)`."),
      .choice("basis", AuditPeriod.Basis.self, "Which moment places a change in the period."),
      .text("zone", "The zone in which days begin."),
      .time("starts_at", "When the first day begins."),
      .time("ends_at", "When the day after the last begins."),
      .text("trunk", "The reference of the trunk."),
      .commit("standpoint", "The last commit that belongs to the audit."),
      .time("verdicts_as_of", "The clock of the verdicts."),
      .commit("tip", "The trunk's tip, of the verdicts of today."),
      .time("made_at", "The clock of the verdicts of today."),
      .commit("trust_root", "The commit whose policy is trusted."),
      .flag("trust_root_given", "Whether it was given from outside."),
      .commit("checkpoint", "An earlier tip that somebody knew.").optional,
      .flag("checkpoint_kept", "Whether the tip descends from it.").optional,
      .text("engine", "The program that judged."),
      .digest("engine_digest", "The SHA-256 of that program.").optional,
      .number("spine_length", "Commits on the trunk's first parents up to the standpoint."),
      .number("ever_recorded", "Records that ever existed on the trunk."),
      .flag("deployments_given", "Whether there was a deployment feed."),
      .flag("code_given", "Whether the commits of protected paths could be read."),
    ], references: [])

  static let remarks = DatabaseTable(
    "remarks", "What a reader should know before anything else.", key: 1,
    [.position, .text("message", "The remark.")])

  static let backdatedCommits = DatabaseTable(
    "backdated_commits", "Commits of the trunk dated before the one below them.", key: 1,
    [.commit("commit_id", "The commit.")])

  static let changes = DatabaseTable(
    "changes", "A change of the period, or one that overlaps it.", key: 1,
    [
      .text("id", "The id."),
      .text("title", "The record's title."),
      .choice(
        "membership", ["period", "overlapping", "undated"],
        "Whether it belongs to the period, was merely under way then, or nothing dates it."),
      .text("path", "The last path of the record.").optional,
      .commit("commit_id", "The commit by which the record stands, or last stood, so.").optional,
      .digest("digest", "The SHA-256 of the record's bytes there.").optional,
      .flag("is_deleted", "Whether the trunk has the record no more."),
      .choice("type", ChangeRequest.Kind.self, "The type.").optional,
      .choice("risk", ChangeRequest.Risk.self, "The risk that the record states.").optional,
      .text("environment", "The environment.").optional,
      .text("requester", "Who asked for it, by the record.").optional,
      .text("implementer", "Who was to do it, by the record.").optional,
      .text("template", "The template of a standard change.").optional,
      .text("incident", "The incident of an emergency.").optional,
      .time("window_start", "When the planned window begins.").optional,
      .time("window_end", "When it ends.").optional,
      .choice("gate_at_end", GateDecision.self, "The gate's word as of the period's end."),
      .choice("stage_at_end", Stage.self, "The stage then reached.").optional,
      .text("state_at_end", "`active`, `held`, `rejected`, `cancelled` or `closed`, then."),
      .choice("gate_today", GateDecision.self, "The gate's word at the tip."),
      .choice("stage_today", Stage.self, "The stage reached there.").optional,
      .text("state_today", "The state there."),
      .choice("outcome", ChangeRequest.Closure.Outcome.self, "How it ended.").optional,
      .choice(
        "rollback_strategy", ChangeRequest.Rollback.Strategy.self, "How it would be undone."
      ).optional,
      .number("rollback_planned_minutes", "How long that may take.").optional,
      .number("rollback_rehearsed_minutes", "How long it took when rehearsed.").optional,
      .flag("rollback_used", "Whether it was undone."),
      .number("rollback_actual_minutes", "How long that took.").optional,
      .flag("rollback_verified", "Whether it was checked afterwards.").optional,
      .number("stale_approvals", "Approvals that an edit made stale."),
      .number("further_rounds", "Rounds of approval beyond the first."),
      .digest("policy_digest", "The policy by which it was judged.").optional,
    ])

  static let changeSystems = DatabaseTable(
    ofChange: "change_systems", "A system that a change affects.", key: 2,
    [.position, .text("system", "The system.")])

  static let changeFlags = DatabaseTable(
    ofChange: "change_flags", "A flag of a change; flags never disappear.", key: 3,
    [
      .choice("standpoint", ["end", "today"], "As of the period's end, or at the tip."),
      .position, .choice("flag", Flag.Code.self, "The flag."),
    ])

  static let changeArtifacts = DatabaseTable(
    ofChange: "change_artifacts", "What a change deploys, by its record.", key: 2,
    [
      .position, .text("name", "The artifact's name.").optional,
      .commit("commit_id", "Its commit.").optional,
      .digest("digest", "Its digest.").optional,
      .text("version", "Its version.").optional,
      .text("snapshot", "Its snapshot.").optional,
      .text("code_repository", "The repository that it is made from.").optional,
      .text("branch", "The branch there.").optional,
    ])

  static let changeSupersedes = DatabaseTable(
    ofChange: "change_supersedes", "An earlier change that a change repeats or replaces.", key: 2,
    [.position, .text("superseded", "The id of the earlier change.")])

  static let milestones = DatabaseTable(
    ofChange: "milestones", "When something happened to a change, and who says so.", key: 2,
    [
      .choice(
        "milestone", ChangeSummary.Milestones.names.map(\.0),
        "What happened; see the columns of population.csv."),
      .time("happened_at", "When."),
      .choice("time_source", Moment.Source.self, "What vouches for that time."),
      .commit("commit_id", "The commit that carries it.").optional,
      .number("spine_position", "Its place on the trunk's first parents.").optional,
    ])

  static let tests = DatabaseTable(
    ofChange: "tests", "What a control test found on a change.", key: 2,
    [
      .choice("test", ControlTest.self, "The test."),
      .choice("outcome", TestResult.Outcome.self, "What it found."),
      .text("reason", "Why, in one sentence."),
      .text("basis", "What it rests on, between blanks."),
    ])

  static let testCommits = DatabaseTable(
    ofChange: "test_commits", "A commit that shows what a test found.", key: 3,
    [
      .choice("test", ControlTest.self, "The test."), .position,
      .commit("commit_id", "The commit."),
    ], references: [Reference(["change", "test"], "tests")])

  static let repositoryTests = DatabaseTable(
    "repository_tests", "What a control test found on the repository as a whole.", key: 1,
    [
      .position, .choice("test", ControlTest.self, "The test."),
      .choice("outcome", TestResult.Outcome.self, "What it found."),
      .text("reason", "Why, in one sentence."),
      .text("basis", "What it rests on, between blanks."),
    ])

  static let repositoryTestCommits = DatabaseTable(
    "repository_test_commits", "A commit that shows what such a test found.", key: 2,
    [
      .number("test_position", "The row of `repository_tests`."), .position,
      .commit("commit_id", "The commit."),
    ], references: [Reference(["test_position"], "repository_tests")])

  static let exceptions = DatabaseTable(
    "exceptions",
    "What an auditor writes up: of the repository first, then of the changes of the period.",
    key: 1,
    [
      .number("number", "Its place in the list, from 1."),
      .choice("kind", AuditException.Kind.self, "Its name among auditors."),
      .text("change", "The id of the change; null if it is about the repository.").optional,
      .choice("test", ControlTest.self, "The test that found it."),
      .text("message", "What happened, in one sentence."),
      .time("arose_at", "When it arose, as well as that is known.").optional,
      .flag("is_open", "Whether it can still be cured."),
    ])

  static let exceptionCommits = DatabaseTable(
    "exception_commits", "A commit that shows an exception.", key: 2,
    [
      .number("exception", "The exception's number."), .position,
      .commit("commit_id", "The commit."),
    ], references: [Reference(["exception"], "exceptions")])
}
