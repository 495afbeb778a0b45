internal import Acting
internal import ArgumentParser
internal import Diagnostics
internal import Reporting

/// Options of every command that reports findings: where they go, and when they fail.
struct FindingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How findings are written; may be repeated, all but one with =FILE.",
      discussion: """
        Without one for standard output, that has text. `github` also adds to the file that \
        GITHUB_STEP_SUMMARY names, if it is set.
        """, valueName: "format[=file]"))
  var format: [FormatChoice] = []

  @Option(
    help: ArgumentHelp(
      "Fail from this severity on, without it from error on.", valueName: "severity"))
  var failOn: FailOn?

  @ArgumentParser.Flag(help: "The same as --fail-on warning.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Colour of text.",
      discussion: """
        auto asks the terminal; NO_COLOR turns it off, else FORCE_COLOR or CLICOLOR_FORCE on.
        """, valueName: "when"))
  var color: ColourChoice = .auto

  @ArgumentParser.Flag(help: "Write suppressed findings into SARIF too, for archives.")
  var sarifSuppressed = false

  func validate() throws {
    guard format.count(where: { $0.file == nil }) < 2 else {
      throw ValidationError(
        "only one --format goes to standard output; give the others a file, such as sarif=out.sarif"
      )
    }
    var seen: Set<[UInt8]> = []
    for choice in format {
      guard let file = choice.file else { continue }
      guard seen.insert(Array(file.utf8)).inserted else {
        throw ValidationError("two formats would be written to \(file); name another file")
      }
    }
    guard !strict || failOn == nil || failOn == .warning else {
      throw ValidationError("--strict is --fail-on warning; give one of them")
    }
  }

  /// The exit status for what was found; never of a format.
  func status(_ summary: FindingSummary) -> Int32 {
    (failOn ?? (strict ? .warning : .error)).fails(summary) ? 1 : 0
  }

  /// Writes the files, then standard output.
  ///
  /// - Parameters:
  ///   - directory: where files without a whole path lie.
  ///   - read: the bytes of a file by the path that people see.
  func write(
    _ report: FindingReport, in directory: String, read: @escaping (String) -> PlainFile.Reading
  ) throws {
    let sources = SourceCache(read: read)
    func written(_ format: FindingFormat, hasColour: Bool) -> String {
      format.written(report, hasColour: hasColour, showsSuppressed: sarifSuppressed) {
        sources.text(of: $0)
      }
    }
    for choice in format {
      guard let file = choice.file else { continue }
      let text = written(choice.format, hasColour: false)
      try acting { () throws(ActingError) in
        try Files.write(text, to: Files.path(file, in: directory), replacing: true)
      }
    }
    if format.contains(where: { $0.format == .github }) { try StepFindings.add(report) }
    let shown = format.first { $0.file == nil }?.format ?? .text
    Terminal.result(written(shown, hasColour: color.isWanted))
    if shown.remarksLine { Terminal.remark(report.line) }
  }
}

/// Findings in the summary of a step of a GitHub workflow.
enum StepFindings {
  /// What GitHub takes; of a larger file it takes nothing.
  private static let largest = 1 << 20

  /// Adds a report to the file that the runner names; nothing where it names none.
  static func add(_ report: FindingReport) throws {
    guard let path = Terminal.environment("GITHUB_STEP_SUMMARY"), !path.isEmpty else { return }
    let room = min(FindingMarkdown.largest, largest - Files.size(path))
    // Others have filled it: with this text too all of it would be lost.
    guard room > 1000 else {
      Terminal.remark("the summary of the step is full; nothing is added to it")
      return
    }
    let text = FindingMarkdown.text(report, limit: room)
    try acting { () throws(ActingError) in try Files.append(text, to: path) }
  }
}
