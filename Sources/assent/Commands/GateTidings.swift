internal import Acting
internal import ArgumentParser
internal import Decision
internal import Reporting

/// Whom a gate tells its answer beside the person or program that asked.
struct GateTidings: ParsableArguments {
  @ArgumentParser.Flag(
    help: ArgumentHelp(
      "Tell the later steps of GitHub Actions too.",
      discussion: """
        Adds verdict, reason-code, change-ids and status to GITHUB_OUTPUT, and a summary to \
        GITHUB_STEP_SUMMARY. Gitea and Forgejo take the same.
        """))
  var github = false

  @Option(
    help: ArgumentHelp(
      "Write the JSON to this file too; an older one is replaced.", valueName: "path"))
  var report: String?

  /// Finds out before anything is judged whether it can be told.
  ///
  /// - Parameter directory: where a report without a whole path lies.
  func ready(in directory: String) throws -> Ready {
    let ready = Ready(
      step: github ? try StepFiles() : nil, report: report.map { Files.path($0, in: directory) })
    // What an earlier run left there is no answer to this question.
    try ready.replaceReport("")
    return ready
  }

  /// The places to write to.
  struct Ready {
    fileprivate let step: StepFiles?
    fileprivate let report: String?

    /// Tells the answers about changes.
    func tell(_ verdicts: [Verdict], isSupposition: Bool) throws {
      let json = VerdictJSON(engine: engine)
      try replaceReport(verdicts.map { json.verdict($0).line }.joined())
      try step?.write(
        StepOutputs(verdicts, isSupposition: isSupposition), summary: StepSummary.text(verdicts))
    }

    /// Tells the answer about a deployment.
    func tell(_ deployment: Deployment, isSupposition: Bool) throws {
      try replaceReport(VerdictJSON(engine: engine).deployment(deployment).line)
      try step?.write(
        StepOutputs(deployment, isSupposition: isSupposition),
        summary: StepSummary.text(deployment))
    }

    /// Tells why there is no answer.
    func tell(_ failure: Failure, ids: [String]) throws {
      try replaceReport(VerdictJSON.error(code: failure.code, message: failure.message).line)
      try step?.write(
        StepOutputs(
          errorCode: failure.code, message: failure.message, exitStatus: failure.exitStatus,
          ids: ids),
        summary: StepSummary.text(errorCode: failure.code, message: failure.message))
    }

    fileprivate func replaceReport(_ text: String) throws {
      guard let report else { return }
      try acting { () throws(ActingError) in
        try Files.write(text, to: report, replacing: true)
      }
    }
  }
}
