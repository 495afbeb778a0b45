internal import ArgumentParser
internal import EvidencePack
internal import Reporting

/// `assent audit verify`: derives a pack again and compares.
struct AuditVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Derive an evidence pack again, and compare every file.",
    discussion: """
      Checks the manifest, then makes the same audit from the history and compares. The history is \
      that of -C, or else the bundle in the pack. Exit status: 0 the same, 1 different, 3 cannot \
      be decided.
      """)

  @Argument(help: "The folder of the pack.", completion: .directory)
  var folder: String

  @Option(
    name: .customShort("C"),
    help: ArgumentHelp("Derive it from the repository in this directory.", valueName: "path"),
    completion: .directory)
  var directory: String?

  @Option(
    help: ArgumentHelp(
      "Trust must begin at this commit, whatever the pack says.", valueName: "commit"))
  var trustRoot: String?

  @Option(
    help: ArgumentHelp("The protected branch of the repository of -C.", valueName: "ref"))
  var trunk: String?

  @Option(
    name: [.customLong("code")],
    help: ArgumentHelp(
      "A clone of governed code, if the pack was made with some.", valueName: "path"),
    completion: .directory)
  var code: [String] = []

  @ArgumentParser.Flag(help: "Compare with the manifest alone, and derive nothing.")
  var manifestOnly = false

  @Option(help: "How the result is written.")
  var format: OutputFormat = .text

  func run() throws {
    Memory.takeLargePieces()
    Interruption.take()
    var check = PackCheck(folder, manifestOnly: manifestOnly)
    try check.compareManifest()
    if !manifestOnly {
      try check.derive(from: directory, trunk: trunk, trustRoot: trustRoot, code: code)
    }
    switch format {
    case .text: Terminal.result(check.text)
    case .json: Terminal.result(check.json.line)
    }
    if !check.isSame { throw Exit(status: 1) }
  }
}
