internal import ArgumentParser

/// `assent policy person`.
struct PolicyPersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Edit who may act, with which keys, in policies/people.yaml.")
}
