import Acts
import Foundation
import Testing

/// A digest that is legal wherever one is wanted.
let digest = "sha256:" + String(repeating: "9f2c", count: 16)

/// A message with one title, one paragraph of text and these last lines.
func message(_ trailers: String...) -> String {
  "Approve the move\n\nRead and understood.\n\n" + trailers.joined(separator: "\n") + "\n"
}

func read(_ text: String) -> MessageReading { MessageReading(message: Array(text.utf8)) }

/// A line or message of a table with a name for the report.
struct Sample: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let words: String

  init(_ name: String, _ text: String, _ words: String = "") {
    (self.name, self.text, self.words) = (name, text, words)
  }

  var testDescription: String { name }
}

/// Runs the real `git` without configuration; its output lines, or nil if it failed.
func git(_ arguments: [String], input: String) throws -> [String]? {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
  process.arguments = arguments
  process.currentDirectoryURL = URL(fileURLWithPath: "/")
  process.environment = [
    "PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
  ]
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let source = folder.appendingPathComponent("in")
  try Data(input.utf8).write(to: source)
  let (output, done) = (Pipe(), DispatchSemaphore(value: 0))
  process.standardInput = try FileHandle(forReadingFrom: source)
  process.standardOutput = output
  process.terminationHandler = { _ in done.signal() }
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  done.wait()
  guard process.terminationStatus == 0 else { return nil }
  return data.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
}
