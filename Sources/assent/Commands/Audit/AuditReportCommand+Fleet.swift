internal import Acting
internal import Audit
internal import AuditPages
internal import EvidencePack
internal import Primitives
internal import Reporting

extension AuditReportCommand {
  /// Audits a fleet. Exit status 3 where a clone could not be audited; the others are.
  func run(_ file: String, _ load: PostgresLoad?) throws {
    try refuseOptionsOfOne()
    // Refuses days that are none before any work.
    let inputs = try AuditInputs(repository.place, scope, evidence, sample)
    let fleet = try FleetRun.read(file)
    let folder = try PackFolder(out, replacing: force)
    defer { folder.discard() }
    let last = CivilDate(daysSinceEpoch: inputs.until.daysSinceEpoch - 1)
    let run = FleetRun(
      fleet: fleet, base: Self.folder(of: file), options: sharedOptions(inputs.now),
      period: "\(inputs.from) to \(last)", folder: folder)
    let outcome = try run.write()
    try Interruption.check()
    try folder.finish()
    show(outcome)
    if !outcome.accounts.isEmpty { try load?.load(pack: out) }
    if !outcome.obstacles.isEmpty { throw Exit(status: 3) }
    if outcome.accounts.allSatisfy({ $0.changes == 0 }) { throw Exit(status: 4) }
    if failOnExceptions, outcome.accounts.contains(where: { !$0.exceptions.isEmpty }) {
      throw Exit(status: 1)
    }
  }

  /// What belongs to one repository stands in the fleet's file.
  private func refuseOptionsOfOne() throws {
    let place = repository.place
    let given: [(String, Bool)] = [
      ("-C", place.directory != "."), ("--trust-root", place.trustRoot != nil),
      ("--trunk", place.trunk != nil), ("--descends-from", place.descendsFrom != nil),
      ("--at", scope.at != nil), ("--checkpoint", scope.checkpoint != nil),
      ("--deployments", !evidence.deployments.isEmpty), ("--leavers", evidence.leavers != nil),
      ("--settings", !evidence.settings.isEmpty), ("--code", !evidence.code.isEmpty),
    ]
    guard let name = given.first(where: \.1)?.0 else { return }
    throw Failure(
      "usage", "\(name) is about one repository and does not go with --fleet",
      hint: "write it into the fleet's file, below the repository", exitStatus: 2)
  }

  /// The options that every audit is given; all judge by the same clock.
  private func sharedOptions(_ now: Instant) -> [String] {
    var options = [
      "--from=\(scope.from)", "--to=\(scope.to)", "--by=\(scope.by.rawValue)", "--now=\(now)",
    ]
    let named = [
      ("seed", sample.seed), ("size", sample.size.map(String.init)),
      ("confidence", sample.confidence), ("tolerable", sample.tolerable),
      ("deviations", sample.deviations.map(String.init)), ("strata", sample.strata.rawValue),
    ]
    for case (let name, let value?) in named { options.append("--\(name)=\(value)") }
    for alias in evidence.aliases { options.append("--alias=\(alias)") }
    if !bundle { options.append("--no-bundle") }
    return options
  }

  private static func folder(of file: String) -> String {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    if parts.isEmpty { return "." }
    return parts.allSatisfy(\.isEmpty) ? "/" : parts.joined(separator: "/")
  }

  /// First who could not be audited, then a line a repository.
  private func show(_ outcome: FleetRun.Outcome) {
    switch repository.format {
    case .text:
      var text = ""
      for obstacle in outcome.obstacles {
        text += "not audited: \(PlainText.line(obstacle.path)): \(obstacle.reason)\n"
      }
      for account in outcome.accounts {
        let deployments =
          account.uncovered
          .map { ", \(AuditText.counted($0, "deployment")) not covered by a change" }
          ?? ", no deployment feed"
        text +=
          "\(PlainText.line(account.repository)): \(AuditText.counted(account.changes, "change")), "
          + "\(AuditText.counted(account.exceptions.count, "exception"))\(deployments)\n"
      }
      Terminal.result(text + "wrote \(PlainText.line(out))/index.html\n")
    case .json:
      let repositories = outcome.accounts.map { account in
        JSONValue.object([
          ("repository", .string(account.repository)), ("changes", .number(account.changes)),
          ("exceptions", .number(account.exceptions.count)),
          ("uncovered-deployments", account.uncovered.map { .number($0) } ?? .null),
        ])
      }
      let obstacles = outcome.obstacles.map { obstacle in
        JSONValue.object([("path", .string(obstacle.path)), ("reason", .string(obstacle.reason))])
      }
      Terminal.result(
        JSONValue.object([
          ("schema", .string("assent/audit-fleet/1")), ("not-audited", .array(obstacles)),
          ("repositories", .array(repositories)), ("out", .string(out)),
        ]).line)
    }
  }
}
