internal import Acting
internal import ArgumentParser
internal import Ledger
internal import Reporting

/// `assent land`: brings acts from their branches onto the trunk.
struct LandCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "land", abstract: "Merge branches of acts into the trunk.",
    discussion: """
      A branch is merged if every commit that the trunk lacks is an act that would count or \
      forbid, and if the merge changes only what these acts may edit. Whatever is not merged is \
      named with the commit that is in the way. Neither work tree nor current branch is touched. \
      Exit status: 0 landed, or nothing to land; 1 some branch was refused, after the others \
      have landed; 2 wrong usage, or the remote refused; 3 cannot be decided; 4 no such branch.
      """)

  @Argument(
    help: ArgumentHelp(
      "The branches, such as assent/CHG-2026-7F3K/eli.frost; all without one.",
      valueName: "branch"))
  var branches: [String] = []

  @OptionGroup var repository: RepositoryOptions

  @ArgumentParser.Flag(help: "Land every branch, as without names.")
  var all = false

  @ArgumentParser.Flag(help: "Say what would land and what is in the way, and stop.")
  var dryRun = false

  @ArgumentParser.Flag(
    inversion: .prefixedNo, help: "Fetch the trunk and the branches before.")
  var fetch = true

  @ArgumentParser.Flag(
    inversion: .prefixedNo,
    help: "Publish the trunk; without, the landing is kept at refs/assent/landing.")
  var push = true

  @ArgumentParser.Flag(help: "Keep branches whose acts have landed.")
  var keep = false

  @Option(
    help: ArgumentHelp(
      "Sign the merges with this key instead of Git's own: an SSH key file, or an OpenPGP "
        + "fingerprint.",
      discussion: "Without a key, and none configured, they are not signed.", valueName: "key"))
  var key: String?

  func run() throws {
    guard !all || branches.isEmpty else {
      throw Failure(
        "usage", "--all goes without names of branches", hint: "give one or the other",
        exitStatus: 2)
    }
    let opened = try Session.open(repository.place)
    let settings = Desk.Settings(
      key: key.map { Files.path($0, in: repository.directory) }, fetches: fetch, pushes: push,
      ledger: try Session.ledgerOptions(repository.place, opened, now: Clock.now()))
    let lander = Lander(
      Lander.Request(branches: branches, isDryRun: dryRun, keepsBranches: keep),
      settings: settings, clock: Clock.now)
    let result = try acting { () throws(ActingError) in try lander.land(in: opened) }
    switch repository.format {
    case .json: Terminal.result(LandingJSON.result(result).line)
    case .text: Terminal.result(LandingText(hasColour: Terminal.hasColour).result(result))
    }
    for remark in result.remarks { Terminal.remark("remark: \(PlainText.line(remark))") }
    if result.hasRefusals { throw Exit(status: 1) }
  }
}
