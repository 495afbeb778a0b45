internal import Acting
internal import ArgumentParser
internal import Audit
internal import Reporting

extension ForgeExport.Format: ExpressibleByArgument {}

/// `assent audit feed`: what a forge or a pipeline exports, as a deployment feed.
struct AuditFeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed",
    abstract: "Turn exports of forges and pipelines into a deployment feed.",
    discussion: """
      Writes JSON Lines with time, system, commit or digest, and who, sorted by time. What did not \
      reach production is left out, by name and with a count on standard error. The exit status is \
      1 if something was left out that may have run all the same.
      """)

  @Option(help: ArgumentHelp("Who exported.", valueName: "format"))
  var from: ForgeExport.Format

  @Option(
    help: ArgumentHelp("The system of every deployment, as records name it.", valueName: "system"),
    completion: .systems)
  var system: String?

  @Option(
    help: ArgumentHelp("Take only deployments to this environment.", valueName: "environment"))
  var environment: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write the feed to this file; `-` is standard output.", valueName: "file"),
    completion: .file())
  var output: String = "-"

  @Argument(
    help: ArgumentHelp("The exported files, all pages together.", valueName: "file"),
    completion: .file())
  var files: [String]

  /// More names than this of what was left out are only counted.
  private static let mostNames = 20

  func run() throws {
    let outcome = try outcome()
    let lines = outcome.feed.lines
    if output == "-" {
      Terminal.result(lines)
    } else {
      try acting { () throws(ActingError) in
        try Files.write(lines, to: output, replacing: true)
      }
    }
    let count = outcome.feed.deployments.count
    let words = count == 1 ? "1 deployment" : "\(count) deployments"
    Terminal.remark(words + (output == "-" ? "" : " written to \(output)"))
    for remark in outcome.remarks { Terminal.remark("remark: \(remark)") }
    tell(outcome.omitted.filter { !$0.mayHaveRun }, "left out, since they did not run there")
    let doubtful = outcome.omitted.filter(\.mayHaveRun)
    tell(doubtful, "left out although they may have run: look after each")
    if !doubtful.isEmpty { throw Exit(status: 1) }
    if count == 0 {
      throw Failure("feed-empty", "the files hold no deployment that ran", exitStatus: 4)
    }
  }

  private func outcome() throws -> ForgeExport.Outcome {
    var read: [(name: String, bytes: [UInt8])] = []
    for file in files {
      let bytes = try acting { () throws(ActingError) in
        try Files.read(file, limit: CSVReader.sizeLimit)
      }
      read.append((file, bytes))
    }
    do throws(InputFault) {
      return try ForgeExport(format: from, system: system, environment: environment).read(read)
    } catch {
      throw Failure(error)
    }
  }

  private func tell(_ omitted: [ForgeExport.Omission], _ what: String) {
    guard !omitted.isEmpty else { return }
    Terminal.remark("\(omitted.count) \(what):")
    for omission in omitted.prefix(Self.mostNames) {
      Terminal.remark("  \(omission.name) (\(omission.why))")
    }
    let more = omitted.count - Self.mostNames
    if more > 0 { Terminal.remark("  and \(more) more") }
  }
}

extension Failure {
  /// A file that was given to an audit cannot be used.
  init(_ fault: InputFault) {
    self.init("audit-input", PlainText.line(fault.description), exitStatus: 2)
  }
}
