import Foundation
import Testing

/// One kind of difference in which we are stricter than Git, as Documentation/stricter-than-git.md
/// lists it.
struct Difference: Sendable {
  /// What is refused.
  let what: String
  /// Why it is.
  let why: String
  /// Words of the reasons that belong to it.
  let words: [String]

  init(_ what: String, why: String, _ words: String...) {
    (self.what, self.why, self.words) = (what, why, words)
  }

  /// The line of the page.
  var row: String { "| \(what) | \(why) |" }

  /// Fails unless the page has a row for each, and each was met.
  static func check(_ table: [Difference], met: [String: Int]) throws {
    let page = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Documentation/stricter-than-git.md"), encoding: .utf8)
    for difference in table {
      #expect(page.contains(difference.row + "\n"), "the page lacks: \(difference.row)")
      #expect(met[difference.what] != nil, "no mutant was refused for: \(difference.what)")
    }
  }
}

/// Failures told once for each kind, with the first example.
struct Failures {
  private var examples: [String: (text: String, count: Int)] = [:]

  /// Counts a failure; what stands in quotation marks does not make another kind.
  mutating func add(_ kind: String, _ text: @autoclosure () -> String) {
    let parts = kind.split(separator: "'", omittingEmptySubsequences: false)
    let name = parts.enumerated().map { $0.isMultiple(of: 2) ? String($1) : "…" }.joined()
    examples[name, default: (text(), 0)].count += 1
  }

  /// Records an issue for each kind.
  func record() {
    for (kind, example) in examples.sorted(by: { $0.key < $1.key }).prefix(40) {
      Issue.record("\(kind) (\(example.count) times), first:\n\(example.text)")
    }
  }
}

extension [Difference] {
  /// The kind that a reason belongs to; nil if none is listed.
  func kind(of reason: String) -> Difference? {
    first { $0.words.contains { reason.contains($0) } }
  }
}
