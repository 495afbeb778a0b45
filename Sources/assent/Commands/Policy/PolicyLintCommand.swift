internal import ArgumentParser
internal import Diagnostics
internal import Ledger
internal import Lint
internal import PolicyLint
internal import Primitives
internal import Records
internal import Reporting

/// `assent policy lint`: what a policy does wrong, found before it is in force.
struct PolicyLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Look for what nobody could meet, and for who would be shut out.",
    discussion: """
      Reads policies/ as it lies on disk. First comes what keeps the policy from loading; of one \
      that loads, what it asks for and can never get. Exit status: 0 clean or warnings only, \
      1 errors, 2 wrong usage or no policies.
      """)

  @Option(
    name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"),
    completion: .directory)
  var directory: String = "."

  @OptionGroup var output: FindingOptions

  @Option(
    help: ArgumentHelp(
      "Look at it as of this time, such as 2026-03-08T01:00:00Z.", valueName: "time"))
  var now: String?

  func run() throws {
    let now = try Clock.instant(now)
    let folder = try PolicyFolder.found(from: directory)
    let policy = folder.read()
    var findings = policy.findings
    if let values = policy.policy {
      findings += lintPolicy(values, files: policy.contents ?? [:], now: now) {
        ZoneReader.rules(of: $0)
      }
      let zone = ZoneReader.rules(of: values.calendar.timeZone)
      findings += suppressionFaults(of: values, at: SuppressionClock(now: now, zone: zone))
    }
    findings += Self.brokenCases(policy)
    findings.sort(by: Order.isBefore)
    let summary = FindingSummary(findings, records: 0, policyFiles: policy.files.count)
    let report = FindingReport(
      findings: findings, files: policy.files, summary: summary, line: summary.policyLine)
    try output.write(report, in: directory) { path in
      folder.read(shown: path, limit: 1 << 20) ?? .unreadable("it is no file of the policy")
    }
    throw Exit(status: output.status(summary))
  }

  /// What keeps files of cases from being read; `assent policy test` says what they come to.
  static func brokenCases(_ policy: WorkTreePolicy) -> [Finding] {
    (policy.contents ?? [:]).flatMap { path, bytes -> [Finding] in
      guard path.utf8.starts(with: "policies/tests/".utf8), path.hasSuffix(".yaml") else {
        return []
      }
      return PolicyTestFile.read(bytes, path: path).findings
    }
  }
}

extension PolicyFolder {
  /// The folder `policies/` of the work tree around a directory.
  ///
  /// Throws a failure with exit status 2 if there is none.
  static func found(from directory: String) throws -> PolicyFolder {
    guard let tree = WorkTree(around: directory) else {
      throw Failure("usage", "there is no directory \(directory)", exitStatus: 2)
    }
    guard PlainFile.kind(tree.absolute("policies")) != .absent else {
      throw Failure(
        "no-policies", "there are no policies/ in \(tree.root)",
        hint: "work inside the repository, or give -C DIR", exitStatus: 2)
    }
    return PolicyFolder(of: tree)
  }
}
