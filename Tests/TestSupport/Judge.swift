import Foundation

/// A program that is not ours and reads what Assent writes, installed by `.ci/judges` from PyPI.
///
///     @Test(.enabled(if: Judge.sarif.isExpected, "\(Judge.sarif.absence)"))
///
/// Without a network such a test is skipped by name; in CI it runs, and fails.
package enum Judge: String, Sendable {
  case sarif, zizmor, yamllint
  case checkJSONSchema = "check-jsonschema"
  case preCommit = "pre-commit"
  /// Python with the modules of `.ci/judges.txt`, such as `junitparser`.
  case python

  /// Where the judge is, whether installed or not.
  package var path: String { "\(Self.root)/.build/judges/bin/\(rawValue)" }

  /// Whether a test may ask it: it is there, or its absence is a failure.
  package var isExpected: Bool {
    access(path, X_OK) == 0 || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  /// Why a test that needs it is skipped.
  package var absence: String { "there is no .build/judges/bin/\(rawValue); .ci/judges makes it" }

  /// Runs the judge in a folder.
  package func run(_ arguments: [String], in directory: String = "/") throws -> Command.Outcome {
    guard access(path, X_OK) == 0 else { throw TestFailure(absence) }
    let environment = [
      "PATH": "\(Self.root)/.build/judges/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
      "HOME": directory,
      "MPLCONFIGDIR": ScratchFolder.run,
    ]
    return try Command.run(path, arguments, in: directory, environment: environment, timeout: 120)
  }

  /// The root of the package.
  private static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()
}
