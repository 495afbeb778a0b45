internal import ArgumentParser
internal import Diagnostics
internal import Lint
internal import Primitives
internal import Records
internal import Reporting

/// `assent lint`: what is wrong with records and policies, found before anybody signs.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check change requests and policies as they lie on disk.",
    discussion: """
      Without paths, everything below changes/ and policies/ is checked. Exit status: 0 clean or \
      warnings only, 1 errors, 2 wrong usage or no policies, 4 nothing to lint.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files and directories; of evidence, its record is checked.", valueName: "path"))
  var paths: [String] = []

  @Option(name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"))
  var directory: String = "."

  @Option(help: ArgumentHelp("Ask for what a record needs up to this stage.", valueName: "stage"))
  var stage: Stage = .approved

  @Option(help: "How findings are written.")
  var format: FindingFormat = .text

  @Option(
    help: ArgumentHelp("Lint against the policy files in this directory.", valueName: "path"))
  var policies: String?

  @ArgumentParser.Flag(help: "Lint without any policy.")
  var noPolicies = false

  @ArgumentParser.Flag(help: "Let warnings fail too.")
  var strict = false

  @ArgumentParser.Flag(help: "List what is suppressed, why and until when, and stop.")
  var suppressions = false

  @ArgumentParser.Flag(help: "Show what suppressions would leave out.")
  var noSuppressions = false

  @Option(
    help: ArgumentHelp(
      "Judge suppressions as of this time, such as 2026-03-08T01:00:00Z.", valueName: "time"))
  var now: String?

  @OptionGroup var known: BaselineOptions

  @OptionGroup var fixes: FixOptions

  func run() throws {
    try checkUsage()
    let baseline = try known.known(in: directory)
    let now = try Clock.instant(now)
    guard let tree = WorkTree(around: directory) else {
      throw Failure("usage", "there is no directory \(directory)", exitStatus: 2)
    }
    let selection = try LintSelection(paths, in: tree, directory: directory)
    let folder = try policyFolder(tree)
    try fixes.run(Fixer(tree: tree, selection: selection, folder: folder, stage: stage))
    var run = LintRun(
      tree: tree, selection: selection, policy: folder?.read(), stage: stage, now: now)
    run.heedsSuppressions = !noSuppressions
    let report = run.report()
    if suppressions { return list(report.suppressions, folder) }
    var (summary, findings) = (report.summary, report.findings)
    var met: Baseline?
    if let baseline {
      let division = baseline.baseline.divide(findings)
      summary = summary.knowing(findings.count - division.fresh.count, left: division.fresh)
      (findings, met) = (division.fresh, division.met)
    }
    guard summary.records + summary.policyFiles > 0 || !report.findings.isEmpty else {
      throw Failure(
        "nothing-to-lint", "there are neither records nor policy files to lint",
        hint: "name files below changes/ or policies/", exitStatus: 4)
    }
    if try known.write(report.findings, in: directory) { return }
    format.print(
      findings.map { folder?.displayed($0) ?? $0 }, summary,
      line: Self.line(summary, report)
    ) { path in
      folder?.place(ofShown: path) ?? tree.absolute(path)
    }
    let fails = summary.errors > 0 || (strict && summary.warnings > 0)
    // Where something new is wrong, what is old may only be hidden by it.
    if let baseline, let met, !fails, isWhole(selection, run.policy) {
      try known.shrink(baseline, to: met)
    }
    throw Exit(status: fails ? 1 : 0)
  }

  /// Whether a run found everything that there is to find, so that what it did not find is gone.
  private func isWhole(_ selection: LintSelection, _ policy: WorkTreePolicy?) -> Bool {
    selection.isWhole && stage == .approved && policies == nil && policy?.policy != nil
      && now == nil
  }

  private func checkUsage() throws {
    try known.check()
    try fixes.check()
    let others = [
      ("--no-suppressions", noSuppressions), ("--baseline", known.baseline != nil),
      ("--write-baseline", known.writeBaseline != nil), ("--fix", fixes.fix),
      ("--diff", fixes.diff),
    ]
    for (flag, isGiven) in others where isGiven && suppressions {
      throw Failure("usage", "--suppressions and \(flag) contradict each other", exitStatus: 2)
    }
    for (flag, isGiven) in others.suffix(2) where isGiven && known.writeBaseline != nil {
      throw Failure("usage", "--write-baseline and \(flag) contradict each other", exitStatus: 2)
    }
  }

  /// The line that sums a run up, with what was left out.
  private static func line(_ summary: FindingSummary, _ report: LintRun.Report) -> String {
    let left = SuppressionText.summary(findings: summary.suppressed, report.suppressions)
    let known = summary.known > 0 ? "\(summary.known) known" : nil
    return ([summary.line] + [known, left].compactMap { $0 }).joined(separator: "; ")
  }

  private func list(_ suppressions: [Suppression], _ folder: PolicyFolder?) {
    let shown = suppressions.map { folder?.displayed($0) ?? $0 }
    switch format {
    case .json: Terminal.result(SuppressionJSON.report(shown).line)
    case .text, .concise: Terminal.result(SuppressionText.list(shown))
    }
  }

  /// Where the policy lies; nil if none is wanted.
  private func policyFolder(_ tree: WorkTree) throws -> PolicyFolder? {
    if noPolicies {
      guard policies == nil else {
        throw Failure("usage", "--policies and --no-policies contradict each other", exitStatus: 2)
      }
      return nil
    }
    if let policies {
      guard let folder = PolicyFolder(named: policies, in: directory) else {
        throw Failure("no-policies", "there is no directory \(policies)", exitStatus: 2)
      }
      return folder
    }
    guard PlainFile.kind(tree.absolute("policies")) != .absent else {
      throw Failure(
        "no-policies", "there are no policies/ in \(tree.root)",
        hint: "work inside the repository, give --policies DIR, or add --no-policies",
        exitStatus: 2)
    }
    return PolicyFolder(of: tree)
  }
}

extension Stage: ExpressibleByArgument {}
