internal import Acting
internal import ArgumentParser
internal import Decision
internal import Diagnostics
internal import Git
internal import Ledger
internal import Primitives
internal import Records
internal import Reporting
internal import Signatures
internal import Waiting

/// How an agenda is printed.
enum AgendaFormat: String, CaseIterable, ExpressibleByArgument {
  case markdown, html, yaml
}

/// `assent agenda`: what waits for a board, as a page and as a file to sign.
struct AgendaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agenda",
    abstract: "Write the agenda of a board: a page to read, and a file of digests to sign.",
    discussion: """
      Every submitted change whose approval is open in ROLE, those first that have to be decided \
      first. With --output, agenda.html, agenda.md and agenda.yaml are written; `assent approve \
      --agenda agenda.yaml` signs them in one commit. Exit status: 0 written, 2 wrong usage, 3 \
      cannot be decided, 4 nothing waits for the board.
      """)

  @Option(
    help: ArgumentHelp("The role in which the board approves.", valueName: "role"),
    completion: .roles)
  var role: String

  @Option(
    name: .customLong("for"), help: ArgumentHelp("The day of the meeting.", valueName: "date"))
  var day: String?

  @Option(
    help: ArgumentHelp("An earlier agenda.yaml, to say what changed since.", valueName: "file"))
  var previous: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the page and the file into this directory.", valueName: "dir"))
  var output: String?

  @Option(help: "How it is printed, without --output.")
  var format: AgendaFormat = .markdown

  @OptionGroup var place: PlaceOptions
  @OptionGroup var standpoint: StandpointOptions

  func run() throws {
    let date = try day.map { text in
      guard let date = CivilDate(text) else {
        throw Failure(
          "usage", "`--for \(PlainText.line(text))` is no date", hint: "write it like 2026-03-08",
          exitStatus: 2)
      }
      return date
    }
    let previous = try previous.map { try BoardFile.read($0, in: place.directory).agenda }
    let session = try Session(place, standpoint)
    _ = Unmanaged.passRetained(session.history)
    let agenda = try agenda(session, date, previous)
    let digest = sha256(of: Array(agenda.file.text.utf8))
    if let output {
      try write(agenda, digest, into: Files.path(output, in: place.directory))
    } else {
      Terminal.result(text(agenda, digest, format))
    }
    guard !agenda.items.isEmpty else {
      Terminal.remark("remark: no change waits for \(PlainText.line(role))")
      throw Exit(status: 4)
    }
  }

  private func agenda(_ session: Session, _ date: CivilDate?, _ previous: AgendaFile?) throws
    -> BoardAgenda
  {
    let history = session.history
    if let problem = history.problems.first(where: { $0.holds(at: history.tipPosition) }) {
      throw Failure(
        "policy-unsettled", "no approval would count at present: \(problem.message)",
        hint: "settle the policy first; assent status says more", exitStatus: 3)
    }
    guard
      let reader = AgendaReader(
        history: history, role: role, now: session.now, previous: previous),
      let policy = history.policy(at: history.tipPosition)?.policy
    else { throw Failure("policy-missing", "no policy is in force on the trunk", exitStatus: 3) }
    guard Roles(policy: policy).knows(role) else {
      throw Failure(
        "usage", "the policy knows no role `\(PlainText.line(role))`",
        hint: NearestName.of(role, among: policy.people.roles.keys.sorted())
          .map { "did you mean \($0)?" }, exitStatus: 2)
    }
    let items = try session.verdicts(reader.candidates) { reader.item(of: $0) }.compactMap { $0 }
    return reader.agenda(of: try items.map { try worded($0, session) }, for: date)
  }

  /// The item with the words of those who object.
  private func worded(_ item: AgendaItem, _ session: Session) throws -> AgendaItem {
    guard !item.objections.isEmpty else { return item }
    let repository = try Session.open(place)
    var item = item
    for index in item.objections.indices {
      do throws(GitError) {
        let message = try repository.commit(item.objections[index].commit).message
        item.objections[index].words = CommitBody.text(of: Array(message))
      } catch {
        throw Failure(error)
      }
    }
    return item
  }

  private func text(_ agenda: BoardAgenda, _ digest: SHA256Digest, _ format: AgendaFormat) -> String
  {
    switch format {
    case .markdown: AgendaMarkdown().page(agenda, digest: digest)
    case .html: AgendaHTML().page(agenda, digest: digest)
    case .yaml: agenda.file.text
    }
  }

  private func write(_ agenda: BoardAgenda, _ digest: SHA256Digest, into folder: String) throws {
    try acting { () throws(ActingError) in try Files.makeDirectory(folder) }
    for (name, format) in [
      ("agenda.html", AgendaFormat.html), ("agenda.md", .markdown), ("agenda.yaml", .yaml),
    ] {
      let text = text(agenda, digest, format)
      try acting { () throws(ActingError) in
        try Files.write(text, to: "\(folder)/\(name)", replacing: true)
      }
      Terminal.remark("wrote \(folder)/\(name)")
    }
    Terminal.result("\(digest)\n")
  }
}
