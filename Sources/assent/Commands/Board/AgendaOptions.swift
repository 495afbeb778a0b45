internal import ArgumentParser

/// How a board signs an agenda.
struct AgendaOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Approve the changes of this agenda, in its role; `assent agenda` makes one.",
      valueName: "file"))
  var agenda: String?

  @Option(
    help: ArgumentHelp(
      "The digest that the agenda's page shows; another file is refused.", valueName: "sha256:…"))
  var agendaDigest: String?

  @Option(
    help: ArgumentHelp("Leave this change of the agenda out; repeatable.", valueName: "id"))
  var except: [String] = []

  @Option(
    help: ArgumentHelp(
      "Object to this change of the agenda instead, by a short name; repeatable.",
      valueName: "id=name"))
  var objectTo: [String] = []

  /// Refuses what makes sense with an agenda alone.
  func refuseAlone() throws {
    guard except.isEmpty, objectTo.isEmpty, agendaDigest == nil else {
      throw Failure(
        "usage", "--except, --object-to and --agenda-digest go with --agenda",
        hint: "give --agenda FILE", exitStatus: 2)
    }
  }
}
