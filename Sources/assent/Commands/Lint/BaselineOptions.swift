internal import Acting
internal import ArgumentParser
internal import Diagnostics
internal import Lint
internal import Reporting

/// Findings that a run knows already.
struct BaselineOptions: ParsableArguments {
  /// A larger file is no baseline.
  private static let largest = 1 << 25

  @Option(
    help: ArgumentHelp(
      "Let the findings in this file pass, and take out of it what is cured.", valueName: "file"))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "Write every finding of now into this file, for --baseline.", valueName: "file"))
  var writeBaseline: String?

  @ArgumentParser.Flag(help: "Leave the baseline as it is, as with CI=true.")
  var frozen = false

  /// A baseline as it was read.
  struct Known {
    let path: String
    let bytes: [UInt8]
    let baseline: Baseline
  }

  /// Refuses flags that contradict each other.
  func check() throws {
    if baseline != nil, writeBaseline != nil {
      throw Failure(
        "usage", "--baseline and --write-baseline contradict each other", exitStatus: 2)
    }
    if frozen, baseline == nil {
      throw Failure("usage", "--frozen is about a --baseline", exitStatus: 2)
    }
  }

  /// The baseline that was named; nil if none was.
  func known(in directory: String) throws -> Known? {
    guard let baseline else { return nil }
    let path = Files.path(baseline, in: directory)
    switch PlainFile.read(path, limit: Self.largest) {
    case .bytes(let bytes):
      return Known(path: path, bytes: bytes, baseline: try Self.parsed(bytes, at: baseline))
    case .tooLarge:
      throw Self.odd(baseline, "it is larger than 32 MiB")
    case .unreadable(let why):
      throw Self.odd(baseline, why)
    }
  }

  /// Writes the baseline of these findings, if that was asked for; whether it was.
  func write(_ findings: [Finding], in directory: String) throws -> Bool {
    guard let writeBaseline else { return false }
    let path = Files.path(writeBaseline, in: directory)
    var before: [UInt8]?
    if PlainFile.kind(path) != .absent {
      // Whatever else stands there was not meant to be lost.
      guard case .bytes(let bytes) = PlainFile.read(path, limit: Self.largest) else {
        throw Self.odd(writeBaseline, "it is no plain file")
      }
      _ = try Self.parsed(bytes, at: writeBaseline, hint: "name another file, or remove this one")
      before = bytes
    }
    let baseline = Baseline(of: findings)
    try AtomicFile.write(
      Array(BaselineFile.text(baseline).utf8), to: path, replacing: before)
    let noun = baseline.total == 1 ? "finding" : "findings"
    Terminal.result("\(writeBaseline): \(baseline.total) \(noun) known from now on\n")
    return true
  }

  /// Takes what is cured out of the baseline, or says that it could be.
  ///
  /// - Parameter met: what of it is still found.
  func shrink(_ known: Known, to met: Baseline) throws {
    let cured = known.baseline.total - met.total
    guard cured > 0, let baseline else { return }
    let noun = cured == 1 ? "1 finding" : "\(cured) findings"
    guard !frozen, Terminal.environment("CI") != "true" else {
      Terminal.remark(
        "warning: \(noun) of \(PlainText.line(baseline)) \(cured == 1 ? "is" : "are") cured; "
          + "`assent lint --baseline \(PlainText.line(baseline))` takes them out")
      return
    }
    try AtomicFile.write(
      Array(BaselineFile.text(met).utf8), to: known.path, replacing: known.bytes)
    Terminal.remark("\(PlainText.line(baseline)): \(noun) cured and taken out")
  }

  private static func parsed(
    _ bytes: [UInt8], at name: String,
    hint: String = "restore it, or make it anew with --write-baseline"
  ) throws -> Baseline {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw odd(name, "it is not UTF-8", hint: hint)
    }
    do throws(BaselineFile.Fault) { return try BaselineFile.read(text) } catch {
      throw odd(name, "line \(error.line): \(error.message)", hint: hint)
    }
  }

  private static func odd(
    _ name: String, _ why: String,
    hint: String = "name a file that --write-baseline made"
  ) -> Failure {
    Failure("baseline", "\(name) is no baseline: \(why)", hint: hint, exitStatus: 2)
  }
}
