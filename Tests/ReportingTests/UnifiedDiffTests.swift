import Foundation
import Reporting
import TestSupport
import Testing

/// A diff is right if `patch` makes the one text of the other.
struct UnifiedDiffTests {
  private static let pairs: [(String, String)] = [
    ("a\nb\nc\n", "a\nB\nc\n"), ("a", "a\n"), ("a\n", "a"), ("a\nb", "a\nc"),
    ("a\n\n\nb\n", "\na\nb\n\n"), (numbers(40), numbers(40, changed: true)),
    (numbers(3000).replacing("\n", with: "\r\n"), numbers(3000)),
  ]

  private static func numbers(_ count: Int, changed: Bool = false) -> String {
    var text = ""
    for number in 0..<count where !changed || number % 9 != 4 {
      text += changed && number == 20 ? "new\n" : "\(number)\n"
    }
    return text
  }

  @Test(arguments: pairs)
  func `applied it gives the other text`(_ old: String, _ new: String) throws {
    let folder = try ScratchFolder("diff")
    let diff = UnifiedDiff.text(path: "file", from: Array(old.utf8), to: Array(new.utf8))
    try old.write(toFile: "\(folder.path)/file", atomically: true, encoding: .utf8)
    try diff.write(toFile: "\(folder.path)/diff", atomically: true, encoding: .utf8)
    let outcome = try Command.run(
      "/usr/bin/git", ["apply", "--unidiff-zero", "--whitespace=nowarn", "diff"], in: folder.path,
      environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
    #expect(outcome.status == 0, "\(outcome.errorText)\n\(diff.prefix(500))")
    let result = try? String(contentsOfFile: "\(folder.path)/file", encoding: .utf8)
    #expect((result ?? "") == new)
  }

  @Test func `equal texts have none`() {
    #expect(UnifiedDiff.text(path: "file", from: [1], to: [1]) == "")
  }
}
