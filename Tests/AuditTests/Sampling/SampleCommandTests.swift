import Foundation
import TestSupport
import Testing

/// `assent audit sample` and `assent audit sample-size` as auditors type them.
struct SampleCommandTests {
  private func size(_ arguments: String...) throws -> Command.Outcome {
    try Assent.run(["audit", "sample-size"] + arguments, in: "/", home: "/")
  }

  @Test func `the page's answers are the program's`() throws {
    let page = try String(
      contentsOfFile: DocumentationFile.root + "/Documentation/audit-sampling.md", encoding: .utf8)
    let block = try #require(page.components(separatedBy: "```console\n").dropFirst().first)
    let session = try #require(block.components(separatedBy: "```").first)
    var printed = ""
    for line in session.split(separator: "\n") where line.hasPrefix("$ assent audit sample-size") {
      let words = line.split(separator: " ").dropFirst(2).map(String.init)
      let outcome = try Assent.run(words, in: "/", home: "/")
      #expect(outcome.status == 0, "\(outcome.errorText)")
      printed += "\(line)\n\(outcome.text)"
    }
    #expect(session == printed)
  }

  @Test func `programs get numbers`() throws {
    let planned = try JSON(
      parsing: try size(
        "--population", "500", "--confidence", "90", "--tolerable", "10%", "--format", "json"
      ).output)
    #expect(planned["schema"].string == "assent/sample-size/1")
    #expect(planned["distribution"].string == "hypergeometric")
    #expect(planned["items"].integer == 22)
    #expect(planned["tolerable"].string == "10")
    let found = try JSON(
      parsing: try size("--items", "45", "--confidence", "90", "--format", "json").output)
    #expect(found["distribution"].string == "binomial")
    #expect(found["upper-limit"].string == "4.99")
    #expect(found["tolerable"] == .null)
  }

  @Test(arguments: [
    ["--population", "0"], ["--population", "10000001"], ["--confidence", "20"],
    ["--confidence", "100"], ["--confidence", "abc"], ["--tolerable", "0"],
    ["--tolerable", "0.01"],
    ["--deviations", "-1"], ["--deviations", "101"], ["--items", "0"],
    ["--items", "5", "--deviations", "6"], ["--items", "9", "--population", "8"],
    ["--items", "9", "--tolerable", "5"], ["--population", "20", "--deviations", "1"],
    ["--population", "99999999999999999999"],
  ])
  func `what makes no sense is wrong usage`(arguments: [String]) throws {
    let outcome = try Assent.run(
      ["audit", "sample-size"] + arguments, in: "/", home: "/")
    #expect(outcome.status == 2, "\(outcome.text)")
    #expect(outcome.text.isEmpty)
    #expect(!outcome.errorText.isEmpty)
  }

  /// The sample of a repository with one closed change.
  private func sample(_ scene: Scene, _ arguments: String...) throws -> Command.Outcome {
    try scene.assent(
      [
        "audit", "sample", "--trust-root", scene.root, "--from", "2026-01-01", "--to",
        "2027-01-01", "--now", "2027-02-01T00:00:00Z",
      ] + arguments)
  }

  @Test func `a sample names each change, why it is there and where its story is`() throws {
    let scene = try Scene(at: .closed)
    let json = try JSON(parsing: try sample(scene, "--format", "json", "--seed", "mine").output)
    #expect(json["schema"].string == "assent/sample/1")
    #expect(json["seed"].string == "mine")
    #expect(json["population"].integer == 1)
    let item = try #require(json["items"].elements.first)
    #expect(item["change"].string == scene.record.id)
    #expect(item["dossier"].string == "changes/\(scene.record.id).html")
    let text = try sample(scene)
    #expect(text.status == 0, "\(text.errorText)")
    #expect(text.text.hasPrefix("1 of 1 changes: "))
    #expect(text.text.contains("harbourline/changes 2026-01-01 2027-01-01 started \(scene.tip)"))
    #expect(text.text.contains("changes/\(scene.record.id).html"))
    #expect(try sample(scene).output == text.output)
    let table = try sample(scene, "--format", "csv").text.split(separator: "\r\n")
    #expect(table.first?.hasSuffix("change,stratum,reason") == true)
    #expect(table.count == 2)
  }

  @Test func `an empty period has no sample, and contradictions are named`() throws {
    let scene = try Scene(at: .drafted)
    #expect(try sample(scene).status == 4)
    for arguments in [
      ["--size", "-1"], ["--size", "3", "--tolerable", "5"], ["--confidence", "30"],
      ["--strata", "luck"], ["--deviations", "-1"], ["--seed", ""], ["--seed", "two\nlines"],
    ] {
      let outcome = try scene.assent(
        ["audit", "sample", "--from", "2026-01-01", "--to", "2027-01-01"] + arguments)
      #expect(outcome.status == 2, "\(arguments): \(outcome.errorText)")
    }
  }
}
