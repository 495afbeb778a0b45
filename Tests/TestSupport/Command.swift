import Foundation

/// Runs a program to its end: bounded in time, with files instead of pipes, so that no amount of
/// output can block it.
package enum Command {
  /// What a program left behind.
  package struct Outcome: Sendable {
    /// The exit status, or 128 plus the signal that ended the program.
    package let status: Int32
    package let output: Data
    package let errors: Data

    /// Standard output as text, bad bytes replaced.
    package var text: String { String(decoding: output, as: UTF8.self) }

    /// Standard error as text, bad bytes replaced.
    package var errorText: String { String(decoding: errors, as: UTF8.self) }

    /// Standard output without white space around it.
    package var line: String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  /// Runs the program and waits for its end, at most `timeout` seconds.
  package static func run(
    _ program: String, _ arguments: [String], in directory: String,
    environment: [String: String], input: Data = Data(), timeout: Double = 60
  ) throws -> Outcome {
    let stdin = try Spool(input)
    let stdout = try Spool()
    let stderr = try Spool()
    let process = try spawn(
      program, arguments, in: directory, environment: environment,
      descriptors: [stdin.descriptor, stdout.descriptor, stderr.descriptor])
    let status = try wait(for: process, timeout: timeout, name: program)
    return Outcome(status: status, output: try stdout.contents(), errors: try stderr.contents())
  }

  /// Finds a program in the usual places.
  package static func find(_ name: String) throws -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    for folder in path.split(separator: ":") {
      let candidate = "\(folder)/\(name)"
      if access(candidate, X_OK) == 0 { return candidate }
    }
    throw TestFailure("there is no program \(name) in \(path)")
  }

  private static func spawn(
    _ program: String, _ arguments: [String], in directory: String,
    environment: [String: String], descriptors: [Int32]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, descriptor) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
    }
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    var process: pid_t = 0
    // `env` changes the folder: Glibc's own call for that is not imported.
    let code = withCStrings(["env", "-C", directory, program] + arguments) { argv in
      withCStrings(variables) { envp in
        posix_spawn(&process, "/usr/bin/env", &actions, nil, argv, envp)
      }
    }
    guard code == 0 else { throw TestFailure("cannot run \(program): error \(code)") }
    return process
  }

  private static func wait(for process: pid_t, timeout: Double, name: String) throws -> Int32 {
    let limit = Date().addingTimeInterval(timeout)
    var pause: UInt32 = 200
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { break }
      if ended < 0, errno != EINTR { throw TestFailure("lost \(name): error \(errno)") }
      if Date() > limit {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw TestFailure("\(name) did not end within \(timeout) seconds")
      }
      usleep(pause)
      pause = min(pause * 2, 2000)
    }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}

/// Something that keeps a test from doing its work.
package struct TestFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// A file without a name.
private final class Spool {
  let descriptor: Int32

  init(_ contents: Data = Data()) throws {
    var template = Array("\(ScratchFolder.run)/spool-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw TestFailure("cannot make a file: error \(errno)") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    guard !contents.isEmpty else { return }
    try contents.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
        guard count > 0 else { throw TestFailure("cannot write a file: error \(errno)") }
        done += count
      }
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  func contents() throws -> Data {
    lseek(descriptor, 0, SEEK_SET)
    var result = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 { throw TestFailure("cannot read a file: error \(errno)") }
      if count == 0 { return result }
      result.append(contentsOf: buffer[..<count])
    }
  }
}
