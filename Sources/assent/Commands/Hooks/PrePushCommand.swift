internal import ArgumentParser
internal import Git
internal import Ledger

/// `assent hook pre-push`: guards a clone from pushing what would cost evidence.
struct PrePushCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pre-push",
    abstract: "Judge a push before it leaves; reads Git's pre-push lines on standard input.",
    discussion: "The same checks as pre-receive. `git push --no-verify` goes around them.")

  @Argument(help: "The name of the remote.")
  var remote: String

  @Argument(help: "Its address.")
  var url: String?

  @OptionGroup var trust: PushHookOptions

  func run() throws {
    try PushHook(
      form: .prePush, trustRoot: trust.trustRoot, permitsPending: trust.allowPending,
      side: .client(remote: remote)
    ).run(in: try HookPlace.open())
  }
}
