internal import ArgumentParser
internal import Diagnostics
internal import Ledger
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
      warnings only, 1 errors, 2 wrong usage or no policies, 3 commits that cannot be judged, 4 \
      nothing to lint. The formats are described in \
      Documentation/lint.md.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files and directories; of evidence, its record is checked; - is standard input.",
      valueName: "path"), completion: .file())
  var paths: [String] = []

  @Option(
    name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"),
    completion: .directory)
  var directory: String = "."

  @Option(help: ArgumentHelp("Ask for what a record needs up to this stage.", valueName: "stage"))
  var stage: Stage = .approved

  @Option(
    help: ArgumentHelp("With -: the file that standard input stands for.", valueName: "path"))
  var stdinFilename: String?

  @OptionGroup var output: FindingOptions

  @Option(
    help: ArgumentHelp("Lint against the policy files in this directory.", valueName: "path"),
    completion: .directory)
  var policies: String?

  @ArgumentParser.Flag(help: "Lint without any policy.")
  var noPolicies = false

  @ArgumentParser.Flag(help: "List what is suppressed, why and until when, and stop.")
  var suppressions = false

  @ArgumentParser.Flag(help: "Show what suppressions would leave out.")
  var noSuppressions = false

  @Option(
    help: ArgumentHelp(
      "Ask also what depends on the present: whether a window has passed, whether a lead time can "
        + "still be kept. RFC 3339, or `clock` for this machine's clock.", valueName: "time"))
  var now: String?

  @Option(
    help: ArgumentHelp(
      "Lint the commits of BASE..HEAD too: acts that will not count, edits that make approvals "
        + "stale. `ci` takes BASE from the pipeline. Reads the history, which nothing else here does.",
      valueName: "range"))
  var commits: String?

  @OptionGroup var known: BaselineOptions

  @OptionGroup var fixes: FixOptions

  @ArgumentParser.Flag(help: "Lint again whenever something changes, until Ctrl-C.")
  var watch = false

  func run() throws {
    Memory.takeLargePieces()
    try checkUsage()
    guard var tree = WorkTree(around: directory) else {
      throw Failure("usage", "there is no directory \(directory)", exitStatus: 2)
    }
    let selection = try selection(&tree)
    guard watch else { throw Exit(status: try lint(tree, selection)) }
    guard selection.drafts.isEmpty else {
      throw Failure(
        "usage", "--watch looks at changes/ and policies/ alone",
        hint: "lint drafts without --watch", exitStatus: 2)
    }
    let memory = ReadingMemory()
    throw Exit(
      status: try LintWatch(tree: tree).run { [tree] in
        try lint(tree, selection, memory: memory)
      })
  }

  /// Lints once and prints; the result is the exit status.
  private func lint(
    _ tree: WorkTree, _ selection: LintSelection, memory: ReadingMemory? = nil
  ) throws -> Int32 {
    let baseline = try known.known(in: directory)
    let folder = try policyFolder(tree)
    try fixes.run(Fixer(tree: tree, selection: selection, folder: folder, stage: stage))
    let present = try now.map { try $0 == "clock" ? Clock.now() : Clock.instant($0) }
    let moment = present ?? Clock.now()
    let range = try commits.map {
      try RangeLint(text: $0, directory: directory, now: moment).report()
    }
    var run = LintRun(
      tree: tree, selection: selection, policy: folder?.read(), stage: stage, now: moment,
      present: present, memory: memory)
    run.heedsSuppressions = !noSuppressions
    let report = run.report(with: range?.findings ?? [])
    if let range {
      let count = range.commits == 1 ? "1 commit" : "\(range.commits) commits"
      Terminal.remark("remark: looked at \(count) of \(commits ?? "")")
    }
    if suppressions {
      list(report.suppressions, folder)
      return 0
    }
    var (summary, findings) = (report.summary, report.findings)
    var met: Baseline?
    if let baseline {
      let division = baseline.baseline.divide(findings)
      summary = summary.knowing(findings.count - division.fresh.count, left: division.fresh)
      (findings, met) = (division.fresh, division.met)
    }
    guard summary.records + summary.policyFiles > 0 || !report.findings.isEmpty || range != nil
    else {
      throw Failure(
        "nothing-to-lint", "there are neither records nor policy files to lint",
        hint: "name files below changes/ or policies/", exitStatus: 4)
    }
    if try known.write(report.findings, in: directory) { return 0 }
    let shown = FindingReport(
      findings: findings.map { folder?.displayed($0) ?? $0 },
      suppressed: report.suppressed.map { left in
        FindingReport.Suppressed(
          finding: folder?.displayed(left.finding) ?? left.finding, reason: left.reason,
          until: "\(left.until)")
      },
      files: report.files.map { folder?.displayed($0) ?? $0 }, summary: summary,
      line: Self.line(summary, report))
    let limit = RecordLint.largestRecord
    try output.write(shown, in: directory) { path in
      folder?.read(shown: path, limit: limit) ?? tree.read(path, limit: limit)
    }
    let status = output.status(summary)
    // Where something new is wrong, what is old may only be hidden by it.
    if let baseline, let met, status == 0, isWhole(selection, run.policy) {
      try known.shrink(baseline, to: met)
    }
    return status
  }

  /// What is linted: the paths that were named, or standard input, which is then laid over the file
  /// that it stands for.
  private func selection(_ tree: inout WorkTree) throws -> LintSelection {
    guard paths.contains("-") else {
      guard stdinFilename == nil else {
        throw Failure("usage", "--stdin-filename belongs to the path -", exitStatus: 2)
      }
      return try LintSelection(paths, in: tree, directory: directory)
    }
    guard paths.count == 1 else {
      throw Failure("usage", "- is linted alone; leave out the other paths", exitStatus: 2)
    }
    guard let stdinFilename else {
      throw Failure(
        "usage", "it is not known which file standard input stands for",
        hint: "assent lint - --stdin-filename changes/2026/CHG-2026-7F3K.yaml", exitStatus: 2)
    }
    guard let path = tree.path(ofNew: stdinFilename, in: directory),
      path.utf8.suffix(5).elementsEqual(".yaml".utf8)
    else {
      throw Failure(
        "usage", "\(PlainText.line(stdinFilename)) is no path of a record or a policy file",
        exitStatus: 2)
    }
    guard let bytes = StandardInput.read(atMost: RecordLint.largestRecord + 1) else {
      throw Failure("file", "standard input cannot be read", exitStatus: 2)
    }
    tree.overlay[path] = bytes
    return LintSelection(path: path, in: tree)
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
    if paths.contains("-"), fixes.fix || fixes.diff {
      throw Failure("usage", "standard input cannot be fixed; name the file", exitStatus: 2)
    }
    let outputs = [
      ("--commits", commits != nil), ("--now", now != nil), ("--baseline", known.baseline != nil),
      ("--format F=FILE", output.format.contains { $0.file != nil }),
    ]
    for (flag, isGiven) in outputs where isGiven && fixes.diff {
      throw Failure(
        "usage", "--diff shows fixes and looks no further; leave out \(flag)", exitStatus: 2)
    }
    guard watch else { return }
    if paths.contains("-") {
      throw Failure("usage", "--watch cannot look at standard input", exitStatus: 2)
    }
    if suppressions || fixes.fix || fixes.diff || known.writeBaseline != nil {
      throw Failure(
        "usage", "--watch looks and changes nothing: it goes with none of the options that do",
        hint: "leave out --fix, --diff, --suppressions and --write-baseline", exitStatus: 2)
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
    let isJSON = output.format.contains { $0.file == nil && $0.format == .json }
    Terminal.result(isJSON ? SuppressionJSON.report(shown).line : SuppressionText.list(shown))
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
      // Commits are judged by the policies of the trunk: where nothing is checked out, they alone
      // are. Records without their policies were half judged.
      if commits != nil, PlainFile.kind(tree.absolute("changes")) == .absent { return nil }
      throw Failure(
        "no-policies", "there are no policies/ in \(tree.root)",
        hint: "work inside the repository, give --policies DIR, or add --no-policies",
        exitStatus: 2)
    }
    return PolicyFolder(of: tree)
  }
}

extension Stage: ExpressibleByArgument {}
