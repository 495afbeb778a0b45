internal import ArgumentParser
internal import Diagnostics
internal import Ledger
internal import PolicyTesting
internal import Records
internal import Reporting

/// `assent policy test`: whether the policy makes of stories what its cases say.
struct PolicyTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the cases of policies/tests/ against the policy as it lies on disk.",
    discussion: """
      Nothing is read from Git. Exit status: 0 all cases passed, 1 some failed, 2 a file or the \
      policy is broken, 4 there are no cases.
      """)

  @Argument(
    help: ArgumentHelp("Files with cases; without one, all of policies/tests/.", valueName: "file"))
  var files: [String] = []

  @Option(
    name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"),
    completion: .directory)
  var directory: String = "."

  /// How results are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, junit
  }

  @Option(help: "How the result is written: text, json or junit.")
  var format: Format = .text

  private static let largestFile = 1 << 20

  func run() throws {
    guard let tree = WorkTree(around: directory) else {
      throw Failure("usage", "there is no directory \(directory)", exitStatus: 2)
    }
    guard PlainFile.kind(tree.absolute("policies")) != .absent else {
      throw Failure(
        "no-policies", "there are no policies/ in \(tree.root)",
        hint: "work inside the repository, or give -C DIR", exitStatus: 2)
    }
    let paths = try paths(in: tree)
    guard !paths.isEmpty else {
      throw Failure(
        "nothing-to-test", "there are no cases in policies/tests/",
        hint: "write policies/tests/<name>.yaml, or name a file", exitStatus: 4)
    }
    let reading = PolicyFolder(of: tree).read()
    guard let policy = reading.policy else { try refuse(reading.findings, tree) }
    let tests = PolicyTests(
      PolicyTests.World(
        policy: policy, zone: ZoneReader.rules(of: policy.calendar.timeZone),
        record: { path in
          guard case .bytes(let bytes) = PlainFile.read(tree.absolute(path), limit: 1 << 20)
          else { return nil }
          return bytes
        }))
    var results: [CaseResult] = []
    var findings: [Finding] = []
    for path in paths {
      let (file, broken) = read(path, tree)
      findings += broken
      guard let file else { continue }
      let outcome = tests.run(file, path: path)
      results += outcome.results
      findings += outcome.findings
    }
    guard findings.isEmpty else { try refuse(findings, tree) }
    print(results)
    throw Exit(status: results.allSatisfy(\.hasPassed) ? 0 : 1)
  }

  // MARK: Files

  /// The files to run, from the root.
  private func paths(in tree: WorkTree) throws -> [String] {
    guard !files.isEmpty else {
      return tree.listing(below: "policies/tests").files.filter { $0.hasSuffix(".yaml") }
    }
    return try files.flatMap { name -> [String] in
      guard let path = tree.path(named: name, in: directory) else {
        throw Failure(
          "usage", "there is nothing at \(PlainText.line(name))",
          hint: "name files of policies/tests/, or none to run them all", exitStatus: 2)
      }
      guard PlainFile.kind(tree.absolute(path)) == .directory else { return [path] }
      return tree.listing(below: path).files.filter { $0.hasSuffix(".yaml") }
    }
  }

  private func read(_ path: String, _ tree: WorkTree) -> (PolicyTestFile?, [Finding]) {
    switch PlainFile.read(tree.absolute(path), limit: Self.largestFile) {
    case .bytes(let bytes): return PolicyTestFile.read(bytes, path: path)
    case .tooLarge(let size):
      return (nil, [unreadable(path, "has \(size) bytes; at most 1 MiB is read")])
    case .unreadable(let why): return (nil, [unreadable(path, "cannot be read: \(why)")])
    }
  }

  private func unreadable(_ path: String, _ words: String) -> Finding {
    Finding(
      rule: "file-unreadable", message: "\(path) \(words)", location: Location(path: path),
      advice: "make it a plain file of at most 1 MiB")
  }

  // MARK: Output

  /// Says why nothing was run, and ends with exit status 2.
  private func refuse(_ findings: [Finding], _ tree: WorkTree) throws -> Never {
    let summary = FindingSummary(
      findings, records: 0, policyFiles: Set(findings.map(\.location.path)).count)
    let report = FindingReport(
      findings: findings, files: [], summary: summary,
      line: "nothing was judged: \(summary.fileLine)")
    let same: FindingFormat =
      switch format {
      case .text: .text
      case .json: .json
      case .junit: .junit
      }
    let sources = SourceCache { tree.read($0, limit: Self.largestFile) }
    Terminal.result(
      same.written(report, hasColour: Terminal.hasColour, showsSuppressed: false) {
        sources.text(of: $0)
      })
    throw Exit(status: 2)
  }

  private func print(_ results: [CaseResult]) {
    switch format {
    case .json: Terminal.result(PolicyTestJSON.report(results).line)
    case .junit: Terminal.result(PolicyTestJUnit.document(results))
    case .text:
      Terminal.result(
        PolicyTestText(hasColour: Terminal.hasColour, width: Terminal.width).report(results))
    }
  }
}
