internal import Glibc
internal import Subprocess
internal import SystemPackage

/// A program of the system, found once on the PATH and run by its absolute path.
package struct Program: Sendable {
  /// What a run left behind.
  package struct Outcome: Sendable {
    /// The exit status; 128 and the signal's number where one ended it.
    package let status: Int32
    package let output: [UInt8]
    package let errorText: String

    /// The output as text, less line ends at its end.
    package var text: String {
      var bytes = output[...]
      while bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The most that is read of one run.
  private static let largestOutput = 1 << 24

  private let name: String
  private let executable: Executable

  /// Finds a program; throws if the PATH has none of that name.
  ///
  /// - Parameter folder: where to look first, instead of on the PATH.
  package init(named name: String, in folder: String? = nil) throws(ActingError) {
    let found = Blocking.run { () async -> Executable? in
      do {
        let places: Environment = folder.map { .inherit.updating(["PATH": $0]) } ?? .inherit
        let path = try await Executable.name(name).resolveExecutablePath(in: places)
        return "\(path)".hasPrefix("/") ? .path(path) : nil
      } catch {
        return nil
      }
    }
    guard let found else {
      throw ActingError(
        "program-missing", "the program `\(name)` is not on the PATH", hint: "install it",
        exitStatus: 2)
    }
    self.name = name
    executable = found
  }

  /// Runs the program to its end.
  ///
  /// A status that is not 0 is an outcome, not an error.
  ///
  /// - Parameters:
  ///   - input: what it reads from standard input, which is empty without.
  ///   - environment: changes to this process's environment; nil removes a variable.
  package func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String?] = [:]
  ) throws(ActingError) -> Outcome {
    var changes: [Environment.Key: String?] = [:]
    for (key, value) in environment {
      if let key = Environment.Key(rawValue: key) { changes.updateValue(value, forKey: key) }
    }
    let (executable, variables) = (executable, Environment.inherit.updating(changes))
    // A program that ends before it has read everything says why; it must not end us before that.
    signal(SIGPIPE, SIG_IGN)
    let result = Blocking.run { () async -> Result<Outcome, Fault> in
      do {
        let run = try await Subprocess.run(
          executable, arguments: Arguments(arguments), environment: variables,
          input: .array(input), output: .bytes(limit: Self.largestOutput),
          error: .string(limit: Self.largestOutput))
        return .success(
          Outcome(
            status: Self.status(run.terminationStatus), output: run.standardOutput,
            errorText: run.standardError))
      } catch {
        return .failure(Fault(message: "\(error)"))
      }
    }
    switch result {
    case .success(let outcome): return outcome
    case .failure(let fault):
      throw ActingError(
        "program-failed", "`\(name)` could not be run: \(fault.message)", exitStatus: 3)
    }
  }

  /// Runs the program to its end; what it prints goes to a file, however much that is.
  ///
  /// It reads and writes files and no pipes of ours: a program that ends early ends nobody else.
  ///
  /// - Parameters:
  ///   - input: what it reads from standard input.
  ///   - descriptor: a file open for writing, which stays the caller's.
  /// - Returns: how it ended, without any output.
  package func run(
    _ arguments: [String], input: [UInt8], environment: [String: String?], into descriptor: Int32
  ) throws(ActingError) -> Outcome {
    guard let file = tmpfile() else {
      throw ActingError("file", "no temporary file can be made", exitStatus: 2)
    }
    defer { fclose(file) }
    guard fwrite(input, 1, input.count, file) == input.count, fflush(file) == 0,
      fseek(file, 0, SEEK_SET) == 0
    else { throw ActingError("file", "a temporary file cannot be written", exitStatus: 2) }
    let given = FileDescriptor(rawValue: fileno(file))
    let target = FileDescriptor(rawValue: descriptor)
    var changes: [Environment.Key: String?] = [:]
    for (key, value) in environment {
      if let key = Environment.Key(rawValue: key) { changes.updateValue(value, forKey: key) }
    }
    let (executable, variables) = (executable, Environment.inherit.updating(changes))
    let result = Blocking.run { () async -> Result<Outcome, Fault> in
      do {
        let run = try await Subprocess.run(
          executable, arguments: Arguments(arguments), environment: variables,
          input: .fileDescriptor(given, closeAfterSpawningProcess: false),
          output: .fileDescriptor(target, closeAfterSpawningProcess: false),
          error: .string(limit: Self.largestOutput))
        return .success(
          Outcome(
            status: Self.status(run.terminationStatus), output: [], errorText: run.standardError))
      } catch {
        return .failure(Fault(message: "\(error)"))
      }
    }
    switch result {
    case .success(let outcome): return outcome
    case .failure(let fault):
      throw ActingError(
        "program-failed", "`\(name)` could not be run: \(fault.message)", exitStatus: 3)
    }
  }

  private struct Fault: Error {
    let message: String
  }

  private static func status(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}
