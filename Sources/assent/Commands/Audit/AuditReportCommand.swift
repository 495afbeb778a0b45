internal import ArgumentParser
internal import Audit
internal import Primitives
internal import Reporting

/// `assent audit report`: the evidence pack of a period.
struct AuditReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Examine every change of a period and write the evidence.",
    discussion: """
      Writes one folder: pages, tables, a workbook, a database, attestations and a manifest of \
      digests. The same input gives the same bytes. Exit status: 0 written, 1 written and \
      --fail-on-exceptions found some, 3 cannot be decided, 4 no change in the period (the pack is \
      written all the same).
      """)

  @OptionGroup var scope: AuditScopeOptions

  @Option(
    help: ArgumentHelp("The folder to write, which must be new or empty.", valueName: "folder"),
    completion: .directory)
  var out: String

  @ArgumentParser.Flag(help: "Replace an earlier pack in that folder.")
  var force = false

  @OptionGroup(title: "Evidence from outside") var evidence: AuditEvidenceOptions
  @OptionGroup(title: "The sample") var sample: AuditSampleOptions

  @ArgumentParser.Flag(inversion: .prefixedNo, help: "Write a bundle of the history.")
  var bundle = true

  @Option(
    help: ArgumentHelp(
      "Leave out of the bundle what an earlier one has, up to this commit.", valueName: "commit"))
  var bundleSince: String?

  @ArgumentParser.Flag(help: "Exit with 1 if there is any exception.")
  var failOnExceptions = false

  @Option(
    help: ArgumentHelp(
      "Audit all clones that this file names, each with its own trust root and evidence.",
      valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var fleet: String?

  @Option(
    help: ArgumentHelp(
      "Load what is found into this PostgreSQL database, too.", valueName: "connection"))
  var postgres: String?

  @OptionGroup var repository: RepositoryOptions

  func run() throws {
    Memory.takeLargePieces()
    Interruption.take()
    // A mistake in the connection string is told before the work, not after it.
    let load = try postgres.map { try PostgresLoad($0) }
    if let fleet { return try run(fleet, load) }
    var inputs = try AuditInputs(repository.place, scope, evidence, sample)
    inputs.makesBundle = bundle
    inputs.bundleSince = bundleSince
    let folder = try PackFolder(out, replacing: force)
    defer { folder.discard() }
    var writer = try PackWriter(inputs, to: folder)
    let report = try writer.write()
    try Interruption.check()
    try folder.finish()
    remarkOnTrust(report)
    show(report)
    try load?.load(pack: out)
    if report.population.ids.isEmpty { throw Exit(status: 4) }
    if failOnExceptions, !report.exceptions.isEmpty { throw Exit(status: 1) }
  }

  private func remarkOnTrust(_ report: AuditReport) {
    guard !report.scope.isTrustRootGiven else { return }
    Terminal.remark(
      "warning: no trust root was given; trusting the first policy of the trunk, "
        + report.scope.trustRoot.short)
  }

  private func show(_ report: AuditReport) {
    let directory = repository.directory
    let place = directory == "." ? "" : "-C \(ShellWord.quoted(directory)) "
    let text = AuditText(report: report, folder: out, place: place)
    switch repository.format {
    case .text: Terminal.result(text.text)
    case .json: Terminal.result(text.json.line)
    }
  }
}
