internal import Acting
internal import ArgumentParser
internal import Diagnostics
internal import Git
internal import Ledger
internal import PolicyLint
internal import Primitives
internal import Records
internal import Reporting

/// `assent doctor`: what will cost approvals, before the first is lost.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look for what will destroy signatures or leave acts uncounted.",
    discussion: """
      Looks at the clone, at Git's and the forge's settings as far as they can be read here, at \
      signing, at the trunk's own history and at the policy; changes nothing. Exit status: 0 this \
      set-up keeps signatures, 1 something will cost approvals, 3 the history cannot be read.
      """)

  @OptionGroup var repository: RepositoryOptions

  @Option(help: ArgumentHelp("The key that acts are signed with.", valueName: "key"))
  var key: String?

  @ArgumentParser.Flag(help: "Make a test signature and verify it.")
  var sign = false

  @ArgumentParser.Flag(
    help: "Push a signed merge to a scratch branch of the remote, compare it, delete it.")
  var probe = false

  func run() throws {
    let opened = try Session.open(repository.place)
    let given = try Session.trustRoot(repository.place)
    let ledger = try Session.ledgerOptions(repository.place, opened)
    let now = Clock.now()
    let settings = SetUp.Settings(
      ledger: ledger, hasTrustRoot: given != nil,
      isPipeline: ["true", "1"].contains(Terminal.environment("CI") ?? ""),
      key: key.map { Files.path($0, in: repository.directory) }, now: now)
    var report = SetUpReport()
    let setUp = try acting { () throws(ActingError) in try SetUp(settings, in: opened) }
    report = try acting { () throws(ActingError) in try Doctor().examine(setUp, in: opened) }
    report.findings += policyFindings(setUp, now) + modelineFindings(opened.workTree)
    if sign || probe, setUp.policy != nil {
      let attempt = Probe(setUp)
      report.findings += try acting { () throws(ActingError) in
        probe ? try attempt.remote(in: opened) : try attempt.signing(in: opened)
      }
    }
    print(report)
    throw Exit(status: report.isUndecided ? 3 : report.costs > 0 ? 1 : 0)
  }

  private func print(_ report: SetUpReport) {
    switch repository.format {
    case .json: Terminal.result(SetUpJSON.report(report).line)
    case .text:
      Terminal.result(
        SetUpText(
          hasColour: Terminal.hasColour, width: Terminal.isInteractive ? Terminal.width : nil
        ).page(report))
    }
  }

  /// Files that do not tell editors their schema, where the schemas lie in the repository.
  private func modelineFindings(_ root: String?) -> [SetUpFinding] {
    guard let root, Files.exists(root + ".assent/schemas") else { return [] }
    let tree = WorkTree(root: root)
    let missing = ["changes", "policies"].flatMap { tree.listing(below: $0).files }.filter { path in
      guard let line = SchemaFiles.modeline(for: path),
        case .bytes(let bytes) = PlainFile.read(tree.absolute(path), limit: 1 << 20)
      else { return false }
      return !bytes.split(separator: UInt8(ascii: "\n")).prefix(3).contains(Array(line.utf8)[...])
    }
    guard let first = missing.first, let line = SchemaFiles.modeline(for: first) else { return [] }
    return [
      SetUpFinding(
        .modelineMissing, .risk,
        "\(missing.count == 1 ? "a file does" : "\(missing.count) files do") not name the schema, such "
          + "as \(first)",
        cures: ["sed -i '1i \(line)' \(ShellWord.quoted(first))"])
    ]
  }

  /// What the linter of policies says, in one finding.
  private func policyFindings(_ setUp: SetUp, _ now: Instant) -> [SetUpFinding] {
    guard let policy = setUp.policy else { return [] }
    let all = lintPolicy(policy, files: [:], now: now) { ZoneReader.rules(of: $0) }
      .filter { $0.severity != .note }
    guard let first = all.first(where: { $0.severity == .error }) ?? all.first else { return [] }
    let errors = all.filter { $0.severity == .error }.count
    return [
      SetUpFinding(
        .policyWeak, errors > 0 ? .cost : .risk,
        "the policy in force has \(errors) errors and \(all.count - errors) warnings, such as "
          + "\(first.rule): \(first.message)",
        cures: ["assent policy lint"])
    ]
  }
}
