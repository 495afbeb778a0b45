internal import Acting
internal import ArgumentParser
internal import Git

/// Options that every command understands which signs for a person.
struct SigningOptions: ParsableArguments {
  @Option(
    name: [.customShort("m"), .long],
    help: ArgumentHelp("The reason, kept in the commit.", valueName: "text"))
  var message: String?

  @Option(
    help: ArgumentHelp(
      "Sign with this key instead of Git's own: an SSH key file, or an OpenPGP fingerprint.",
      discussion: "A public key whose private half is in the agent will do.", valueName: "key"))
  var key: String?

  @ArgumentParser.Flag(
    inversion: .prefixedNo, help: "Fetch the trunk before, where it is a remote's.")
  var fetch = true

  @ArgumentParser.Flag(
    inversion: .prefixedNo, help: "Publish what is signed; without, it stays on a local branch.")
  var push = true

  @ArgumentParser.Flag(
    help: "Print the unsigned commit and whether it would count, and stop.")
  var dryRun = false

  @ArgumentParser.Flag(name: [.customShort("y"), .long], help: "Do not ask before signing.")
  var yes = false

  /// How it is signed and published, trust and trunk included.
  func settings(
    _ place: PlaceOptions, _ repository: borrowing Repository
  ) throws -> Desk.Settings {
    Desk.Settings(
      key: key.map { Files.path($0, in: place.directory) }, fetches: fetch, pushes: push,
      ledger: try Session.ledgerOptions(place, repository, now: Clock.now()))
  }
}
