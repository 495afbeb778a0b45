internal import ArgumentParser
internal import Diagnostics
internal import Ledger
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
      nothing to lint.
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

  @ArgumentParser.Flag(help: "Let warnings fail too.")
  var strict = false

  func run() throws {
    guard let tree = WorkTree(around: directory) else {
      throw Failure("usage", "there is no directory \(directory)", exitStatus: 2)
    }
    let selection = try LintSelection(paths, in: tree, directory: directory)
    let folder = try policyFolder(tree)
    let moment = try now.map { try $0 == "clock" ? Clock.now() : Clock.instant($0) }
    let range = try commits.map {
      try RangeLint(text: $0, directory: directory, now: moment ?? Clock.now()).report()
    }
    let report = LintRun(
      tree: tree, selection: selection, policy: folder?.read(), stage: stage, now: moment
    ).report(with: range?.findings ?? [])
    let summary = report.summary
    if let range {
      let count = range.commits == 1 ? "1 commit" : "\(range.commits) commits"
      Terminal.remark("remark: looked at \(count) of \(commits ?? "")")
    }
    guard summary.records + summary.policyFiles > 0 || !report.findings.isEmpty || range != nil
    else {
      throw Failure(
        "nothing-to-lint", "there are neither records nor policy files to lint",
        hint: "name files below changes/ or policies/", exitStatus: 4)
    }
    format.print(
      report.findings.map { folder?.displayed($0) ?? $0 }, summary, line: summary.line
    ) { path in
      folder?.place(ofShown: path) ?? tree.absolute(path)
    }
    let fails = summary.errors > 0 || (strict && summary.warnings > 0)
    throw Exit(status: fails ? 1 : 0)
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
      // Commits are judged by the policies of the trunk, and their files need not be checked out.
      if commits != nil { return nil }
      throw Failure(
        "no-policies", "there are no policies/ in \(tree.root)",
        hint: "work inside the repository, give --policies DIR, or add --no-policies",
        exitStatus: 2)
    }
    return PolicyFolder(of: tree)
  }
}

extension Stage: ExpressibleByArgument {}
