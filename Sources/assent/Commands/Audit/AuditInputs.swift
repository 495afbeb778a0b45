internal import Audit
internal import Primitives

/// What one audit is asked: the same inputs over the same repository give the same pack.
struct AuditInputs {
  var place: PlaceOptions
  var from: CivilDate
  /// The day after the last.
  var until: CivilDate
  var basis: AuditPeriod.Basis = .started
  var at: String?
  var now: Instant
  /// An earlier tip, as given.
  var checkpoint: String?
  var deployments: [String] = []
  /// What feeds call the systems and environments of records, where they differ.
  var aliases = FeedAliases()
  var leavers: String?
  var settings: [String] = []
  var code: [String] = []
  var seed: String?
  var size: Int?
  var confidence: String?
  var tolerable: String?
  var deviations: Int?
  var strata = Sampler.Stratification.typeAndRisk
  var makesBundle = true
  /// A revision of the trunk whose history an earlier bundle has.
  var bundleSince: String?
  /// The tip of the trunk that is taken for today's, and the name that verdicts give the trunk: of an
  /// earlier run that is repeated.
  var tip: ObjectID?
  var trunkReference: String?
  /// The engine that an earlier run names, which is taken for this one.
  var engine: AuditScope.Engine?
  /// How many threads examine changes; nil for one a core.
  var threads: Int?

  /// Three centuries: what is longer is a slip of the pen.
  private static let mostDays = 110_000

  /// Inputs as the command line has them.
  ///
  /// Throws a failure with exit status 2 where days are none, or none lies between them.
  init(
    _ place: PlaceOptions, _ scope: AuditScopeOptions,
    _ evidence: AuditEvidenceOptions, _ sample: AuditSampleOptions
  ) throws {
    self.place = place
    from = try Self.day(scope.from, "--from")
    until = try Self.day(scope.to, "--to")
    let days = until.daysSinceEpoch - from.daysSinceEpoch
    guard days > 0, days <= Self.mostDays else {
      throw Failure(
        "usage", "`--to \(until)` is \(days > 0 ? "too long" : "not") after \(from), the first day",
        hint: "the day of --to is no part of the period any more", exitStatus: 2)
    }
    basis = scope.by
    at = scope.at
    now = try Clock.instant(scope.now)
    checkpoint = scope.checkpoint
    deployments = evidence.deployments
    aliases = try FeedAliases(evidence.aliases)
    leavers = evidence.leavers
    settings = evidence.settings
    code = evidence.code
    seed = sample.seed
    size = sample.size
    confidence = sample.confidence
    tolerable = sample.tolerable
    deviations = sample.deviations
    strata = sample.strata
  }

  /// What an earlier run was asked.
  init(_ place: PlaceOptions, from: CivilDate, until: CivilDate, now: Instant) {
    (self.place, self.from, self.until, self.now) = (place, from, until, now)
  }

  private static func day(_ text: String, _ flag: String) throws -> CivilDate {
    guard let day = CivilDate(text) else {
      throw Failure(
        "usage", "`\(flag) \(text)` is no date", hint: "write it like 2026-03-08", exitStatus: 2)
    }
    return day
  }
}
