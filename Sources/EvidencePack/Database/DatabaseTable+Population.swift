internal import Audit

extension DatabaseTable {
  static let gaps = DatabaseTable(
    "gaps", "Ids that a sequence leaves out.", key: 1,
    [
      .position, .text("first_id", "The first missing id."), .text("last_id", "The last."),
      .number("ids_count", "How many."),
    ])

  static let duplicates = DatabaseTable(
    "duplicates", "An id of several files, or of a record that went and came again.", key: 1,
    [
      .position, .text("change", "The id."), .text("paths", "The paths, a line each."),
      .text("commits", "The commits, between blanks."),
    ])

  static let deletions = DatabaseTable(
    "deletions", "A record that a commit took from the trunk.", key: 1,
    [
      .position, .text("change", "The id."), .commit("commit_id", "The commit."),
      .time("deleted_at", "When."),
      .choice("time_source", Moment.Source.self, "What vouches for that time."),
      .flag("is_restored", "Whether it came back later."),
    ])

  static let idsWithoutRecord = DatabaseTable(
    "ids_without_record", "An id on which people acted and of which no record ever existed.",
    key: 1,
    [.text("change", "The id.")])

  static let deployments = DatabaseTable(
    "deployments", "A line of the deployment feed; see `audits.deployments_given`.", key: 1,
    [
      .position, .choice("cover", Reconciliation.Cover.self, "How it stands."),
      .time("deployed_at", "When, by the feed."), .text("system", "Where."),
      .commit("commit_id", "What, if the feed names a commit.").optional,
      .digest("digest", "What, if the feed names an artifact.").optional,
      .text("who", "Who or what deployed.").optional,
      .text("reason", "Why it stands so."), .text("source", "The file below inputs/."),
      .number("source_line", "The line there."),
    ])

  static let deploymentChanges = DatabaseTable(
    "deployment_changes", "A change that names what was deployed.", key: 2,
    [
      .number("deployment", "The row of `deployments`."), .position,
      .text("change", "The id of the change."),
    ], references: [Reference(["deployment"], "deployments")])

  static let protectedCommits = DatabaseTable(
    "protected_commits", "A commit that changed a protected path; see `audits.code_given`.", key: 1,
    [
      .position, .choice("cover", Reconciliation.Cover.self, "How it stands."),
      .text("code_repository", "The repository of the code."),
      .commit("commit_id", "The commit."), .text("subject", "The first line of its message."),
      .text("author", "Its author, which is a claim."),
      .time("claimed_at", "Its committer's date, which is a claim."),
      .text("reason", "Why it stands so."),
    ])

  static let protectedCommitPaths = DatabaseTable(
    "protected_commit_paths", "A protected path that such a commit changed.", key: 2,
    [
      .number("protected_commit", "The row of `protected_commits`."), .position,
      .text("path", "The path."),
    ], references: [ofCommit])

  static let protectedCommitChanges = DatabaseTable(
    "protected_commit_changes", "A change that such a commit links.", key: 2,
    [
      .number("protected_commit", "The row of `protected_commits`."), .position,
      .text("change", "The id of the change."),
    ], references: [ofCommit])

  private static let ofCommit = Reference(["protected_commit"], "protected_commits")

  static let toolEvidence = DatabaseTable(
    "tool_evidence", "A snapshot of a forge's settings.", key: 1,
    [
      .position, .text("source", "The file below inputs/."),
      .digest("digest", "The SHA-256 of that file."), .text("forge", "Such as `github`."),
      .text("branch", "The branch.").optional,
      .time("taken_at", "When it was taken, as it says itself.").optional,
    ])

  static let toolSettings = DatabaseTable(
    "tool_settings", "A setting in such a snapshot.", key: 2,
    [
      .number("evidence", "The row of `tool_evidence`."), .position,
      .text("name", "The setting."), .text("value", "Its value."),
      .flag("is_sound", "What it means for the segregation of duties.").optional,
    ], references: [Reference(["evidence"], "tool_evidence")])

  static let samples = DatabaseTable(
    "samples", "How the sample was drawn.", key: 0,
    [
      .text("seed", "The seed."), .text("method", "The method."),
      .text("size", "Why there are so many."),
    ])

  static let sampleStrata = DatabaseTable(
    "sample_strata", "A stratum of the sample.", key: 1,
    [
      .position, .text("stratum", "Its name."), .number("population", "How many changes it has."),
      .number("drawn", "How many were drawn."),
    ])

  static let sampleItems = DatabaseTable(
    "sample_items", "A change of the sample.", key: 1,
    [
      .text("change", "The id of the change."), .text("stratum", "Its stratum."),
      .text("reason", "Whether it was drawn by lot, or is there for what it is."),
    ])

  static let metrics = DatabaseTable(
    "metrics", "A figure about the flow of changes.", key: 1,
    [
      .text("id", "Its stable name."), .text("title", "What it is."),
      .text("formula", "How it is computed."),
      .number("value", "A count, or the numerator of a ratio.").optional,
      .number("out_of", "The denominator; for durations, of how many changes.").optional,
      .number("median_seconds", "The median.").optional,
      .number("ninetieth_seconds", "The 90th percentile.").optional,
      .number("longest_seconds", "The longest.").optional,
      .text("not_evaluable", "Why there is no figure.").optional,
    ])

  static let metricChanges = DatabaseTable(
    "metric_changes", "A change behind the numerator.", key: 2,
    [.text("metric", "The figure."), .text("change", "The id of the change.")],
    references: [Reference(["metric"], "metrics")])

  static let flowValues = DatabaseTable(
    "flow_values", "A figure that a chart is drawn from.", key: 3,
    [
      .text("chart", "The chart."), .number("bar", "The bar, from 0."),
      .number("series_position", "The series, from 0."), .text("title", "The chart's title."),
      .text("unit", "What a value counts."), .text("label", "The bar's label."),
      .text("series", "The series' name."), .number("value", "The value."),
    ])

  static let suppressions = DatabaseTable(
    "suppressions", "A lint finding that the policy accepts for a while.", key: 1,
    [
      .position, .text("rule", "The rule."), .text("record", "The id of the record.").optional,
      .text("path", "Or its path.").optional, .text("place", "The place in it.").optional,
      .text("reason", "Why."), .text("until_day", "The last day on which it holds."),
      .time("since_at", "When the policy that first has it came into force.").optional,
      .flag("is_expired", "Whether it held no more."),
    ])
}
