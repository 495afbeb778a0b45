internal import Acting
internal import ArgumentParser
internal import Decision
internal import Git
internal import Glibc
internal import Ledger
internal import Primitives
internal import Records
internal import Reporting
internal import Waiting

/// How an inbox is written.
enum InboxFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, markdown, mail

  /// The suffix of its files.
  var suffix: String {
    switch self {
    case .text: "txt"
    case .json: "json"
    case .markdown: "md"
    case .mail: "eml"
    }
  }
}

/// `assent inbox`: the acts that wait for people.
struct InboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox",
    abstract: "Show per person the acts that would count now, their age, deadline and command.",
    discussion: """
      Whose inbox is shown: that of PERSON, of everybody with --all, else of whoever the policy \
      names for your signing key or your address. Exit status: 0 whatever waits, 2 wrong usage, \
      3 cannot be decided.
      """)

  @Argument(
    help: ArgumentHelp("Ids of people in policies/people.yaml.", valueName: "person"),
    completion: .people)
  var people: [String] = []

  @ArgumentParser.Flag(help: "Everybody for whom something waits.")
  var all = false

  @Option(help: "How it is written.")
  var format: InboxFormat = .text

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write one file for each person for whom something waits, PERSON.md or the like.",
      valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("The sender of --format mail.", valueName: "address"))
  var from: String?

  @OptionGroup var place: PlaceOptions
  @OptionGroup var standpoint: StandpointOptions

  func validate() throws {
    if all, !people.isEmpty { throw ValidationError("give people or --all, not both") }
    if format == .mail {
      guard let from else { throw ValidationError("--format mail needs --from ADDRESS") }
      guard InboxMail.isPlain(from) else {
        throw ValidationError("`--from \(PlainText.line(from))` is no plain address")
      }
      guard output != nil else { throw ValidationError("--format mail needs --output DIR") }
    }
  }

  func run() throws {
    let session = try Session(place, standpoint)
    // The process ends with its result; taking the history apart first would only cost time.
    _ = Unmanaged.passRetained(session.history)
    let inboxes = try InboxRun(place: place).inboxes(session, of: people, all: all)
    if let output { return try write(inboxes, into: Files.path(output, in: place.directory)) }
    switch format {
    case .text:
      let width = isatty(STDOUT_FILENO) == 1 ? Terminal.width : nil
      Terminal.result(InboxText(hasColour: Terminal.hasColour, width: width).page(inboxes))
    case .json: Terminal.result(InboxJSON(engine: engine).document(inboxes).line)
    case .markdown, .mail: Terminal.result(InboxMarkdown().page(inboxes))
    }
  }

  /// One file for each person for whom something waits.
  private func write(_ inboxes: Inboxes, into folder: String) throws {
    try acting { () throws(ActingError) in try Files.makeDirectory(folder) }
    for inbox in inboxes.people where !inbox.tasks.isEmpty {
      guard let text = text(inbox, of: inboxes) else {
        Terminal.remark(
          "remark: \(inbox.person) has no plain address in people.yaml, so no mail is written")
        continue
      }
      let path = "\(folder)/\(inbox.person).\(format.suffix)"
      try acting { () throws(ActingError) in try Files.write(text, to: path, replacing: true) }
      Terminal.result(path + "\n")
    }
  }

  private func text(_ inbox: Inbox, of inboxes: Inboxes) -> String? {
    switch format {
    case .text: InboxText(hasColour: false, width: nil).page(inboxes.only(inbox))
    case .json: InboxJSON(engine: engine).document(inboxes.only(inbox)).line
    case .markdown: InboxMarkdown().page(inbox, of: inboxes)
    case .mail: from.flatMap { InboxMail(from: $0) }?.message(inbox, of: inboxes)
    }
  }
}
