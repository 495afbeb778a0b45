import Corpus
import Foundation
import TestSupport
import Testing

extension CorpusCase: CustomTestStringConvertible {
  public var testDescription: String { "\(number) \(id)" }
}

/// Every case of the corpus through the executable.
struct ConformanceTests {
  @Test(arguments: Corpus.cases) func `the gate answers to`(_ row: CorpusCase) throws {
    let (story, expected) = try row.made()
    let run = try CaseRun(story)
    let outcome = try run.gate()
    let verdict = try Verdict(outcome)
    if expected.errors.isEmpty {
      try judge(verdict, expected)
    } else {
      refuses(verdict, expected)
    }
    if expected.sameAsUntouched { #expect(outcome.output == (try CaseRun.untouched.get())) }
    // A second process for a quarter of them keeps the whole within seconds.
    if row.id.utf8.count % 4 == 0 { try compare(run, verdict) }
  }

  private func judge(_ verdict: Verdict, _ expected: Answer) throws {
    let statuses: [String: Int32] = ["allowed": 8, "awaiting": 8, "prevented": 1, "invalid": 3]
    let decision = verdict.decision ?? "none"
    #expect(verdict.schema == "assent/verdict/1", "\(verdict)")
    #expect(expected.decisions.contains(decision), "\(verdict)")
    #expect(verdict.status == statuses[decision], "\(verdict)")
    #expect(Set(expected.reasons).isSubset(of: verdict.reasons), "\(verdict)")
    #expect((decision == "allowed") == verdict.reasons.isEmpty, "\(verdict)")
    #expect(!expected.nearMiss || !verdict.nearMisses.isEmpty, "\(verdict)")
    for fate in expected.acts {
      let acts = verdict.acts(of: fate.commit)
      #expect(!acts.isEmpty, "the act is passed over in silence: \(verdict)")
      for act in acts {
        #expect(act.counted == fate.counted, "\(verdict)")
        #expect(fate.counted || fate.reasons.contains(act.reason ?? "none"), "\(verdict)")
      }
    }
  }

  private func refuses(_ verdict: Verdict, _ expected: Answer) {
    #expect(verdict.schema == "assent/error/1", "\(verdict)")
    #expect(verdict.status == (expected.decisions == ["none"] ? 4 : 3), "\(verdict)")
    #expect(expected.errors.contains(verdict.json["code"].string ?? "none"), "\(verdict)")
    #expect(verdict.json["message"].string?.isEmpty == false)
  }

  /// `status` sees the acts as the gate does.
  private func compare(_ run: CaseRun, _ verdict: Verdict) throws {
    guard run.story.question.head == nil, run.story.question.change == nil else { return }
    let outcome = try run.status()
    let json = try JSON(parsing: outcome.output)
    guard verdict.schema == "assent/verdict/1" else {
      #expect(outcome.status == verdict.status, "\(outcome.text)")
      #expect(json["code"] == verdict.json["code"], "\(outcome.text)")
      return
    }
    #expect(outcome.status == 0, "\(outcome.text) \(outcome.errorText)")
    let same = json["changes"].elements.first { $0["change"] == verdict.json["change"] }
    #expect(same?["acts"] == verdict.json["acts"], "\(outcome.text)")
    #expect(same?["stage"] == verdict.json["stage"], "\(outcome.text)")
  }
}

/// One repository of the corpus on disk, and the program run in it.
struct CaseRun {
  let story: Chronicle
  private let folder: ScratchFolder

  init(_ story: Chronicle) throws {
    self.story = story
    folder = try ScratchFolder("case")
    try story.write(to: "\(folder.path)/case.git")
  }

  /// The open gate's bytes of the story that nobody touched.
  static let untouched = Result {
    try CaseRun(Chronicle.told(.complete)).gate().output
  }

  func gate() throws -> Command.Outcome {
    let question = story.question
    var arguments = ["gate", question.change ?? story.record.id, "--what-if"]
    if let artifact = question.artifact { arguments += ["--commit", artifact] }
    if let head = question.head { arguments += ["--head", head] }
    return try run(arguments)
  }

  func status() throws -> Command.Outcome { try run(["status"]) }

  private func run(_ arguments: [String]) throws -> Command.Outcome {
    let question = story.question
    var arguments =
      arguments + [
        "--trust-root", question.trustRoot ?? story.root, "--now", story.now.text, "--format",
        "json",
      ]
    if let earlier = question.descendsFrom { arguments += ["--descends-from", earlier] }
    return try Assent.run(
      arguments, in: "\(folder.path)/case.git", home: folder.path, timeout: 60)
  }
}
