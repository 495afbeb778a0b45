internal import ArgumentParser
internal import Git
internal import Glibc
internal import Ledger
internal import Primitives
internal import Reporting

/// Options that both hooks about pushes understand.
struct PushHookOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Trust begins at this commit of the trunk; else ASSENT_TRUST_ROOT or assent.trustRoot.",
      valueName: "commit"))
  var trustRoot: String?

  @ArgumentParser.Flag(
    help: "Let a policy onto the trunk whose approval follows in another push.")
  var allowPending = false
}

/// What the hooks about pushes have in common.
struct PushHook {
  /// More reasons are counted, not shown: a push may bring any number.
  private static let mostShown = 20

  let form: PushedReference.Form
  /// `--trust-root`, if given.
  let trustRoot: String?
  let permitsPending: Bool
  let side: PushCheck.Side

  /// Judges what standard input says is pushed.
  ///
  /// Ends with exit status 1 if the push is refused; throws where that cannot be decided.
  func run(in repository: borrowing Repository) throws {
    let input = try Self.standardInput()
    let root = try Self.trustRoot(trustRoot, repository)
    // A server has its trust root from its keeper, never from what is pushed.
    if side == .server, root == nil || root == .first {
      throw Failure(
        "trust-root-missing", "the hook needs a trust root: the full id of a commit of the trunk",
        hint: "git config assent.trustRoot COMMIT in this repository", exitStatus: 3)
    }
    let report: PushReport
    do throws(LedgerError) {
      report = try PushCheck(
        PushCheck.Settings(
          side: side, trustRoot: root ?? .first, permitsPending: permitsPending, now: Clock.now(),
          threads: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
      ).report(on: try PushedReference.all(in: input, form: form), in: repository)
    } catch {
      Terminal.remark("assent: push refused: it cannot be decided")
      throw Failure(error)
    }
    try end(report)
  }

  private func end(_ report: PushReport) throws {
    for remark in report.remarks.prefix(Self.mostShown) {
      Terminal.remark("assent: remark: " + PlainText.line(remark))
    }
    guard !report.refusals.isEmpty else { return }
    let count = report.refusals.count
    Terminal.remark("assent: push refused, \(count == 1 ? "1 reason" : "\(count) reasons")")
    for refusal in report.refusals.prefix(Self.mostShown) {
      Terminal.remark(
        PlainText.line("  \(refusal.reference): \(refusal.code.rawValue): \(refusal.message)"))
      Terminal.remark(PlainText.line("    try: \(refusal.advice)"))
    }
    if count > Self.mostShown { Terminal.remark("  and \(count - Self.mostShown) more") }
    throw Exit(status: 1)
  }

  // MARK: What the hook is told

  /// The trust root of flag, environment or `assent.trustRoot`; nil if none says any.
  static func trustRoot(
    _ given: String?, _ repository: borrowing Repository
  ) throws -> LedgerOptions.TrustRoot? {
    var options = PlaceOptions()
    options.directory = "."
    options.trunk = nil
    options.descendsFrom = nil
    options.trustRoot =
      given ?? Terminal.environment("ASSENT_TRUST_ROOT")
      ?? repository.configuration("assent.trustroot")
    return try Session.trustRoot(options)
  }

  private static func standardInput() throws -> String {
    let limit = 1 << 26
    guard let bytes = StandardInput.read(atMost: limit + 1), bytes.count <= limit else {
      throw Failure("file", "standard input cannot be read", exitStatus: 3)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
