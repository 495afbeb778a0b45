internal import ArgumentParser

/// `assent policy person`: who may act, and with which keys.
struct PolicyPersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person",
    abstract: "Edit who may act, and with which keys, in policies/people.yaml.",
    discussion: """
      Edits the files of the work tree and nothing else: comments and layout stay, the version of \
      the policy rises where it has to, and what would not load is not written. The policy then \
      needs its owners' approval like any other.
      """,
    subcommands: [
      PolicyPersonAddCommand.self, PolicyPersonRetireCommand.self, PolicyPersonKeyCommand.self,
    ])
}
