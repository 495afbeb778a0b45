internal import Acting
internal import Diagnostics
internal import Git
internal import Glibc
internal import Ledger
internal import Primitives
internal import Records
internal import Reporting
internal import Starting

/// The four questions of `init`, each asked only where no flag answers it.
struct PolicyInterview {
  let options: InitCommand
  /// Where it is asked.
  let place: InitCommand.Place

  /// The policy that the answers make.
  func draft() throws -> PolicyDraft {
    var draft = PolicyDraft()
    draft.repository = try name()
    draft.workflow = try workflow()
    try addPeople(to: &draft)
    draft.roles = try roles(draft)
    draft.threshold = options.threshold ?? min(2, draft.owners.count)
    guard draft.threshold >= 1, draft.threshold <= draft.owners.count else {
      throw Failure(
        "usage", "--threshold \(draft.threshold) cannot be met by \(draft.owners.count) owners",
        exitStatus: 2)
    }
    guard let carrier = Charter.Carrier(rawValue: options.carrier) else {
      throw Failure("usage", "--carrier is branch or push, not `\(options.carrier)`", exitStatus: 2)
    }
    draft.carrier = carrier
    let branch = place.branch ?? "main"
    let ownTrunk = try hasOwnTrunk()
    draft.trunk = options.trunk ?? (ownTrunk ? "changes" : branch)
    draft.codeBranch = ownTrunk ? options.codeBranch ?? branch : nil
    guard draft.codeBranch != draft.trunk else {
      throw Failure(
        "usage", "the changes and the code cannot both be on \(draft.trunk)",
        hint: "give --trunk or --code-branch another name", exitStatus: 2)
    }
    draft.today = CivilDate(daysSinceEpoch: Int(Clock.now().seconds / 86_400))
    draft.timeZone = options.timeZone ?? Self.localZone
    draft.zone = ZoneReader.rules(of: draft.timeZone)
    guard draft.zone != nil else {
      throw Failure(
        "usage", "this machine knows no time zone `\(draft.timeZone)`",
        hint: "an IANA name such as Europe/Berlin; install tzdata", exitStatus: 2)
    }
    return draft
  }

  // MARK: 1. The repository

  private func name() throws -> String {
    if let name = options.repository { return try Self.repository(name) }
    let guess = place.remote.map(Self.name) ?? (options.yes ? place.folder : nil)

    return try Prompt.answer(
      (Terminal.isInteractive ? "1/4  " : "")
        + "the name of the repository, such as harbourline/changes", flag: "--repository",
      otherwise: guess, read: Self.repository)
  }

  private static func repository(_ text: String) throws -> String {
    guard TextPattern.repository.allows(text) else {
      throw Failure(
        "usage", "`\(text)` is no name of a repository", hint: TextPattern.repository.advice,
        exitStatus: 2)
    }
    return text
  }

  /// The last two parts of a remote's address.
  private static func name(ofRemote url: String) -> String {
    var rest = url[...]
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    if rest.hasSuffix(".git") { rest = rest.dropLast(4) }
    return rest.split { $0 == "/" || $0 == ":" }.suffix(2).joined(separator: "/")
  }

  // MARK: 2. The workflow

  private func workflow() throws -> ReadyWorkflow {
    let names = ReadyWorkflow.allCases.map(\.rawValue)
    let text =
      try options.workflow
      ?? Prompt.choice(
        "2/4  the workflow to begin with",
        of: ReadyWorkflow.allCases.map { ($0.rawValue, $0.summary) }, flag: "--workflow",
        otherwise: ReadyWorkflow.standard.rawValue)
    guard let workflow = ReadyWorkflow(rawValue: text) else {
      throw Failure(
        "usage", "--workflow is \(names.joined(separator: ", ")), not `\(text)`",
        hint: NearestName.of(text, among: names).map { "did you mean `\($0)`" }, exitStatus: 2)
    }
    return workflow
  }

  // MARK: 3. The owners

  private func addPeople(to draft: inout PolicyDraft) throws {
    if let file = options.allowedSigners { draft.people = try signers(file) }
    for option in options.person {
      draft.people.append(
        try OwnerEntry.person(option, flag: "--person", directory: options.directory))
    }
    for option in options.owner {
      if draft.people.contains(where: { $0.id == option }) {
        draft.owners.append(option)
        continue
      }
      if !option.contains("="), options.allowedSigners != nil {
        let near = NearestName.of(option, among: draft.people.map(\.id))
        throw Failure(
          "usage", "nobody in \(options.allowedSigners ?? "") is called `\(option)`",
          hint: near.map { "did you mean `\($0)`" }
            ?? "one of \(draft.people.map(\.id).joined(separator: ", "))", exitStatus: 2)
      }
      let person = try OwnerEntry.person(option, flag: "--owner", directory: options.directory)
      draft.people.append(person)
      draft.owners.append(person.id)
    }
    guard draft.owners.isEmpty else { return }
    try OwnerInterview(options: options, place: place).add(to: &draft)
  }

  /// The people of a file of allowed signers; what it cannot say in full is refused by line.
  private func signers(_ file: String) throws -> [People.Person] {
    let path = Files.path(file, in: options.directory)
    let bytes = try acting { () throws(ActingError) in try Files.read(path, limit: 1 << 20) }
    let read = AllowedSigners.read(bytes, path: file, now: Clock.now())
    guard read.findings.isEmpty else {
      let sources = SourceCache { _ in PlainFile.read(path, limit: 1 << 20) }
      let writer = FindingText(hasColour: Terminal.hasColour) { sources.text(of: $0) }
      for finding in read.findings { Terminal.remark(writer.block(finding)) }
      throw Failure(
        "usage",
        "\(file) cannot be taken over whole, and nothing was written", exitStatus: 2)
    }
    for remark in read.remarks { Terminal.remark("\(file):\(remark.line): \(remark.text)") }
    return read.people
  }

  /// `--role ROLE=ID,ID`.
  private func roles(_ draft: PolicyDraft) throws -> [String: [String]] {
    var roles: [String: [String]] = [:]
    let known = draft.people.map(\.id)
    for option in options.role {
      let parts = option.split(separator: "=").map { String($0) }
      guard parts.count == 2, TextPattern.roleName.allows(parts[0]) else {
        throw Failure(
          "usage", "`--role \(option)` is not ROLE=ID,ID",
          hint: "--role change-manager=ana,bo", exitStatus: 2)
      }
      let ids = parts[1].split(separator: ",").map { String($0) }
      if let stranger = ids.first(where: { !known.contains($0) }) {
        throw Failure(
          "usage", "`--role \(option)`: nobody is called `\(stranger)`",
          hint: NearestName.of(stranger, among: known).map { "did you mean `\($0)`" }
            ?? "one of \(known.joined(separator: ", "))", exitStatus: 2)
      }
      roles[parts[0], default: []] += ids
    }
    return roles
  }

  // MARK: 4. The trunk

  private func hasOwnTrunk() throws -> Bool {
    if let answer = options.ownTrunk { return answer }
    return try Prompt.isSo(
      "4/4  does the code's branch squash or rebase pull requests?", flag: "--own-trunk")
  }

  /// The zone of this machine.
  private static var localZone: String {
    let folder = "/usr/share/zoneinfo/"
    guard let path = Files.resolved("/etc/localtime"), path.hasPrefix(folder) else { return "UTC" }
    let name = String(path.dropFirst(folder.count))
    return name == "Etc/UTC" || ZoneReader.rules(of: name) == nil ? "UTC" : name
  }
}
