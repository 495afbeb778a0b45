package import Git

/// The user's own `git`, for what it does best: configuration, signing, fetching and pushing.
package struct GitCommand: Sendable {
  /// Where it runs: the root of the work tree, or a bare repository itself.
  let directory: String
  private let program: Program
  private let location: [String]
  /// Changes to the environment of every run.
  private let environment: [String: String?]

  /// The `git` of the PATH, bound to a repository whatever the environment says of another.
  package init(for repository: borrowing Repository) throws(ActingError) {
    program = try Program(named: "git")
    directory = repository.workTree ?? repository.gitDirectory
    location = ["-C", directory, "--git-dir=\(repository.gitDirectory)"]
    var environment: [String: String?] = ["GIT_NO_REPLACE_OBJECTS": "1"]
    for name in [
      "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
      "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX",
      "GIT_REPLACE_REF_BASE",
    ] {
      environment.updateValue(nil, forKey: name)
    }
    self.environment = environment
  }

  /// Runs a command and returns what it left, whatever its status.
  ///
  /// - Parameter settings: `key=value` pairs of configuration that hold for this run.
  package func run(
    _ arguments: [String], input: [UInt8] = [], settings: [String] = [],
    variables: [String: String] = [:]
  ) throws(ActingError) -> Program.Outcome {
    try program.run(
      location + settings.flatMap { ["-c", $0] } + arguments, input: input,
      environment: environment.merging(variables.mapValues { $0 }) { $1 })
  }

  /// Runs a command that must succeed and writes its output to a file, which stays the caller's.
  ///
  /// The user's own configuration has no say.
  package func stream(
    _ arguments: [String], input: [UInt8], into descriptor: Int32
  ) throws(ActingError) {
    let plain: [String: String?] = [
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C",
    ]
    let outcome = try program.run(
      location + arguments, input: input, environment: environment.merging(plain) { $1 },
      into: descriptor)
    guard outcome.status == 0 else { throw Self.failure(arguments, outcome) }
  }

  /// Runs a command that must succeed and returns its output as text.
  package func text(
    _ arguments: [String], input: [UInt8] = [], settings: [String] = [],
    variables: [String: String] = [:], hint: String? = nil
  ) throws(ActingError) -> String {
    let outcome = try run(arguments, input: input, settings: settings, variables: variables)
    guard outcome.status == 0 else {
      throw Self.failure(arguments, outcome, hint: hint)
    }
    return outcome.text
  }

  /// A value of the user's configuration; nil if it is not set.
  package func configuration(_ key: String, asPath: Bool = false) throws(ActingError) -> String? {
    let outcome = try run(["config"] + (asPath ? ["--type=path"] : []) + ["--get", key])
    guard outcome.status == 0 else { return nil }
    return outcome.text.isEmpty ? nil : outcome.text
  }

  /// The failure of a run, in the words of `git`.
  static func failure(
    _ arguments: [String], _ outcome: Program.Outcome, hint: String? = nil
  ) -> ActingError {
    let words = outcome.errorText.split(separator: "\n").map { String($0) }
    let said = words.isEmpty ? "exit status \(outcome.status)" : words.joined(separator: "\n  ")
    return ActingError(
      "git-failed", "git \(arguments.first ?? "") failed: \(said)", hint: hint, exitStatus: 2)
  }
}
