internal import ArgumentParser
internal import Decision
internal import Ledger
internal import Reporting

/// `assent explain`: why a change stands where it stands, and what comes next.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show why a change stands where it stands, and every act that does not count.",
    discussion: """
      Ends with the fewest acts that would open the gate, and who could make them. Exit status: 0 \
      whatever the gate says, 2 wrong usage, 3 cannot be decided, 4 no such change or act.
      """)

  @Argument(help: "The id of the change.", completion: .changes)
  var id: String

  @Option(
    help: ArgumentHelp("Explain the acts of this commit alone.", valueName: "commit"))
  var act: String?

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var standpoint: StandpointOptions

  func run() throws {
    let session = try Session(repository, standpoint)
    let verdict = try session.verdict(id)
    if let act { return try explain(act, verdict, session) }
    switch repository.format {
    case .json: Terminal.result(VerdictJSON(engine: engine).verdict(verdict).line)
    case .text:
      Terminal.result(
        try words(on: verdict, session).explanation(
          verdict, advice: advice(on: id, in: session.history, now: session.now),
          slot: nextSlot(for: id, in: session.history, now: session.now)))
    }
  }

  /// The words for a verdict, with what became of acts that have not landed.
  private func words(on verdict: Verdict, _ session: Session) throws -> VerdictText {
    let repository = try Session.open(self.repository.place)
    let carriers: [CarrierReference]
    do throws(LedgerError) {
      carriers = try CarrierReference.all(in: repository)
    } catch {
      throw Failure(error)
    }
    return VerdictText(
      hasColour: Terminal.hasColour,
      carriages: carriages(
        of: verdict, in: session.history, carriers: carriers.map { ($0.branch, $0.commit) }))
  }

  private func explain(_ act: String, _ verdict: Verdict, _ session: Session) throws {
    let commit = act.lowercased()
    guard commit.utf8.count >= 4 else {
      throw Failure(
        "usage", "`--act \(act)` is too short", hint: "give at least four digits of the commit",
        exitStatus: 2)
    }
    let found = accounts(ofActsIn: commit, on: id, in: session.history, now: session.now)
    guard !found.isEmpty else {
      throw Failure(
        "no-such-act", "no act on \(id) stands in a commit whose id begins with \(act)",
        hint: "assent explain \(id) names the commits of its acts, with --format json all of them",
        exitStatus: 4)
    }
    switch repository.format {
    case .json:
      Terminal.result(VerdictJSON(engine: engine).acts(found.map(\.verdict), of: id).line)
    case .text:
      let text = try words(on: verdict, session)
      Terminal.result(
        found.map { text.account($0, recordPath: verdict.record?.path) }.joined(separator: "\n"))
    }
  }
}
