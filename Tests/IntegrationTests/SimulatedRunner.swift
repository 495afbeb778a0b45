import Foundation
import TestSupport

/// A machine that runs the scripts of pipelines: the program under test and stand-ins on PATH, and
/// the files through which steps speak to each other.
struct SimulatedRunner {
  /// What a script left behind.
  struct Outcome {
    let status: Int32
    let log: String
    /// The outputs, read as the runner reads them.
    let outputs: [String: String]
    let summary: String
  }

  let folder: ScratchFolder
  private var programs: String { "\(folder.path)/programs" }
  private var temporary: String { "\(folder.path)/temporary" }

  /// Whatever a script was made to run that it should not.
  var canary: String { "\(folder.path)/canary" }

  init() throws {
    folder = try ScratchFolder("runner")
    for path in [programs, temporary, "\(folder.path)/home"] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    try FileManager.default.createSymbolicLink(
      atPath: "\(programs)/assent", withDestinationPath: try Assent.binary())
  }

  /// Puts a stand-in on PATH: `sh` that writes its arguments, a line each, to `NAME.log` first.
  func stub(_ name: String, _ script: String) throws {
    try? FileManager.default.removeItem(atPath: "\(programs)/\(name)")
    let log = "\(folder.path)/\(name).log"
    try folder.write(
      "#!/bin/sh\n{ echo --; printf '%s\\n' \"$@\"; } >> '\(log)'\n\(script)\n",
      to: "programs/\(name)")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(programs)/\(name)")
  }

  /// With which arguments a stand-in was called.
  func calls(of name: String) -> [[String]] {
    let text = try? String(contentsOfFile: "\(folder.path)/\(name).log", encoding: .utf8)
    return (text ?? "").split(separator: "--\n").map {
      $0.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
  }

  /// Runs a step as GitHub's runner does, its expressions replaced by what the context says.
  func run(
    _ step: PipelineFile.Step, in directory: String, context: [String: String] = [:]
  ) throws -> Outcome {
    let all = context.merging(["runner.temp": temporary]) { first, _ in first }
    return try run(
      step.script, in: directory,
      variables: step.variables.mapValues { Expression.text($0, context: all) })
  }

  /// Runs a script under `bash -eo pipefail`, as GitHub and GitLab do.
  func run(_ script: String, in directory: String, variables: [String: String]) throws -> Outcome {
    let output = "\(folder.path)/output"
    let summary = "\(folder.path)/summary"
    for path in [output, summary] { try Data().write(to: URL(filePath: path)) }
    try folder.write(script, to: "script.sh")
    var environment = CleanEnvironment.variables(home: "\(folder.path)/home")
    environment["PATH"] = "\(programs):/usr/bin:/bin"
    environment["GITHUB_OUTPUT"] = output
    environment["GITHUB_STEP_SUMMARY"] = summary
    environment["CI"] = "true"
    let outcome = try Command.run(
      "/bin/bash", ["--noprofile", "--norc", "-eo", "pipefail", "\(folder.path)/script.sh"],
      in: directory, environment: environment.merging(variables) { $1 })
    return Outcome(
      status: outcome.status, log: outcome.text + outcome.errorText,
      outputs: try Self.outputs(String(contentsOfFile: output, encoding: .utf8)),
      summary: try String(contentsOfFile: summary, encoding: .utf8))
  }

  /// `name=value`, or `name<<DELIMITER`, lines, `DELIMITER`; anything else fails the step.
  private static func outputs(_ text: String) throws -> [String: String] {
    var result: [String: String] = [:]
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    while let line = lines.popFirst() {
      let equals = line.range(of: "=")?.lowerBound ?? line.endIndex
      let heredoc = line.range(of: "<<")?.lowerBound ?? line.endIndex
      guard equals != heredoc else { throw TestFailure("no output: \(line)") }
      if equals < heredoc {
        result[String(line[..<equals])] = String(line[equals...].dropFirst())
        continue
      }
      let delimiter = line[heredoc...].dropFirst(2)
      guard let end = lines.firstIndex(of: delimiter) else {
        throw TestFailure("no end of \(line)")
      }
      result[String(line[..<heredoc])] = lines[..<end].joined(separator: "\n")
      lines = lines[end...].dropFirst()
    }
    return result
  }
}

/// The expressions that our files use: names, literals, and `||` between them.
enum Expression {
  /// The text with every `${{ … }}` replaced.
  static func text(_ text: String, context: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.range(of: "${{"), let end = rest.range(of: "}}") {
      result += rest[..<start.lowerBound] + value(rest[start.upperBound..<end.lowerBound], context)
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  private static func value(_ expression: Substring, _ context: [String: String]) -> String {
    for part in expression.components(separatedBy: "||") {
      let name = part.trimmingCharacters(in: .whitespaces)
      let value =
        name.hasPrefix("'") ? String(name.dropFirst().dropLast()) : context[name] ?? ""
      if !value.isEmpty { return value }
    }
    return ""
  }
}
