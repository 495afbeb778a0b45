import Foundation
import Git
import Primitives

/// A repository in a temporary folder, made by the real `git` without outside configuration.
final class ScratchRepository {
  let path: String

  /// Makes a repository; `arguments` go to `git init`.
  init(_ arguments: [String] = []) throws {
    path = try Self.temporaryFolder()
    try git(["init", "-q", "-b", "main"] + arguments)
  }

  /// Takes an existing folder, for clones.
  init(at path: String) { self.path = path }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static func temporaryFolder() throws -> String {
    let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
    let path = "\(root)/assent-git-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  func open() throws(GitError) -> Repository { try Repository(discoveringFrom: path) }

  @discardableResult
  func git(_ arguments: [String], input: [UInt8] = []) throws -> String {
    String(decoding: try gitBytes(arguments, input: input), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func gitBytes(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    try Tool.run("/usr/bin/git", ["-C", path] + arguments, input: input)
  }

  @discardableResult
  func id(_ arguments: [String], input: [UInt8] = []) throws -> ObjectID {
    let text = try git(arguments, input: input)
    guard let id = ObjectID(text) else { throw Tool.Failure(message: "no id: \(text)") }
    return id
  }

  /// Writes files, commits them all and returns the commit.
  @discardableResult
  func commit(_ message: String, files: [String: String] = [:]) throws -> ObjectID {
    for (name, text) in files { try write(name, text) }
    try git(["add", "-A"])
    try git(["commit", "-q", "--allow-empty", "-m", message])
    return try id(["rev-parse", "HEAD"])
  }

  func write(_ name: String, _ text: String) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Stores raw bytes as an object, however wrong they are.
  func store(_ kind: String, _ bytes: [UInt8]) throws -> ObjectID {
    try id(["hash-object", "-t", kind, "-w", "--stdin", "--literally"], input: bytes)
  }

  func emptyTree() throws -> ObjectID { try store("tree", []) }
}

/// Runs a program to its end with nothing but a fixed environment.
enum Tool {
  struct Failure: Error {
    let message: String
  }

  static let environment = [
    "PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ana Ruiz", "GIT_AUTHOR_EMAIL": "ana@example.org",
    "GIT_COMMITTER_NAME": "Bo Chen", "GIT_COMMITTER_EMAIL": "bo@example.org",
    "GIT_AUTHOR_DATE": "1700000000 +0100", "GIT_COMMITTER_DATE": "1700000060 -0230",
  ]

  static func run(
    _ program: String, _ arguments: [String], input: [UInt8] = []
  ) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = environment
    let folder = try ScratchRepository.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let source = URL(fileURLWithPath: folder + "/in")
    let errors = URL(fileURLWithPath: folder + "/errors")
    try Data(input).write(to: source)
    try Data().write(to: errors)
    let output = Pipe()
    let done = DispatchSemaphore(value: 0)
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardOutput = output
    process.terminationHandler = { _ in done.signal() }
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    done.wait()
    guard process.terminationStatus == 0 else {
      let text = String(decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self)
      throw Failure(message: "\(program) \(arguments): \(text)")
    }
    return [UInt8](bytes)
  }
}

/// What a call threw, for tests of refusals; nil if it threw nothing.
func failure(of body: () throws(GitError) -> Void) -> GitError? {
  do throws(GitError) {
    try body()
    return nil
  } catch {
    return error
  }
}
