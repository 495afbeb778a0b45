internal import Acting
internal import Acts
internal import ArgumentParser
internal import Diagnostics
internal import Git
internal import Primitives
internal import Records
internal import Reporting
internal import Starting

/// `assent new`: the draft of a record.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write the draft of a change request.",
    discussion: """
      On a terminal it asks for what no flag says; elsewhere a missing answer is an error that \
      names its flag. What nobody has answered yet is a blank, <fill in …>, which `assent lint` \
      reports. The id is random, so that two branches never pick the same one.
      """)

  @Option(
    name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"),
    completion: .directory)
  var directory: String = "."

  @Option(help: "What is changed, in one line.") var title: String?
  @Option(
    help: "One of normal, standard, emergency.",
    completion: .list(["normal", "standard", "emergency"])) var type: String?
  @ArgumentParser.Flag(help: "An emergency: asks for the short set alone.") var emergency = false
  @Option(
    help: ArgumentHelp("Try this change again: its plans under a new id.", valueName: "id"),
    completion: .changes)
  var from: String?
  @Option(help: ArgumentHelp("Who asks for it.", valueName: "person"), completion: .people)
  var requester: String?
  @Option(help: ArgumentHelp("Who carries it out.", valueName: "person"), completion: .people)
  var implementer: String?
  @Option(
    help: ArgumentHelp("A system it touches; repeatable.", valueName: "id"), completion: .systems)
  var system: [String] = []
  @Option(help: "Where it happens.") var environment: String = "production"
  @Option(
    help: "One of low, medium, high, critical.",
    completion: .list(["low", "medium", "high", "critical"])) var risk: String?
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
    help: ArgumentHelp(
      "The kind of way back, such as revert-config; needed for production.",
      valueName: "strategy"))
  var rollback: String?
  @Option(
    help: ArgumentHelp("The signal that makes going back due.", valueName: "text"))
  var trigger: String?
  @Option(help: ArgumentHelp("Who decides to go back.", valueName: "person")) var decider: String?
  @Option(help: ArgumentHelp("Who decides in their absence.", valueName: "person"))
  var deputy: String?
  @Option(
    help: ArgumentHelp("The template of a standard change, with @version.", valueName: "name"))
  var template: String?
  @Option(help: ArgumentHelp("A parameter of the template; repeatable.", valueName: "name=value"))
  var parameter: [String] = []
  @Option(help: ArgumentHelp("An id of your own.", valueName: "id")) var id: String?
  @ArgumentParser.Flag(help: "Write the request alone; others add the other sections.")
  var requestOnly = false
  @ArgumentParser.Flag(help: "Open the draft in the editor, then lint it.") var edit = false
  @ArgumentParser.Flag(
    name: [.customShort("y"), .long],
    help: "Ask nothing: take what the flags say, and leave the rest blank.")
  var yes = false

  func run() throws {
    try refuseContradictions()
    if yes { Terminal.askNothing() }
    if edit { try Editor.require() }
    let repository: Repository
    do throws(GitError) { repository = try Repository(discoveringFrom: directory) } catch {
      throw Failure(error)
    }
    guard let root = repository.workTree else {
      throw Failure("usage", "a bare repository has no files to write to", exitStatus: 2)
    }
    let place = try RecordPlace(given: id, root: root, now: Clock.now())
    let modeline = SchemaFiles.modeline(for: place.path).map { $0 + "\n" } ?? ""
    let tree = WorkTree(root: root)
    let email = repository.configuration("user.email")
    let text =
      try from.map { try retry(of: $0, place.id, root, modeline) }
      ?? draft(place.id, tree, email, modeline)
    try check(text, place.path)
    try confirm(text, place.path)
    try acting { () throws(ActingError) in
      let folder = place.path.split(separator: "/").dropLast().joined(separator: "/")
      try Files.makeDirectory(root + folder)
      try Files.write(text, to: root + place.path)
    }
    Terminal.result("\(place.path)\n")
    if edit {
      try Editor.open(root + place.path)
      try lint(tree, place.path)
    } else {
      next(place, text)
    }
  }

  private func refuseContradictions() throws {
    let pairs: [(Bool, String)] = [
      (emergency && type != nil && type != "emergency", "--emergency and --type \(type ?? "")"),
      (emergency && template != nil, "--emergency and --template"),
      (template != nil && type != nil && type != "standard", "--template and --type \(type ?? "")"),
      (from != nil && (emergency || type != nil || template != nil), "--from and another type"),
      (emergency && requestOnly, "--emergency and --request-only"),
      (
        !parameter.isEmpty && template == nil && type != "standard", "--parameter and no --template"
      ),
    ]
    guard let pair = pairs.first(where: \.0) else { return }
    throw Failure("usage", "\(pair.1) contradict each other", exitStatus: 2)
  }

  // MARK: Texts

  private func draft(
    _ id: String, _ tree: WorkTree, _ email: String?, _ modeline: String
  ) throws -> String {
    let policy = PolicyFolder(of: tree).read().policy
    let interview = RecordInterview(
      options: self, tree: tree, policy: policy, email: email, now: Clock.now())
    var draft = try interview.draft(id: id)
    draft.modeline = modeline
    return draft.text
  }

  private func retry(
    of earlier: String, _ id: String, _ root: String, _ modeline: String
  ) throws -> String {
    guard let path = RecordPlace.path(of: earlier, root: root) else {
      throw Failure(
        "no-such-change", "there is no record of \(PlainText.line(earlier)) in this work tree",
        hint: "git pull; assent status lists the changes", exitStatus: 4)
    }
    let bytes = try acting { () throws(ActingError) in
      try Files.read(root + path, limit: 1 << 20)
    }
    guard let tree = RecordDocument.read(bytes, path: path).root else {
      throw Failure(
        "usage", "\(path) cannot be read", hint: "assent lint \(path)", exitStatus: 2)
    }
    for (time, flag) in [(start, "--start"), (end, "--end")] {
      guard let time, Instant(rfc3339: time) == nil else { continue }
      throw Failure(
        "usage", "`\(flag) \(time)` is no RFC 3339 time",
        hint: "write it like 2026-03-08T01:00:00+01:00", exitStatus: 2)
    }
    var answers = Retry.Answers(id: id)
    (answers.title, answers.requester, answers.modeline) = (title, requester, modeline)
    (answers.start, answers.end) = (start, end)
    let retry = Retry(of: earlier, tree, answers)
    Terminal.remark("copied from \(earlier): \(retry.copied.joined(separator: ", "))")
    Terminal.remark(
      "left behind: \(retry.dropped.isEmpty ? "nothing" : retry.dropped.joined(separator: ", "))")
    return retry.text
  }

  /// Reads the draft back: answers that break the format are not written.
  private func check(_ text: String, _ path: String) throws {
    // Bytes on the command line that are no text arrive as this sign.
    guard !text.unicodeScalars.contains("\u{FFFD}") else {
      throw Failure("usage", "an answer is not UTF-8", hint: "write it as UTF-8", exitStatus: 2)
    }
    let document = RecordDocument.read(Array(text.utf8), path: path)
    let broken = document.findings.first { $0.severity == .error && $0.rule != Blank.rule }
    guard let broken else { return }
    throw Failure(
      "usage", "these answers make no record: \(broken.message)", hint: broken.advice,
      exitStatus: 2)
  }

  // MARK: Before and after

  private func confirm(_ text: String, _ path: String) throws {
    guard Terminal.isInteractive else { return }
    Terminal.remark("\n\(text)")
    guard try Prompt.isSo("write \(path)", flag: "--yes", otherwise: true) else {
      throw Failure("usage", "nothing was written", exitStatus: 2)
    }
  }

  private func lint(_ tree: WorkTree, _ path: String) throws {
    let selection = try LintSelection([tree.absolute(path)], in: tree, directory: tree.root)
    let policy =
      PlainFile.kind(tree.absolute("policies")) == .directory
      ? PolicyFolder(of: tree).read() : nil
    let report = LintRun(
      tree: tree, selection: selection, policy: policy, stage: .approved, now: Clock.now()
    ).report()
    let sources = SourceCache { tree.read($0, limit: RecordLint.largestRecord) }
    let writer = FindingText(hasColour: Terminal.hasColour) { sources.text(of: $0) }
    for finding in report.findings { Terminal.result(writer.block(finding) + "\n") }
    Terminal.result(report.summary.line + "\n")
    throw Exit(status: report.summary.errors > 0 ? 1 : 0)
  }

  private func next(_ place: RecordPlace, _ text: String) {
    let blanks = text.occurrences(of: Blank.text("").dropLast())
    let work =
      switch blanks {
      case 0: "read it"
      case 1: "fill in the blank"
      default: "fill in the \(blanks) blanks"
      }
    Terminal.remark(
      """
      Next:
        1. \(work); assent lint \(place.path)
        2. bring it to the trunk by pull request
        3. assent submit \(place.id)
      """)
  }
}

extension String {
  /// How often a part occurs.
  fileprivate func occurrences(of part: Substring) -> Int {
    var (count, rest) = (0, self[...])
    while let found = rest.firstRange(of: part) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
