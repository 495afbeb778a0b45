internal import Acting
internal import Acts
internal import ArgumentParser
internal import Diagnostics
internal import Git
internal import Primitives
internal import Records
internal import Starting

/// `assent new`: the draft of a record.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write the draft of a change request.",
    discussion: "Its id is random, so that two branches never pick the same one.")

  @Option(name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"))
  var directory: String = "."

  @Option(help: "What is changed, in one line.") var title: String?
  @Option(help: "One of normal, standard, emergency.") var type: String?
  @Option(help: ArgumentHelp("Who asks for it.", valueName: "person")) var requester: String?
  @Option(help: ArgumentHelp("Who carries it out.", valueName: "person")) var implementer: String?
  @Option(help: ArgumentHelp("A system it touches; repeatable.", valueName: "id"))
  var system: [String] = []
  @Option(help: "Where it happens.") var environment: String = "production"
  @Option(help: "One of low, medium, high, critical.") var risk: String?
  @Option(help: ArgumentHelp("When the window opens, as RFC 3339.", valueName: "time"))
  var start: String?
  @Option(help: ArgumentHelp("When the window closes, as RFC 3339.", valueName: "time"))
  var end: String?
  @Option(help: ArgumentHelp("What is changed, in full.", valueName: "text"))
  var description: String?
  @Option(help: ArgumentHelp("Why it is needed.", valueName: "text")) var justification: String?
  @Option(help: ArgumentHelp("How to tell that it worked.", valueName: "text"))
  var expectedOutcome: String?
  @Option(help: ArgumentHelp("The incident, for an emergency.", valueName: "id"))
  var incident: String?
  @Option(help: ArgumentHelp("Why an emergency cannot wait.", valueName: "text"))
  var whyNotNormal: String?
  @Option(
    help: ArgumentHelp("The template of a standard change, with @version.", valueName: "name"))
  var template: String?
  @Option(help: ArgumentHelp("An id of your own.", valueName: "id")) var id: String?

  func run() throws {
    let repository: Repository
    do throws(GitError) { repository = try Repository(discoveringFrom: directory) } catch {
      throw Failure(error)
    }
    guard let root = repository.workTree else {
      throw Failure("usage", "a bare repository has no files to write to", exitStatus: 2)
    }
    let draft = try draft(root, repository.configuration("user.email"))
    let path = "changes/\(draft.id.split(separator: "-")[1])/\(draft.id).yaml"
    try check(draft, path)
    try acting { () throws(ActingError) in
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      try Files.makeDirectory(root + folder)
      try Files.write(draft.text, to: root + path)
    }
    Terminal.result("\(path)\n")
    Terminal.remark(
      """
      Next:
        1. fill it in; assent lint \(path) says what is missing
        2. bring it to the trunk by pull request
        3. assent submit \(draft.id)
      """)
  }

  // MARK: Answers

  private func draft(_ root: String, _ email: String?) throws -> RecordDraft {
    let title = try title ?? Prompt.answer("title, one line", flag: "--title")
    let kind = try kind()
    var draft = RecordDraft(
      id: try freshID(root), title: title, kind: kind,
      requester: try answeredRequester(root, email))
    draft.systems = system.isEmpty ? askedSystems() : system
    draft.risk = try level().flatMap { ChangeRequest.Risk(rawValue: $0) }
    draft.environment = environment
    draft.implementer = implementer
    (draft.start, draft.end) = (try time(start, "--start"), try time(end, "--end"))
    (draft.description, draft.justification) = (description, justification)
    (draft.expectedOutcome, draft.template) = (expectedOutcome, template)
    (draft.incident, draft.whyNotNormal) = (incident, whyNotNormal)
    return draft
  }

  private func kind() throws -> ChangeRequest.Kind {
    let text = type ?? Prompt.answer("type: normal, standard or emergency", otherwise: "normal")
    guard let kind = ChangeRequest.Kind(rawValue: text) else {
      throw Failure(
        "usage", "--type is normal, standard or emergency, not `\(text)`", exitStatus: 2)
    }
    return kind
  }

  private func level() throws -> String? {
    let text = risk ?? Prompt.answer("risk: low, medium, high or critical", otherwise: "")
    if text.isEmpty { return nil }
    guard ChangeRequest.Risk(rawValue: text) != nil else {
      throw Failure(
        "usage", "--risk is low, medium, high or critical, not `\(text)`", exitStatus: 2)
    }
    return text
  }

  private func askedSystems() -> [String] {
    Prompt.answer("systems it touches, separated by blanks", otherwise: "")
      .split { $0 == " " || $0 == "," }.map { String($0) }
  }

  /// The requester given, or whoever in `policies/people.yaml` has the user's address.
  private func answeredRequester(_ root: String, _ email: String?) throws -> String {
    if let requester { return requester }
    let own = email.flatMap { Self.person(withAddress: $0, root) }
    if let own { return Prompt.answer("requester", otherwise: own) }
    return try Prompt.answer("requester, an id of policies/people.yaml", flag: "--requester")
  }

  private static func person(withAddress email: String, _ root: String) -> String? {
    var files: [String: [UInt8]] = [:]
    for name in ["assent", "people", "systems", "workflow", "calendar"] {
      let path = "policies/\(name).yaml"
      do throws(ActingError) { files[path] = try Files.read(root + path, limit: 1 << 20) } catch {
        return nil
      }
    }
    let people = Policy.read(files: files).policy?.people.people.values
    return people?.filter { person in
      person.email.contains { $0.lowercased() == email.lowercased() }
    }.map(\.id).min()
  }

  /// The time as written, if it is one.
  private func time(_ text: String?, _ flag: String) throws -> String? {
    guard let text else { return nil }
    guard Instant(rfc3339: text) != nil else {
      throw Failure(
        "usage", "`\(flag) \(text)` is no RFC 3339 time",
        hint: "write it like 2026-03-08T01:00:00+01:00", exitStatus: 2)
    }
    return text
  }

  // MARK: The id

  private func freshID(_ root: String) throws -> String {
    if let id {
      guard ChangeID.isLegal(id) else {
        throw Failure(
          "usage", "`\(id)` is no id of a change", hint: "CHG-2026-7F3K; no I, L, O and U",
          exitStatus: 2)
      }
      guard !Self.isTaken(id, root) else {
        throw Failure("exists", "\(id) exists already", exitStatus: 2)
      }
      return id
    }
    let today = CivilDate(daysSinceEpoch: Int(Clock.now().seconds / 86_400))
    guard let id = ChangeName.fresh(year: today.year, isTaken: { Self.isTaken($0, root) }) else {
      throw Failure("exists", "no unused id was found", hint: "give one: --id", exitStatus: 2)
    }
    return id
  }

  private static func isTaken(_ id: String, _ root: String) -> Bool {
    let year = id.split(separator: "-")[1]
    return ["changes/\(id).yaml", "changes/\(year)/\(id).yaml", "changes/evidence/\(id)"]
      .contains { Files.exists(root + $0) }
  }

  /// Reads the draft back: answers that break the format are not written.
  private func check(_ draft: RecordDraft, _ path: String) throws {
    let document = RecordDocument.read(Array(draft.text.utf8), path: path)
    guard let finding = document.findings.first(where: { $0.severity == .error && $0.rule != Blank.rule }) else { return }
    throw Failure(
      "usage", "these answers make no record: \(finding.message)", hint: finding.advice,
      exitStatus: 2)
  }
}
