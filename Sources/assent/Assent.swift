internal import Acting
internal import ArgumentParser
internal import Glibc
internal import Reporting

/// Name and version as verdicts carry them.
let engine = "assent 0.1.0"

/// The command line.
struct Assent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assent",
    abstract: "Changes as code: records in Git, approvals as signatures, stages derived.",
    discussion: """
      A change request is a YAML file under changes/. People act on it by signing commits. \
      Which stage a change has reached is derived from the history of the trunk.
      """,
    version: engine,
    subcommands: [
      InitCommand.self, NewCommand.self, LintCommand.self, RuleCommand.self, SchemaCommand.self,
      LanguageServerCommand.self, DemoCommand.self,
      StatusCommand.self, ExplainCommand.self, CommentCommand.self, CalendarCommand.self,
      GateCommand.self, PolicyCommand.self, HookCommand.self, DoctorCommand.self,
      SubmitCommand.self, AssessCommand.self, ApproveCommand.self, ObjectCommand.self,
      ResolveCommand.self, RejectCommand.self, WithdrawCommand.self, TestCommand.self,
      ScheduleCommand.self, StartCommand.self, FinishCommand.self, ReviewCommand.self,
      CloseCommand.self, CancelCommand.self, HoldCommand.self, ResumeCommand.self,
      ExceptCommand.self, OverrideCommand.self, LandCommand.self,
      InboxCommand.self, AgendaCommand.self, DelegationCommand.self, AuditCommand.self,
    ])
}

@main
enum Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // A file that grows beyond what the shell allows is an error to report, not our end.
    signal(SIGXFSZ, SIG_IGN)
    let status = answer(arguments)
    if status == 0, Terminal.hasLostResult {
      Terminal.remark("assent: standard output cannot be written")
      exit(2)
    }
    exit(status)
  }

  private static func answer(_ arguments: [String]) -> Int32 {
    // Scripts ask for the version often: it needs no parser.
    guard arguments == ["--version"] else { return run(arguments) }
    Terminal.result(engine + "\n")
    return 0
  }

  /// Runs a command line and returns its exit status.
  static func run(_ arguments: [String]) -> Int32 {
    let wantsJSON = wantsJSON(arguments)
    do {
      var command = try Assent.parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let exit as Exit {
      return exit.status
    } catch let failure as Failure {
      report(failure, asJSON: wantsJSON)
      return failure.exitStatus
    } catch let error as ActingError {
      let failure = Failure(error)
      report(failure, asJSON: wantsJSON)
      return failure.exitStatus
    } catch {
      return reportUsage(error, asJSON: wantsJSON)
    }
  }

  private static func report(_ failure: Failure, asJSON: Bool) {
    if asJSON {
      Terminal.result(VerdictJSON.error(code: failure.code, message: failure.message).line)
    }
    Terminal.remark("assent: \(failure.message)")
    if let hint = failure.hint { Terminal.remark("  try: \(hint)") }
  }

  /// What the parser throws: help and version are results, the rest is wrong usage.
  private static func reportUsage(_ error: any Error, asJSON: Bool) -> Int32 {
    let message = Assent.fullMessage(for: error)
    guard Assent.exitCode(for: error) != .success else {
      Terminal.result(message + "\n")
      return 0
    }
    if asJSON { Terminal.result(VerdictJSON.error(code: "usage", message: message).line) }
    Terminal.remark(message)
    return 2
  }

  private static func wantsJSON(_ arguments: [String]) -> Bool {
    arguments.contains("--format=json")
      || zip(arguments, arguments.dropFirst()).contains { $0 == ("--format", "json") }
  }
}
