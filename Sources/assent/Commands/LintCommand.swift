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
      warnings only, 1 errors, 2 wrong usage or no policies, 4 nothing to lint. The formats are \
      described in Documentation/lint.md.
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

  func run() throws {
    Memory.takeLargePieces()
    guard var tree = WorkTree(around: directory) else {
      throw Failure("usage", "there is no directory \(directory)", exitStatus: 2)
    }
    let selection = try selection(&tree)
    let folder = try policyFolder(tree)
    let report = LintRun(
      tree: tree, selection: selection, policy: folder?.read(), stage: stage
    ).report()
    let summary = report.summary
    guard summary.records + summary.policyFiles > 0 || !report.findings.isEmpty else {
      throw Failure(
        "nothing-to-lint", "there are neither records nor policy files to lint",
        hint: "name files below changes/ or policies/", exitStatus: 4)
    }
    let shown = FindingReport(
      findings: report.findings.map { folder?.displayed($0) ?? $0 },
      files: report.files.map { folder?.displayed($0) ?? $0 }, summary: summary,
      line: summary.line)
    let limit = RecordLint.largestRecord
    try output.write(shown, in: directory) { [tree] path in
      folder?.read(shown: path, limit: limit) ?? tree.read(path, limit: limit)
    }
    throw Exit(status: output.status(summary))
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
