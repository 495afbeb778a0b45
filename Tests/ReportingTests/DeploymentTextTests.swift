import Decision
import Primitives
import Reporting
import Testing

struct DeploymentTextTests {
  private func deployment(_ reasons: [GateReason], leftOut: [String] = []) throws -> Deployment {
    Deployment(
      commit: try Samples.id("d"), since: try Samples.id("b"), reasons: reasons,
      changes: [
        try Samples.blocked(),
        try Samples.verdict(
          change: "CHG-2026-8Q1M", stage: .scheduled, decision: .allowed, reasons: []),
      ], leftOut: leftOut)
  }

  private let writer = VerdictText(hasColour: false)

  @Test func `a deployment that is prevented says why and what to do`() throws {
    let reasons = [
      GateReason(code: .changeAwaiting, message: "CHG-2026-7F3K is awaiting: a test"),
      GateReason(
        code: .noChange,
        message: "commit \(try Samples.id("c")) (Tidy\u{1B}[2J up) changes src/app.c, "
          + "but links no change"),
    ]
    let text = writer.deployment(try deployment(reasons, leftOut: ["CHG-2026-9ZT4"]))
    try Golden.compare(text, with: "deployment-prevented.txt")
  }

  @Test func `a deployment that is allowed says so`() throws {
    try Golden.compare(
      writer.deployment(try deployment([])), with: "deployment-allowed.txt")
  }

  @Test func `of many reasons people read the first and the JSON has all`() throws {
    let reasons = (0..<50).map { GateReason(code: .noChange, message: "commit \($0)") }
    let answer = try deployment(reasons)
    let text = writer.deployment(answer)
    #expect(text.contains("commit 19\n") && !text.contains("commit 20\n"))
    #expect(text.contains("and 30 more"))
    let line = VerdictJSON(engine: "assent 0.1.0").deployment(answer).line
    #expect(line.contains("\"commit 49\""))
    #expect(line.utf8.starts(with: #"{"schema":"assent/deployment/1","decision":"prevented""#.utf8))
  }
}
