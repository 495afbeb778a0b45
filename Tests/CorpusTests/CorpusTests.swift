import Corpus
import Foundation
import TestSupport
import Testing

/// The corpus itself: complete, unambiguous, and the same bytes wherever it is made.
struct CorpusTests {
  @Test func `ids and numbers are given once`() {
    #expect(Set(Corpus.cases.map(\.id)).count == Corpus.cases.count)
    #expect(Set(Corpus.cases.map(\.number)).count == Corpus.cases.count)
    let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
    #expect(Corpus.cases.allSatisfy { letters.isSuperset(of: $0.id) })
  }

  // Numbers that the catalogue of known attacks uses; the missing ones were never given.
  @Test func `every known attack has a case`() {
    let gaps: Set = [8, 12, 20, 27, 36, 45, 50, 55, 60, 61, 63, 66, 75, 79, 81, 83, 87]
    // What no repository can show: a cache of verdicts.
    let elsewhere: Set = [77]
    let numbers = Corpus.cases.map(\.number)
    for number in 1...89 where !gaps.union(elsewhere).contains(number) {
      #expect(
        numbers.contains { $0 == "A\(number)" || $0.hasPrefix("A\(number)-") }, "A\(number)")
    }
    for finding in 1...5 {
      #expect(
        numbers.contains { $0 == "A0.\(finding)" || $0.hasPrefix("A0.\(finding)-") })
    }
  }

  @Test func `building a case twice gives the same bytes`() throws {
    for row in Corpus.cases where row.number.hasPrefix("A0.1") || row.number.hasPrefix("A4") {
      let (first, _) = try row.made()
      let (second, _) = try row.made()
      #expect(first.tip == second.tip, "\(row.id)")
      #expect(first.repositoryFiles() == second.repositoryFiles(), "\(row.id)")
    }
    // The open gate of the common story, whatever machine tells it.
    #expect(try Chronicle.told(.complete).tip == "f57e496056e85a54b5a38731acae5dc23598f7d1")
  }

  @Test func `Git itself reads what the corpus writes`() throws {
    let folder = try ScratchFolder("corpus")
    try Chronicle.told(.complete).write(to: "\(folder.path)/case.git")
    let outcome = try Command.run(
      Command.find("git"), ["fsck", "--strict", "--full"], in: "\(folder.path)/case.git",
      environment: CleanEnvironment.variables(home: folder.path))
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let story = try Chronicle.told(.complete)
    let log = try Command.run(
      Command.find("git"), ["log", "--format=%H", "-1"], in: "\(folder.path)/case.git",
      environment: CleanEnvironment.variables(home: folder.path))
    #expect(log.line == story.tip)
  }

  @Test func `the export holds every case`() throws {
    let folder = try ScratchFolder("export")
    try CorpusExport.write(to: folder.path)
    let manifest = try JSON(
      parsing: Data(contentsOf: URL(filePath: "\(folder.path)/manifest.json")))
    #expect(manifest["cases"].elements.count == Corpus.cases.count)
    for entry in manifest["cases"].elements {
      let head = "\(folder.path)/\(entry["repository"].string ?? "")/HEAD"
      #expect(FileManager.default.fileExists(atPath: head), "\(head)")
    }
  }

  @Test func `the page about security names cases that exist`() throws {
    let page = URL(filePath: #filePath).appending(path: "../../../Documentation/SECURITY.md")
    let rows = try String(contentsOf: page.standardizedFileURL, encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("| ") && $0.hasSuffix("` |") }
    let ids = Set(Corpus.cases.map(\.id))
    var named = 0
    for row in rows {
      let last = row.dropLast(2).split(separator: "|").last ?? ""
      for word in last.split(separator: "`") where word.contains(where: \.isLetter) {
        #expect(ids.contains(String(word)), "\(word)")
        named += 1
      }
    }
    #expect(named > 80)
  }
}
