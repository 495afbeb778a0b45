internal import Acting
internal import ArgumentParser
internal import Diagnostics
internal import Git
internal import Records
internal import Reporting

/// `assent init`: the first policy of a repository.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a first policy into this repository.",
    discussion: """
      Three owners with a threshold of two are a good beginning: nobody changes the rules alone, \
      and one lost key locks nobody out.
      """)

  @Option(
    name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"),
    completion: .directory)
  var directory: String = "."

  @Option(
    help: ArgumentHelp(
      "What acts are bound to, such as harbourline/changes.", valueName: "name"))
  var repository: String?

  @Option(help: ArgumentHelp("The protected branch; the current one.", valueName: "branch"))
  var trunk: String?

  @Option(
    help: ArgumentHelp("An owner of the policy; repeatable.", valueName: "id=name=email=keyfile"))
  var owner: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many owners a change of the policy takes: 2, or 1 with one owner.", valueName: "n"))
  var threshold: Int?

  @Option(
    help: ArgumentHelp(
      "Where acts go: `branch`, to be landed, or `push`, to the trunk itself.", valueName: "way"))
  var carrier: String = "branch"

  func run() throws {
    let place = try opened()
    let draft = try draft(place)
    try check(draft)
    for file in draft.files where Files.exists(place.root + file.path) {
      throw Failure(
        "exists", "\(file.path) exists already",
        hint: "edit it; a policy in force is changed by its owners", exitStatus: 2)
    }
    try acting { () throws(ActingError) in
      try Files.makeDirectory(place.root + "policies")
      try Files.makeDirectory(place.root + "changes")
      for file in draft.files { try Files.write(file.text, to: place.root + file.path) }
      _ = try SchemaFolder.write(to: place.root + SchemaFiles.folder)
    }
    report(draft)
  }

  private struct Place {
    let root: String
    let branch: String?
    let remote: String?
  }

  private func opened() throws -> Place {
    let repository: Repository
    do throws(GitError) { repository = try Repository(discoveringFrom: directory) } catch {
      throw Failure(
        "not-a-repository", "no repository at \(directory) or above it", hint: "git init -b main",
        exitStatus: 2)
    }
    guard let root = repository.workTree else {
      throw Failure(
        "usage", "a bare repository has no files to write to", hint: "run it in a clone",
        exitStatus: 2)
    }
    let head = repository.headReference()?.split(separator: "/").dropFirst(2).joined(separator: "/")
    return Place(
      root: root, branch: head, remote: repository.configuration("remote.origin.url"))
  }

  // MARK: Answers

  private func draft(_ place: Place) throws -> PolicyDraft {
    let name = try repository ?? answeredName(place)
    var owners = try owner.map { try OwnerEntry(option: $0, directory: directory) }
    if owners.isEmpty { owners = try askedOwners() }
    let threshold = threshold ?? min(2, owners.count)
    guard threshold >= 1, threshold <= owners.count else {
      throw Failure(
        "usage", "--threshold \(threshold) cannot be met by \(owners.count) owners",
        exitStatus: 2)
    }
    guard Charter.Carrier(rawValue: carrier) != nil else {
      throw Failure("usage", "--carrier is branch or push, not `\(carrier)`", exitStatus: 2)
    }
    return PolicyDraft(
      repository: name, trunk: trunk ?? place.branch ?? "main", owners: owners,
      threshold: threshold, carrier: carrier)
  }

  private func answeredName(_ place: Place) throws -> String {
    let guess = place.remote.map(Self.name) ?? ""
    let question = "the name of the repository, such as harbourline/changes"
    if guess.isEmpty { return try Prompt.answer(question, flag: "--repository") }
    return Prompt.answer(question, otherwise: guess)
  }

  /// The last two parts of a remote's address.
  private static func name(ofRemote url: String) -> String {
    var rest = url[...]
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    if rest.hasSuffix(".git") { rest = rest.dropLast(4) }
    return rest.split { $0 == "/" || $0 == ":" }.suffix(2).joined(separator: "/")
  }

  private func askedOwners() throws -> [OwnerEntry] {
    var owners: [OwnerEntry] = []
    Terminal.remark("Owners may change the policy. Three with a threshold of two are recommended.")
    while true {
      let which = owners.isEmpty ? "the first owner" : "the next owner"
      let id =
        owners.isEmpty
        ? try Prompt.answer("\(which), as an id like ana.ruiz", flag: "--owner")
        : Prompt.answer("\(which), empty to end", otherwise: "")
      if id.isEmpty { return owners }
      owners.append(
        try OwnerEntry(
          id: id, name: try Prompt.answer("full name", flag: "--owner"),
          email: try Prompt.answer("e-mail address", flag: "--owner"),
          keyFile: Files.path(
            try Prompt.answer("file of the public SSH key", flag: "--owner"), in: directory)))
    }
  }

  // MARK: Result

  /// Reads the draft back: what would not load is not written.
  private func check(_ draft: PolicyDraft) throws {
    var files: [String: [UInt8]] = [:]
    for file in draft.files { files[file.path] = Array(file.text.utf8) }
    let reading = Policy.read(files: files)
    guard let finding = reading.findings.first(where: { $0.severity == .error }) else { return }
    throw Failure(
      "usage", "these answers make no policy: \(finding.message)", hint: finding.advice,
      exitStatus: 2)
  }

  private func report(_ draft: PolicyDraft) {
    let written = draft.files.map(\.path) + ["\(SchemaFiles.folder)/, for editors"]
    Terminal.result(written.map { "wrote \($0)\n" }.joined())
    if draft.owners.count < draft.threshold + 1 {
      Terminal.remark(
        "warning: with \(draft.owners.count) owner(s) and a threshold of \(draft.threshold), one "
          + "lost key locks everybody out; add owners until there are \(draft.threshold + 1)")
    }
    if draft.owners.count < 2 {
      Terminal.remark(
        "warning: nobody approves their own change, so one person alone can approve nothing")
    }
    Terminal.result(
      """

      Next:
        1. read policies/, adjust roles and systems
        2. git add policies .assent && git commit -m "Agree on a policy"
        3. export ASSENT_TRUST_ROOT=$(git rev-parse HEAD)   # trust begins at this commit
           keep that id outside the repository: in the pipeline's settings, for example
        4. assent new

      """)
  }
}
