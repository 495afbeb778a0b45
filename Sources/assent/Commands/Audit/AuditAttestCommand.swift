internal import Acting
internal import ArgumentParser
internal import Decision
internal import EvidencePack
internal import Git
internal import Primitives
internal import Records
internal import Reporting

extension Attestations.Predicate: ExpressibleByArgument {}

/// `assent audit attest`: the live verdict as an in-toto Statement.
struct AuditAttestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attest", abstract: "Write the verdict on a change as an in-toto Statement.",
    discussion: """
      `svr` says what holds, and there is none for a change that the gate does not allow and whose \
      Start was not authorised (exit status 1); `vsa` says PASSED or FAILED. With --sign the file \
      of --out gets an SSH signature beside it, FILE.sig, in the name space assent-attestation.
      """)

  /// What the signature is for, so that it can be taken for nothing else.
  static let nameSpace = "assent-attestation"

  @Argument(help: "The id of the change.", completion: .changes)
  var id: String

  @Option(help: "Which statement.")
  var predicate: Attestations.Predicate = .vsa

  @Option(
    help: ArgumentHelp("Write to this new file instead of the terminal.", valueName: "file"),
    completion: .file())
  var out: String?

  @Option(
    help: ArgumentHelp("Sign the file of --out with this SSH key.", valueName: "key"),
    completion: .file())
  var sign: String?

  @OptionGroup var place: PlaceOptions

  @Option(help: ArgumentHelp("Judge as of this time.", valueName: "time"))
  var now: String?

  func run() throws {
    guard sign == nil || out != nil else {
      throw Failure(
        "usage", "--sign needs --out: the signature stands beside the file",
        hint: "add --out FILE", exitStatus: 2)
    }
    var standpoint = StandpointOptions()
    (standpoint.head, standpoint.at, standpoint.now) = (nil, nil, now)
    let session = try Session(place, standpoint)
    let verdict = try session.verdict(id)
    let history = session.history
    let charter = history.policy(at: history.tipPosition)?.policy.charter
    let attestations = Attestations(
      repository: charter?.repository ?? "", engine: engine, time: session.now)
    let change = history.changes[id]
    let record = change?.current.flatMap { change?.versions[$0].document.change }
    let subject = Attestations.Subject(
      verdict: verdict, artifacts: record?.implementation?.artifacts ?? [])
    guard let statement = attestations.statement(predicate, subject) else {
      throw Failure(
        "nothing-to-attest",
        "the gate does not allow \(id), and no Start of it was authorised: nothing holds",
        hint: "assent explain \(id), or --predicate vsa", exitStatus: 1)
    }
    guard let out else { return Terminal.result(statement.line) }
    try acting { () throws(ActingError) in try Files.write(statement.line, to: out) }
    if let sign { try Self.sign(out, with: sign) }
    Terminal.remark("wrote \(out)" + (sign == nil ? "" : " and \(out).sig"))
  }

  private static func sign(_ file: String, with key: String) throws {
    try acting { () throws(ActingError) in
      let path = file.hasPrefix("-") ? "./" + file : file
      let outcome = try Program(named: "ssh-keygen").run([
        "-q", "-Y", "sign", "-n", nameSpace, "-f", key, path,
      ])
      guard outcome.status == 0 else {
        throw ActingError(
          "signing-key", "ssh-keygen could not sign \(file): \(outcome.errorText)",
          hint: "give --sign an SSH key file", exitStatus: 2)
      }
    }
  }
}
