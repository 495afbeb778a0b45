internal import Acting
internal import ArgumentParser
internal import Git
internal import Primitives
internal import Records

/// `assent policy person add`.
struct PolicyPersonAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add somebody with a key and roles.")

  @Argument(help: ArgumentHelp("The id, such as ana.ruiz.", valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("The name.", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("An address; may be repeated.", valueName: "address"))
  var email: [String]

  @Option(
    help: ArgumentHelp("The SSH public key.", valueName: "file.pub"),
    completion: .file(extensions: ["pub"]))
  var key: String

  @Option(help: ArgumentHelp("A role; may be repeated.", valueName: "role"), completion: .roles)
  var role: [String] = []

  @ArgumentParser.Flag(help: "It is a machine, which can only test and implement.")
  var machine = false

  @OptionGroup var place: PlaceOptions

  func run() throws {
    var person = People.Person(id: id)
    person.name = name
    person.email = email
    person.kind = machine ? .machine : .human
    let line = try PolicyPersonRun.publicKey(key, place)
    person.keys = [People.Key(material: .ssh(line))]
    var seen: Set<String> = []
    let roles = role.filter { seen.insert($0).inserted }
    try PolicyPersonRun(place: place).run(.add(person, roles: roles))
  }
}

/// `assent policy person retire`.
struct PolicyPersonRetireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire",
    abstract: "Retire somebody's keys and take their roles away, or retire one key.",
    discussion: """
      The entry stays: acts that were integrated before keep counting, and addresses keep keeping \
      people out. Where the owners have a revoke-threshold, it is enough for this.
      """)

  @Argument(help: ArgumentHelp("The id.", valueName: "id"), completion: .people)
  var id: String

  @Option(
    help: ArgumentHelp("Retire this key alone; roles stay.", valueName: "file.pub"),
    completion: .file(extensions: ["pub"]))
  var key: String?

  @OptionGroup var place: PlaceOptions

  func run() throws {
    let line = try key.map { try PolicyPersonRun.publicKey($0, place) }
    try PolicyPersonRun(place: place).run(.retire(id, key: line))
  }
}

/// `assent policy person replace-key`.
struct PolicyPersonKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replace-key", abstract: "Give somebody a new key.",
    discussion: """
      The keys before stay, unless they are retired, which leaves their past acts alone, or marked \
      as compromised, which voids every act integrated since COMMIT. A mark cannot be taken back.
      """)

  @Argument(help: ArgumentHelp("The id.", valueName: "id"), completion: .people)
  var id: String

  @Option(
    help: ArgumentHelp("The new SSH public key.", valueName: "file.pub"),
    completion: .file(extensions: ["pub"]))
  var key: String

  @ArgumentParser.Flag(help: "Retire the keys that were active.")
  var retireOld = false

  @Option(
    help: ArgumentHelp(
      "Mark the keys that were active as known to others since this commit of the trunk.",
      valueName: "commit"))
  var compromisedSince: String?

  @OptionGroup var place: PlaceOptions

  func run() throws {
    let line = try PolicyPersonRun.publicKey(key, place)
    let run = PolicyPersonRun(place: place)
    let since = try compromisedSince.map { try run.commit($0) }
    try run.run(.replace(id, key: line, retiresOld: retireOld, compromisedSince: since))
  }
}
