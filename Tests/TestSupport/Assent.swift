import Foundation

/// The program under test, driven as its users drive it.
package enum Assent {
  /// Where the program is: `ASSENT_BINARY`, or next to the tests.
  package static func binary() throws -> String {
    if let given = ProcessInfo.processInfo.environment["ASSENT_BINARY"], !given.isEmpty {
      return given
    }
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let products = (tests as NSString).deletingLastPathComponent
    let candidate = "\(products)/assent"
    guard access(candidate, X_OK) == 0 else {
      throw TestFailure("no program at \(candidate); set ASSENT_BINARY to one")
    }
    return candidate
  }

  /// Runs the program inside `directory`, with nothing of the tester's own environment.
  package static func run(
    _ arguments: [String], in directory: String, home: String,
    environment: [String: String] = [:], input: Data = Data(), timeout: Double = 30
  ) throws -> Command.Outcome {
    let outcome = try Command.run(
      try binary(), arguments, in: directory,
      environment: CleanEnvironment.variables(home: home).merging(environment) { $1 },
      input: input, timeout: timeout)
    if isWarm, arguments.first == "gate", !arguments.contains("--cache") {
      try compareWarm(outcome, arguments, directory, home, environment, timeout)
      try compareWhole(outcome, arguments) {
        try Command.run(
          try binary(), $0, in: directory,
          environment: CleanEnvironment.variables(home: home).merging(environment) { $1 },
          timeout: timeout)
      }
    }
    return outcome
  }

  /// Whether every gate is asked again with a cache, which must not change its answer, and then for
  /// the status of all changes, which has to agree:
  /// `ASSENT_WARM=1 swift test`.
  private static var isWarm: Bool { ProcessInfo.processInfo.environment["ASSENT_WARM"] == "1" }

  private static func compareWarm(
    _ cold: Command.Outcome, _ arguments: [String], _ directory: String, _ home: String,
    _ environment: [String: String], _ timeout: Double
  ) throws {
    guard !arguments.contains("--since"), arguments.contains("--now") else { return }
    let warm = try Command.run(
      try binary(), arguments + ["--cache", home + "/warm"], in: directory,
      environment: CleanEnvironment.variables(home: home).merging(environment) { $1 },
      timeout: timeout)
    guard warm.output == cold.output, warm.status == cold.status else {
      throw TestFailure("with a cache the gate says\n\(warm.text)\nand without\n\(cold.text)")
    }
  }
}
