internal import ArgumentParser
internal import Decision
internal import Ledger
internal import Primitives
internal import Records
internal import Reporting

/// `assent gate`: the one word that a pipeline waits for.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Say whether a change may be deployed now.",
    discussion: """
      Exit status: 0 allowed, 1 prevented, 8 awaiting, 3 cannot be decided, 4 no such change. \
      A trust root from outside the repository is needed: --trust-root or ASSENT_TRUST_ROOT.
      """)

  @Argument(help: "The ids of the changes; the worst answer decides.")
  var ids: [String]

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var standpoint: StandpointOptions

  @Option(help: ArgumentHelp("The commit that is about to be deployed.", valueName: "id"))
  var commit: String?

  @Option(
    help: ArgumentHelp("The digest, version or snapshot about to be deployed.", valueName: "name"))
  var artifact: String?

  @ArgumentParser.Flag(help: "Ask for the way back instead.")
  var rollback = false

  @ArgumentParser.Flag(
    help: "Permit --head, --at, --now and another trunk; an open gate then exits with 8.")
  var whatIf = false

  func run() throws {
    if standpoint.isWhatIf, !whatIf {
      throw Failure(
        "usage", "--head, --at and --now do not ask about the present",
        hint: "add --what-if; an open gate then exits with 8", exitStatus: 2)
    }
    guard try Session.trustRoot(repository.place) != nil else {
      throw Failure(
        "trust-root-missing", "a gate needs a trust root from outside the repository",
        hint: "give --trust-root COMMIT or ASSENT_TRUST_ROOT", exitStatus: 3)
    }
    let question = try question()
    let session = try Session(repository, standpoint)
    try refuseForeignTrunk(session)
    var verdicts: [Verdict] = []
    var missing: Failure?
    for id in ids {
      do {
        verdicts.append(try session.verdict(id, question: question))
      } catch let failure as Failure {
        missing = missing ?? failure
      }
    }
    report(verdicts)
    let worst = verdicts.map(\.gate.decision).max() ?? .allowed
    // Nothing to judge is worse than a yes, and than nothing else.
    if let missing, worst == .allowed { throw missing }
    if let missing { Terminal.remark("assent: \(missing.message)") }
    let status = worst.exitStatus
    throw Exit(status: whatIf && status == 0 ? 8 : status)
  }

  private func question() throws -> GateQuestion {
    var question = GateQuestion(rollback: rollback, demandsArtifact: true)
    if let commit {
      guard let id = ObjectID(commit) else {
        throw Failure(
          "usage", "`--commit \(commit)` is no full commit id", hint: "give all forty digits",
          exitStatus: 2)
      }
      question.artifacts.append(.commit(id))
    }
    if let artifact { question.artifacts.append(.named(artifact)) }
    return question
  }

  /// A pipeline must not choose its own authority: the trunk is the policy's.
  private func refuseForeignTrunk(_ session: Session) throws {
    guard let named = repository.trunk, !whatIf,
      session.reading.trunk.reference != session.reading.ownTrunk
    else { return }
    let own = session.reading.ownTrunk ?? "none that exists here"
    throw Failure(
      "usage", "`--trunk \(named)` is not the policy's trunk, \(own)",
      hint: "leave it out, or add --what-if", exitStatus: 2)
  }

  private func report(_ verdicts: [Verdict]) {
    let json = VerdictJSON(engine: engine)
    for verdict in verdicts {
      switch repository.format {
      case .json: Terminal.result(json.verdict(verdict).line)
      case .text: Terminal.result(VerdictText(hasColour: Terminal.hasColour).gate(verdict))
      }
    }
  }
}
