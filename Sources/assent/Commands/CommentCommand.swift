internal import Acts
internal import ArgumentParser
internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Records
internal import Reporting

/// How a comment is written.
enum CommentFormat: String, CaseIterable, ExpressibleByArgument {
  case markdown, json
}

/// `assent comment`: what a pull request would do to changes, as the comment below it.
struct CommentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comment",
    abstract: "Write the comment below a pull request: verdict, merge button, what is missing.",
    discussion: """
      Judges the head as if it had been merged as it is, by the policy of the trunk; nothing of it \
      is run or checked out. At most 65,536 bytes of Markdown, beginning with a hidden marker by \
      which a later run finds the comment to replace. Exit status: 0 whatever it says, 2 wrong \
      usage, 3 cannot be decided, 4 the head touches no change (the comment says so too).
      """)

  @OptionGroup var place: PlaceOptions

  @Option(help: ArgumentHelp("The head of the pull request.", valueName: "revision"))
  var head: String

  @Option(help: ArgumentHelp("The branch that it goes to.", valueName: "branch"))
  var into: String?

  @Option(
    help: ArgumentHelp("Judge as of this time, such as 2026-03-08T01:00:00Z.", valueName: "time"))
  var now: String?

  @Option(help: "How the result is written.")
  var format: CommentFormat = .markdown

  func run() throws {
    let report = try report()
    guard !report.isForeign else { return try endForeign(report) }
    switch format {
    case .json: Terminal.result(VerdictJSON(engine: engine).pullRequest(report).line)
    case .markdown: Terminal.result(PullRequestComment(report).text())
    }
  }

  /// A comment that is there already has to be replaced: it would speak of what is no longer so.
  private func endForeign(_ report: PullRequestReport) throws {
    if format == .markdown { Terminal.result(PullRequestComment(report).text()) }
    throw Failure(
      "nothing-touched", "\(PlainText.line(head)) touches no change and no policy", exitStatus: 4)
  }

  private func report() throws -> PullRequestReport {
    var standpoint = StandpointOptions()
    (standpoint.head, standpoint.at, standpoint.now) = (head, nil, now)
    let session = try Session(place, standpoint)
    let repository = try Session.open(place)
    do throws(LedgerError) {
      return try PullRequestReading(session: session, into: into).report(repository)
    } catch {
      throw Failure(error)
    }
  }
}
