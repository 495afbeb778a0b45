import Foundation
import TestSupport

/// The corpus as data, for engines in any language: every repository, question and answer.
package struct Manifest: Codable {
  package var schema = "assent/conformance/1"
  package var cases: [Entry]

  /// One case.
  package struct Entry: Codable {
    package var id: String
    package var number: String
    package var title: String
    package var attacker: String
    package var source: String
    /// The bare repository, by path from the manifest.
    package var repository: String
    package var question: Question
    package var expected: Expected
  }

  /// What the engine is asked.
  package struct Question: Codable {
    package var change: String
    package var trunk: String
    package var trustRoot: String
    package var now: String
    package var artifact: String?
    package var head: String?
    package var descendsFrom: String?
  }

  /// What it must answer.
  package struct Expected: Codable {
    package var decisions: [String]
    package var reasons: [String]
    package var errors: [String]
    package var acts: [Act]
    package var nearMiss: Bool
    package var sameAsUntouched: Bool
  }

  /// What becomes of the acts of one commit.
  package struct Act: Codable {
    package var commit: String
    package var counted: Bool
    package var reasons: [String]
  }
}

extension Manifest.Entry {
  /// The entry of a case that was built.
  package init(_ row: CorpusCase, _ story: Chronicle, _ expected: Answer) {
    self.init(
      id: row.id, number: row.number, title: row.title, attacker: row.attacker.rawValue,
      source: row.source, repository: "repositories/\(row.id).git",
      question: Manifest.Question(
        change: story.question.change ?? story.record.id, trunk: "main",
        trustRoot: story.question.trustRoot ?? story.root, now: story.now.text,
        artifact: story.question.artifact, head: story.question.head,
        descendsFrom: story.question.descendsFrom),
      expected: Manifest.Expected(
        decisions: expected.decisions, reasons: expected.reasons, errors: expected.errors,
        acts: expected.acts.map {
          Manifest.Act(commit: $0.commit, counted: $0.counted, reasons: $0.reasons)
        }, nearMiss: expected.nearMiss, sameAsUntouched: expected.sameAsUntouched))
  }
}

/// Writes the corpus into a folder: bare repositories and `manifest.json`.
package enum CorpusExport {
  /// Writes all cases; the folder is made, and must not hold an earlier export.
  package static func write(to folder: String) throws {
    let manifest = "\(folder)/manifest.json"
    guard !FileManager.default.fileExists(atPath: manifest) else {
      throw CorpusFault("\(manifest) exists already; name an empty folder")
    }
    var entries: [Manifest.Entry] = []
    for row in Corpus.cases {
      let (story, expected) = try row.made()
      try story.write(to: "\(folder)/repositories/\(row.id).git")
      entries.append(Manifest.Entry(row, story, expected))
    }
    try Self.json(Manifest(cases: entries)).write(to: URL(filePath: manifest))
  }

  /// The manifest's bytes: keys sorted, a line end behind.
  package static func json(_ manifest: Manifest) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .custom { Kebab($0.last?.stringValue ?? "") }
    return try encoder.encode(manifest) + Data("\n".utf8)
  }
}

/// A key such as `trust-root`.
private struct Kebab: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) {
    stringValue = name.reduce(into: "") { result, letter in
      result += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
  }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
