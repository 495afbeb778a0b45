internal import Acting
internal import ArgumentParser
internal import Git
internal import Ledger
internal import Glibc
internal import Primitives

/// `assent hook install`: writes the hooks, and overwrites nobody's.
struct InstallHookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Put the hooks into this repository.",
    discussion: """
      In a clone: commit-msg and pre-push. With --server: pre-receive, and the trust root into \
      assent.trustRoot of the repository's configuration. A hook that is there already is left \
      alone, and the line to add to it is printed. Exit status: 0 installed, 1 something is left to do, \
      2 wrong usage.
      """)

  @Option(
    name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"),
    completion: .directory)
  var directory: String = "."

  @ArgumentParser.Flag(help: "Guard the repository that is pushed to.")
  var server = false

  @Option(
    help: ArgumentHelp(
      "Trust begins at this commit of the trunk: a full id.", valueName: "commit"))
  var trustRoot: String?

  func run() throws {
    var place = PlaceOptions()
    place.directory = directory
    let repository = try Session.open(place)
    guard server || repository.workTree != nil else {
      throw Failure(
        "usage", "nobody commits in a bare repository, or pushes from it",
        hint: "assent hook install --server --trust-root COMMIT", exitStatus: 2)
    }
    try settleTrustRoot(repository)
    let names: [HookScript.Name] = server ? [.preReceive] : [.commitMsg, .prePush]
    let program = Files.resolved("/proc/self/exe") ?? "assent"
    var isComplete = true
    for name in names {
      let script = HookScript(name, program: program)
      switch try acting({ () throws(ActingError) in try script.install(in: repository) }) {
      case .written(let path): Terminal.result("installed \(path)\n")
      case .foreign(let path):
        isComplete = false
        Terminal.result("left alone \(path): it is somebody's own\n  add: \(line(script))\n")
      case .shared(let path):
        isComplete = false
        Terminal.result(
          "left alone \(path): core.hooksPath serves other repositories too\n"
            + "  add: \(line(script))\n")
      }
    }
    if !isComplete { throw Exit(status: 1) }
  }

  /// A hook that goes on after the program has passed must not lose its refusal.
  private func line(_ script: HookScript) -> String { script.line + " || exit 1" }

  /// A server needs one; a clone may have one.
  private func settleTrustRoot(_ repository: borrowing Repository) throws {
    let known = try PushHook.trustRoot(trustRoot, repository)
    guard case .commit(let id)? = known else {
      guard server || trustRoot != nil else { return }
      throw Failure(
        "trust-root-missing", "a server's hook needs a trust root that no push can move",
        hint: "assent hook install --server --trust-root COMMIT", exitStatus: 2)
    }
    guard server || trustRoot != nil else { return }
    try acting { () throws(ActingError) in
      _ = try GitCommand(for: repository).text(["config", "assent.trustRoot", id.description])
    }
  }
}
