internal import Audit
internal import Primitives
internal import Reporting

extension AuditJSON {
  static func reconciliation(_ reconciliation: Reconciliation) -> JSONValue {
    .object([
      ("deployments", reconciliation.deployments.map { .array($0.map(deployment)) } ?? .null),
      ("commits", reconciliation.commits.map { .array($0.map(commit)) } ?? .null),
      ("remarks", .texts(reconciliation.remarks)),
    ])
  }

  private static func deployment(_ match: Reconciliation.DeploymentMatch) -> JSONValue {
    let deployment = match.deployment
    return .object([
      ("time", .text(deployment.time)), ("system", .string(deployment.system)),
      ("commit", .text(deployment.commit)), ("digest", .text(deployment.digest)),
      ("who", .text(deployment.who)), ("source", .string(deployment.source)),
      ("line", .number(deployment.line)), ("cover", .string(match.cover.rawValue)),
      ("changes", .texts(match.changes)), ("reason", .string(match.reason)),
    ])
  }

  private static func commit(_ commit: Reconciliation.ProtectedCommit) -> JSONValue {
    .object([
      ("repository", .string(commit.repository)), ("commit", .text(commit.commit)),
      ("subject", .string(commit.subject)), ("author", .string(commit.author)),
      ("time", .text(commit.time)), ("paths", .texts(commit.paths)),
      ("cover", .string(commit.cover.rawValue)), ("changes", .texts(commit.changes)),
      ("reason", .string(commit.reason)),
    ])
  }

  static func evidence(_ evidence: ToolEvidence) -> JSONValue {
    .object([
      ("source", .string(evidence.source)), ("digest", .text(evidence.digest)),
      ("forge", .string(evidence.forge)), ("branch", .text(evidence.branch)),
      ("taken", .text(evidence.taken)),
      (
        "settings",
        .array(
          evidence.settings.map { setting in
            .object([
              ("name", .string(setting.name)), ("value", .string(setting.value)),
              ("sound", setting.isSound.map { .bool($0) } ?? .null),
            ])
          })
      ),
    ])
  }

  static func sample(_ sample: Sample) -> JSONValue {
    .object([
      ("seed", .string(sample.seed)), ("method", .string(sample.method)),
      ("size", .string(sample.size)),
      (
        "strata",
        .array(
          sample.strata.map { stratum in
            .object([
              ("name", .string(stratum.name)), ("population", .number(stratum.population)),
              ("drawn", .number(stratum.drawn)),
            ])
          })
      ),
      (
        "items",
        .array(
          sample.items.map { item in
            .object([
              ("change", .string(item.change)), ("stratum", .string(item.stratum)),
              ("reason", .string(item.reason)),
            ])
          })
      ),
    ])
  }

  static func metric(_ metric: Metric) -> JSONValue {
    .object([
      ("id", .string(metric.id)), ("title", .string(metric.title)),
      ("formula", .string(metric.formula)), ("value", value(metric.value)),
      ("changes", .texts(metric.changes)),
    ])
  }

  private static func value(_ value: Metric.Value) -> JSONValue {
    switch value {
    case .count(let count): .object([("kind", .string("count")), ("count", .number(count))])
    case .ratio(let part, let whole):
      .object([("kind", .string("ratio")), ("part", .number(part)), ("of", .number(whole))])
    case .durations(let median, let ninetieth, let longest, let count):
      .object([
        ("kind", .string("durations")), ("median", .number(Int(median))),
        ("ninetieth", .number(Int(ninetieth))), ("longest", .number(Int(longest))),
        ("count", .number(count)),
      ])
    case .notEvaluable(let why):
      .object([("kind", .string("not-evaluable")), ("reason", .string(why))])
    }
  }

  static func series(_ series: FlowSeries) -> JSONValue {
    .object([
      ("id", .string(series.id)), ("title", .string(series.title)), ("unit", .string(series.unit)),
      ("series", .texts(series.series)),
      (
        "bars",
        .array(
          series.bars.map { bar in
            .object([
              ("label", .string(bar.label)), ("values", .array(bar.values.map { .number($0) })),
            ])
          })
      ),
    ])
  }
}
