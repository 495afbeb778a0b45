internal import Acting
internal import Primitives
internal import Reporting

/// The files through which a step of GitHub Actions, or of what imitates it, speaks to later ones.
struct StepFiles {
  private let output: String
  private let summary: String?

  /// Finds them by the environment.
  ///
  /// Throws a failure with exit status 2 outside such a step.
  init() throws {
    guard let output = Terminal.environment("GITHUB_OUTPUT"), !output.isEmpty else {
      throw Failure(
        "usage", "--github writes the outputs of a step, and GITHUB_OUTPUT names no file",
        hint: "leave it out outside GitHub Actions", exitStatus: 2)
    }
    self.output = output
    let summary = Terminal.environment("GITHUB_STEP_SUMMARY") ?? ""
    self.summary = summary.isEmpty ? nil : summary
  }

  /// Adds outputs and summary to what earlier programs of the step wrote.
  func write(_ outputs: StepOutputs, summary text: String) throws {
    // Not to be foreseen by whoever wrote a record.
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    try acting { () throws(ActingError) in
      try Files.append(outputs.lines(delimiter: "assent-" + Hex.text(bytes)), to: output)
      if let summary { try Files.append(text, to: summary) }
    }
  }
}
