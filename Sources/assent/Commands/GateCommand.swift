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
    abstract: "Say whether a change, or a deployment of governed code, may happen now.",
    discussion: """
      Exit status: 0 allowed, 1 prevented, 8 awaiting, 3 cannot be decided, 4 nothing to judge. \
      A trust root from outside the repository is needed: --trust-root or ASSENT_TRUST_ROOT. \
      With --commit and --since the changes are those that the commits between link.
      """)

  @Argument(help: "The ids of the changes; the worst answer decides.", completion: .changes)
  var ids: [String] = []

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var standpoint: StandpointOptions
  @OptionGroup(title: "Deployment options") var deployment: DeploymentOptions

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

  @Option(
    help: ArgumentHelp(
      "Keep in this folder what need not be read again.",
      discussion: "Only where nobody else can write to it: see Documentation/SECURITY.md.",
      valueName: "folder"), completion: .directory)
  var cache: String?

  @OptionGroup var tidings: GateTidings

  func run() throws {
    let tidings = try tidings.ready(in: repository.directory)
    do {
      try judge(tidings)
    } catch let failure as Failure {
      try tidings.tell(failure, ids: ids)
      throw failure
    }
  }

  private func judge(_ tidings: GateTidings.Ready) throws {
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
    let ends = try ends()
    if ends == nil, ids.isEmpty {
      throw Failure(
        "usage", "no change is named", hint: "give ids, or --commit and --since", exitStatus: 2)
    }
    let question = try question()
    if let ends {
      let session = try Session(repository, standpoint)
      try refuseForeignTrunk(session)
      try answer(
        DeploymentGate(
          session: session, options: deployment, directory: repository.directory,
          commit: ends.commit, since: ends.since), tidings)
    } else {
      try answer(question, tidings)
    }
  }

  // MARK: Changes

  private func answer(_ question: GateQuestion, _ tidings: GateTidings.Ready) throws {
    let (verdicts, missing) = try Session.narrow(
      to: ids, repository.place, standpoint, cache: cache
    ) { session in
      try refuseForeignTrunk(session)
      var verdicts: [Verdict] = []
      var missing: [Failure] = []
      for id in ids {
        do {
          verdicts.append(try session.verdict(id, question: question))
        } catch let failure as Failure {
          missing.append(failure)
        }
      }
      return (verdicts, missing)
    }
    report(verdicts)
    // Later steps are told of no yes where a change that was asked about does not exist.
    if missing.isEmpty || verdicts.contains(where: { $0.gate.decision != .allowed }) {
      try tidings.tell(verdicts, isSupposition: whatIf)
    }
    try end(with: verdicts.map(\.gate.decision), missing: missing)
  }

  /// Ends with the worst status, in the order 3, 1, 8, 4, 0.
  private func end(with decisions: [GateDecision], missing: [Failure]) throws {
    let order: [Int32] = [3, 1, 8, 4, 0]
    let all = decisions.map(\.exitStatus) + missing.map(\.exitStatus)
    let worst = order.first(where: all.contains) ?? 3
    for failure in missing.dropFirst(worst == 4 ? 1 : 0) {
      Terminal.remark("assent: \(failure.message)")
    }
    // Nothing to judge is worse than a yes, and than nothing else.
    if worst == 4, let first = missing.first { throw first }
    throw Exit(status: whatIf && worst == 0 ? 8 : worst)
  }

  // MARK: Deployments

  /// Both ends of a deployment; nil if changes are asked about.
  private func ends() throws -> (commit: ObjectID, since: ObjectID)? {
    guard let since = deployment.since else {
      guard let option = deployment.given else { return nil }
      throw Failure(
        "usage", "\(option) asks about a deployment", hint: "give --commit and --since",
        exitStatus: 2)
    }
    guard let commit else {
      throw Failure(
        "usage", "--since asks about the deployment of a commit", hint: "give --commit",
        exitStatus: 2)
    }
    guard ids.isEmpty else {
      throw Failure(
        "usage", "a deployment finds its changes by the links of its commits",
        hint: "add others with --change", exitStatus: 2)
    }
    guard !rollback, artifact == nil else {
      throw Failure(
        "usage", "--since asks about the way forward of a commit",
        hint: "leave out --rollback and --artifact, or name a change instead", exitStatus: 2)
    }
    return (try Self.full(commit, of: "--commit"), try Self.full(since, of: "--since"))
  }

  private static func full(_ text: String, of option: String) throws -> ObjectID {
    guard let id = ObjectID(text) else {
      throw Failure(
        "usage", "`\(option) \(text)` is no full commit id", hint: "give all forty digits",
        exitStatus: 2)
    }
    return id
  }

  private func answer(_ gate: DeploymentGate, _ tidings: GateTidings.Ready) throws {
    let (answer, missing) = try gate.answer()
    let failures = missing.map { Failure(noSuchChange: $0) }
    // No yes is printed where a change that was asked about does not exist.
    if answer.decision != .allowed || failures.isEmpty {
      report(answer)
      try tidings.tell(answer, isSupposition: whatIf)
    }
    try end(with: [answer.decision], missing: failures)
  }

  private func report(_ answer: Deployment) {
    switch repository.format {
    case .json: Terminal.result(VerdictJSON(engine: engine).deployment(answer).line)
    case .text: Terminal.result(VerdictText(hasColour: Terminal.hasColour).deployment(answer))
    }
    guard !answer.leftOut.isEmpty, let system = deployment.system else { return }
    Terminal.remark(
      "remark: left out, since they do not affect \(system): "
        + answer.leftOut.joined(separator: ", "))
  }

  // MARK: The question

  private func question() throws -> GateQuestion {
    var question = GateQuestion(rollback: rollback, demandsArtifact: true)
    if let commit {
      question.artifacts.append(.commit(try Self.full(commit, of: "--commit")))
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
