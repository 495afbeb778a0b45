internal import ArgumentParser
internal import Diagnostics
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

  @ArgumentParser.Flag(help: "Lint again whenever something changes, until Ctrl-C.")
  var watch = false

  func run() throws {
    guard let tree = WorkTree(around: directory) else {
      throw Failure("usage", "there is no directory \(directory)", exitStatus: 2)
    }
    guard watch else { throw Exit(status: try lint(tree)) }
    // Errors of usage are told once, before anything is waited for.
    guard try LintSelection(paths, in: tree, directory: directory).drafts.isEmpty else {
      throw Failure(
        "usage", "--watch looks at changes/ and policies/ alone",
        hint: "lint drafts without --watch", exitStatus: 2)
    }
    let memory = ReadingMemory()
    throw Exit(status: try LintWatch(tree: tree).run { try lint(tree, memory: memory) })
  }

  /// Lints once and prints; the result is the exit status.
  private func lint(_ tree: WorkTree, memory: ReadingMemory? = nil) throws -> Int32 {
    let selection = try LintSelection(paths, in: tree, directory: directory)
    let folder = try policyFolder(tree)
    let report = LintRun(
      tree: tree, selection: selection, policy: folder?.read(), stage: stage, memory: memory
    ).report()
    let summary = report.summary
    guard summary.records + summary.policyFiles > 0 || !report.findings.isEmpty else {
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
    return fails ? 1 : 0
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
