internal import ArgumentParser
internal import Audit
internal import Primitives

extension AuditPeriod.Basis: ExpressibleByArgument {}
extension Sampler.Stratification: ExpressibleByArgument {}

/// What an audit is about: every command that runs one understands these.
struct AuditScopeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The first day, in the calendar's zone.", valueName: "date"))
  var from: String

  @Option(help: ArgumentHelp("The day after the last.", valueName: "date"))
  var to: String

  @Option(help: "Which moment of a change places it in the period.")
  var by: AuditPeriod.Basis = .started

  @Option(
    help: ArgumentHelp(
      "Take the trunk as it stood at this commit, not as the dates say.", valueName: "commit"))
  var at: String?

  @Option(
    help: ArgumentHelp("Today, such as 2026-03-08T01:00:00Z; the machine's.", valueName: "time"))
  var now: String?

  @Option(
    name: [.customLong("checkpoint")],
    help: ArgumentHelp(
      "An earlier tip, such as a former pack names: the trunk must descend from it.",
      discussion: "Whether it does is a finding. With --descends-from nothing is judged otherwise.",
      valueName: "commit"))
  var checkpoint: String?
}

/// Evidence from outside the repository.
struct AuditEvidenceOptions: ParsableArguments {
  @Option(
    name: [.customLong("deployments")],
    help: ArgumentHelp(
      "What was deployed: CSV or JSON Lines; may be given several times.", valueName: "file"),
    completion: .file())
  var deployments: [String] = []

  @Option(
    name: [.customLong("alias")],
    help: ArgumentHelp(
      "What feeds call a system or an environment of the records, such as prod-eu=production; may be "
        + "given several times.", valueName: "feed=name"))
  var aliases: [String] = []

  @Option(
    help: ArgumentHelp("The staff list, with the days on which people left.", valueName: "file"),
    completion: .file())
  var leavers: String?

  @Option(
    name: [.customLong("settings")],
    help: ArgumentHelp(
      "A snapshot of a forge's branch settings; may be given several times.", valueName: "file"),
    completion: .file())
  var settings: [String] = []

  @Option(
    name: [.customLong("code")],
    help: ArgumentHelp(
      "A clone of governed code; may be given several times.", valueName: "path"),
    completion: .directory)
  var code: [String] = []
}

/// How the sample is drawn.
struct AuditSampleOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What the sample is drawn by; made of the scope.", valueName: "text"))
  var seed: String?

  @Option(help: ArgumentHelp("How many changes the sample has.", valueName: "number"))
  var size: Int?

  @Option(help: ArgumentHelp("How sure the sample makes, in per cent.", valueName: "percent"))
  var confidence: String?

  @Option(
    help: ArgumentHelp("Which rate of deviations it has to rule out.", valueName: "percent"))
  var tolerable: String?

  @Option(
    help: ArgumentHelp("How many items may deviate for that; none.", valueName: "number"))
  var deviations: Int?

  @Option(help: "What parts the changes that are drawn by lot.")
  var strata: Sampler.Stratification = .typeAndRisk
}
