import Foundation
import Testing

/// Files next to the tests that hold what reports looked like when somebody last read them.
enum Golden {
  /// The root of the package.
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  /// Compares a text with a golden file of the tests.
  static func compare(_ text: String, with name: String) throws {
    try compare(text, withFile: "Tests/LanguageServerTests/Golden/\(name)")
  }

  /// Compares a text with a file of the package; `UPDATE_GOLDEN=1` rewrites it.
  static func compare(_ text: String, withFile file: String) throws {
    let path = "\(root)/\(file)"
    let stored = try? String(contentsOfFile: path, encoding: .utf8)
    guard stored.map({ Array($0.utf8) }) != Array(text.utf8) else { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    Issue.record("\(file) differs; UPDATE_GOLDEN=1 rewrites it. Now it is:\n\(text)")
  }
}
