internal import Acting
internal import Acts
internal import ArgumentParser
internal import Ledger

/// Options that every command which signs an act understands.
struct ActOptions: ParsableArguments {
  @Argument(help: "The ids of the changes; all are signed in one commit.", completion: .changes)
  var ids: [String] = []

  @OptionGroup var repository: RepositoryOptions

  @OptionGroup var signing: SigningOptions

  @Option(
    help: ArgumentHelp(
      "Further acts in the same commit, such as assess,schedule:change-manager.",
      valueName: "verb[:role],…"))
  var also: String?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("The person who triggered this machine.", valueName: "person"),
    completion: .people)
  var onBehalfOf: String?

  /// The acts that `--also` adds, on each change.
  func further() throws -> [(verb: Verb, role: String?)] {
    var result: [(verb: Verb, role: String?)] = []
    for part in (also ?? "").split(separator: ",") {
      let pieces = part.split(separator: ":", maxSplits: 1)
      guard let name = pieces.first, let verb = Verb(name: String(name)) else {
        throw Failure(
          "usage", "`\(part)` names no verb",
          hint: "write --also assess,schedule:change-manager", exitStatus: 2)
      }
      guard Self.combinable.contains(verb) else {
        throw Failure(
          "usage", "\(verb.name) has an answer of its own to give, so it cannot stand in --also",
          hint: "make it the command and the others --also", exitStatus: 2)
      }
      result.append((verb, pieces.dropFirst().first.map { String($0) }))
    }
    return result
  }

  /// Verbs that need no parameter that the record does not give.
  private static let combinable: Set<Verb> = [
    .submit, .assess, .approve, .reject, .withdraw, .schedule, .start, .review, .close, .cancel,
    .hold, .resume,
  ]
}

/// The role in which an act is made.
struct RoleOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The role to act in; left out, the one that fits.",
      discussion: "An owner's is spelt system-owner(SYSTEM).", valueName: "role"),
    completion: .roles)
  var role: String?
}

/// The record that an act may bring along.
struct RecordOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Sign this version of the record, with the evidence it names.",
      discussion: "Left out, the act edits nothing and is about the record on the trunk.",
      valueName: "file"), completion: .file(extensions: ["yaml"]))
  var record: String?
}

/// Where a board decided.
struct MinutesOption: ParsableArguments {
  @Option(help: ArgumentHelp("Where the minutes stand, such as CAB-2026-09.", valueName: "name"))
  var minutes: String?
}
