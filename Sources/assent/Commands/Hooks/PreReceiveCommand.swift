internal import ArgumentParser
internal import Git
internal import Ledger

/// `assent hook pre-receive`: guards the repository that is pushed to.
struct PreReceiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pre-receive",
    abstract: "Judge a push where it arrives; reads `old new ref` lines on standard input.",
    discussion: """
      On the trunk it refuses deletion, rewriting, a swapped first parent, commits that edit policy \
      and records at once, a policy that cannot be read or is not approved, unsound records and acts \
      that are no evidence. On branches below assent/ it takes acts of the person they are named \
      for. Everything else passes.
      """)

  @OptionGroup var trust: PushHookOptions

  func run() throws {
    let repository = try HookPlace.open()
    do throws(GitError) {
      try repository.readAlso(objectDirectories: HookPlace.quarantine())
    } catch {
      throw Failure(error)
    }
    try PushHook(
      form: .preReceive, trustRoot: trust.trustRoot, permitsPending: trust.allowPending,
      side: .server
    ).run(in: repository)
  }
}

/// Where Git runs a hook.
enum HookPlace {
  /// The repository that Git names, else the one around the working directory.
  static func open() throws -> Repository {
    var options = PlaceOptions()
    options.directory = Terminal.environment("GIT_DIR") ?? "."
    return try Session.open(options)
  }

  /// The directories that hold the objects of a push before it is accepted.
  static func quarantine() -> [String] {
    let own = [
      Terminal.environment("GIT_OBJECT_DIRECTORY"), Terminal.environment("GIT_QUARANTINE_PATH"),
    ].compactMap { $0 }
    let others = Terminal.environment("GIT_ALTERNATE_OBJECT_DIRECTORIES") ?? ""
    var seen: Set<String> = []
    return (own + others.split(separator: ":").map { String($0) })
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
