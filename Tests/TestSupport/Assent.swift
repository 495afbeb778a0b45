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
    environment: [String: String] = [:], timeout: Double = 30
  ) throws -> Command.Outcome {
    try Command.run(
      try binary(), arguments, in: directory,
      environment: CleanEnvironment.variables(home: home).merging(environment) { $1 },
      timeout: timeout)
  }
}
