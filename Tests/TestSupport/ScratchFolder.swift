import Foundation

/// A folder of its own for one test, removed with the value that owns it.
package final class ScratchFolder: Sendable {
  /// The folder of this run of the tests, which holds all others and goes with the process.
  ///
  /// It is made in memory where the system has such a place.
  package static let run: String = {
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
    var template = Array("\(parent)/assent-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return parent }
    atexit { ScratchFolder.removeRun() }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()

  /// The absolute path, without a slash at the end.
  package let path: String

  /// Makes an empty folder.
  package init(_ prefix: String = "scratch") throws {
    var template = Array("\(Self.run)/\(prefix)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw TestFailure("cannot make a folder: error \(errno)")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Writes a file, making the folders that it lies in.
  package func write(_ text: String, to file: String) throws {
    let url = URL(filePath: "\(path)/\(file)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private static func removeRun() { try? FileManager.default.removeItem(atPath: run) }
}

/// What every program of a test runs with: nothing of the person who runs the tests.
package enum CleanEnvironment {
  /// The variables for a program whose home is `home`.
  package static func variables(home: String) -> [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
      "HOME": home, "XDG_CONFIG_HOME": "\(home)/.config", "XDG_CACHE_HOME": "\(home)/.cache",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
      "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC",
    ]
  }
}
