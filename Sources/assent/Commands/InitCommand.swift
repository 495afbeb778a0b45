internal import Acting
internal import ArgumentParser
internal import Diagnostics
internal import Git
internal import Ledger
internal import PolicyLint
internal import Records
internal import Reporting
internal import Starting

/// `assent init`: the first policy of a repository.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a first policy into this repository.",
    discussion: """
      Asks four questions; each has a flag. Three owners with a threshold of two are a good \
      beginning: nobody changes the rules alone, and one lost key locks nobody out. Nothing is \
      ever overwritten, and either everything is written or nothing.
      """)

  @Option(
    name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"),
    completion: .directory)
  var directory: String = "."

  @Option(
    help: ArgumentHelp(
      "What acts are bound to, such as harbourline/changes.", valueName: "name"))
  var repository: String?

  @Option(
    help: ArgumentHelp("The workflow: small, standard or regulated.", valueName: "name"))
  var workflow: String?

  @Option(
    help: ArgumentHelp(
      "An owner of the policy; repeatable. With --allowed-signers an id is enough.",
      valueName: "id=name=email=keyfile"))
  var owner: [String] = []

  @Option(
    help: ArgumentHelp(
      "Somebody who owns nothing; repeatable.", valueName: "id=name=email=keyfile"))
  var person: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take people and keys from this OpenSSH file of allowed signers.", valueName: "file"))
  var allowedSigners: String?

  @Option(
    help: ArgumentHelp(
      "Who holds a role; repeatable. Of roles left out, the owners do.", valueName: "role=id,id"))
  var role: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many owners a change of the policy takes: 2, or 1 with one owner.", valueName: "n"))
  var threshold: Int?

  @ArgumentParser.Flag(
    inversion: .prefixedNo,
    help: "Give the changes a branch of their own, since the code's squashes or rebases.")
  var ownTrunk: Bool?

  @Option(
    help: ArgumentHelp(
      "The protected branch: the current one, or `changes` with --own-trunk.", valueName: "branch"))
  var trunk: String?

  @Option(
    help: ArgumentHelp(
      "The branch of the code, with --own-trunk; the current one.",
      valueName: "branch"))
  var codeBranch: String?

  @Option(
    help: ArgumentHelp(
      "Where the files of the own trunk go; beside this clone.", valueName: "path"))
  var workTree: String?

  @Option(
    help: ArgumentHelp(
      "Where acts go: `branch`, to be landed, or `push`, to the trunk itself.", valueName: "way"))
  var carrier: String = "branch"

  @Option(help: ArgumentHelp("The zone of the calendar; this machine's.", valueName: "name"))
  var timeZone: String?

  @ArgumentParser.Flag(
    name: [.customShort("y"), .long],
    help: "Ask nothing: the standard workflow, yourself as the owner, the current branch.")
  var yes = false

  /// The clone that it is run in.
  struct Place {
    let root: String
    let folder: String
    let branch: String?
    let remote: String?
    /// Whoever Git's configuration describes; nil where it has no name and no address.
    let owner: Person?
  }

  /// Somebody as far as Git's configuration knows.
  struct Person {
    let id: String
    let name: String?
    let email: String?
    let keyFile: String?
  }

  func run() throws {
    if yes { Terminal.askNothing() }
    let opened = try opened()
    let place = try place(opened)
    let interview = PolicyInterview(options: self, place: place)
    // Whoever has a policy already is told before any question.
    try refuseIfTaken(place.root)
    let draft = try interview.draft()
    let warnings = try check(draft)
    let root = try write(draft, place, opened)
    let written = draft.files.map(\.path) + ["\(SchemaFiles.folder)/, for editors"]
    Terminal.result(written.map { "wrote \(shown(root, place))\($0)\n" }.joined())
    for warning in warnings { Terminal.remark("warning: \(warning)") }
    Terminal.result(NextSteps(draft: draft, root: root, place: place).text)
  }

  private func opened() throws -> Repository {
    do throws(GitError) { return try Repository(discoveringFrom: directory) } catch {
      throw Failure(
        "not-a-repository", "no repository at \(directory) or above it", hint: "git init -b main",
        exitStatus: 2)
    }
  }

  private func place(_ repository: borrowing Repository) throws -> Place {
    guard let root = repository.workTree else {
      throw Failure(
        "usage", "a bare repository has no files to write to", hint: "run it in a clone",
        exitStatus: 2)
    }
    let head = repository.headReference()?.split(separator: "/").dropFirst(2).joined(separator: "/")
    let (name, email) = (
      repository.configuration("user.name"), repository.configuration("user.email")
    )
    let id = (email ?? name ?? "").prefix { $0 != "@" }.lowercased().map { letter in
      TextPattern.personID.allows("a\(letter)") ? String(letter) : "."
    }.joined()
    // Git takes the key itself as well; then there is no file to offer.
    let configured = repository.configuration("user.signingkey").flatMap { value in
      ["key::", "ssh-"].contains { value.hasPrefix($0) } ? nil : value
    }
    let key = configured.map { path in
      path.hasPrefix("~/") ? (Terminal.environment("HOME") ?? "") + path.dropFirst(1) : path
    }
    let owner =
      TextPattern.personID.allows(id)
      ? Person(id: id, name: name, email: email, keyFile: key) : nil
    return Place(
      root: root, folder: root.split(separator: "/").last.map { String($0) } ?? "changes",
      branch: head, remote: repository.configuration("remote.origin.url"), owner: owner)
  }

  private func refuseIfTaken(_ root: String) throws {
    let kind = PlainFile.kind(root + "policies")
    // An empty directory takes nobody's place.
    let listing = WorkTree(root: root).listing(below: "policies")
    guard kind != .absent, kind != .directory || !listing.files.isEmpty else { return }
    throw Failure(
      "exists", "policies/ exists already, and nothing was written",
      hint: "edit it; a policy in force is changed by its owners", exitStatus: 2)
  }

  // MARK: Result

  /// Reads the draft back and lints it: what would not load or could not work is not written.
  ///
  /// - Returns: what is doubtful about it.
  private func check(_ draft: PolicyDraft) throws -> [String] {
    var files: [String: [UInt8]] = [:]
    for file in draft.files { files[file.path] = Array(file.text.utf8) }
    // Bytes on the command line that are no text arrive as this sign.
    guard !draft.files.contains(where: { $0.text.unicodeScalars.contains("\u{FFFD}") }) else {
      throw Failure("usage", "an answer is not UTF-8", hint: "write it as UTF-8", exitStatus: 2)
    }
    let reading = Policy.read(files: files)
    let broken = reading.findings.first { $0.severity == .error }
    if let broken {
      throw Failure(
        "usage", "these answers make no policy: \(broken.message)", hint: broken.advice,
        exitStatus: 2)
    }
    guard let policy = reading.policy else { return [] }
    let findings = lintPolicy(policy, files: files, now: Clock.now()) { ZoneReader.rules(of: $0) }
      .filter { $0.severity != .note && $0.rule != "owners-without-spare" }
    guard
      draft.workflow.fewestPeople <= Set(draft.workflow.roles.flatMap(draft.holders)).count
        || (draft.owners.count < 2 && draft.workflow != .regulated)
    else {
      throw Failure(
        "usage",
        "the \(draft.workflow.rawValue) workflow keeps people apart: its roles take "
          + "\(draft.workflow.fewestPeople) of them at least",
        hint: "name more with --owner or --person and --role, or begin with --workflow standard",
        exitStatus: 2)
    }
    // One person alone can fill no seat anyway; whoever begins so is told, and adds people.
    if let error = findings.first(where: { $0.severity == .error }), draft.owners.count > 1 {
      throw Failure(
        "usage", "these answers make no policy that works: \(error.message) (\(error.rule))",
        hint: error.advice, exitStatus: 2)
    }
    return findings.map { "\($0.message) (\($0.rule))" }
      + (draft.owners.count < 2
        ? ["nobody approves their own change, so one person alone can approve nothing"] : [])
      + (draft.owners.count < draft.threshold + 1
        ? [
          "with \(draft.owners.count) owner(s) and a threshold of \(draft.threshold), one lost "
            + "key locks everybody out; add owners until there are \(draft.threshold + 1)"
        ] : [])
  }

  /// Writes all or nothing, and returns the root of the work tree that has it.
  private func write(
    _ draft: PolicyDraft, _ place: Place, _ repository: borrowing Repository
  ) throws -> String {
    let files = draft.files.map {
      (path: String($0.path.dropFirst("policies/".count)), text: $0.text)
    }
    guard draft.codeBranch != nil else {
      try acting { () throws(ActingError) in try write(files, to: place.root) }
      return place.root
    }
    var root = place.root[...]
    while root.hasSuffix("/") { root = root.dropLast() }
    let path = workTree.map { Files.path($0, in: directory) } ?? "\(root)-\(draft.trunk)"
    return try acting { () throws(ActingError) in
      let trunk = try OwnTrunk(branch: draft.trunk, at: path, in: repository)
      let root = try trunk.make(in: repository)
      do throws(ActingError) { try write(files, to: root) } catch {
        trunk.undo(in: repository)
        throw error
      }
      return root
    }
  }

  private func write(_ files: [(path: String, text: String)], to root: String) throws(ActingError) {
    _ = try SchemaFolder.write(to: root + SchemaFiles.folder)
    try Files.makeDirectory(root + "changes")
    // Last, and in one step: what makes it a policy.
    try Files.writeDirectory(root + "policies", files: files)
  }

  /// What stands before a path that is not in this clone.
  private func shown(_ root: String, _ place: Place) -> String { root == place.root ? "" : root }
}
