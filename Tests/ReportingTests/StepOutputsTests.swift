import Decision
import Primitives
import Reporting
import Testing

/// What a gate tells later steps of a pipeline.
struct StepOutputsTests {
  @Test func `the worst verdict decides`() throws {
    let open = try Samples.verdict(change: "CHG-2026-0001", decision: .allowed, reasons: [])
    let outputs = StepOutputs([open, try Samples.blocked()])
    #expect(outputs.verdict == "prevented")
    #expect(outputs.reasonCode == "objection")
    #expect(outputs.changeIDs == ["CHG-2026-0001", "CHG-2026-7F3K"])
    #expect(
      outputs.status
        == "CHG-2026-7F3K is PREVENTED: hal.iver objects (S1); only their Resolve ends it")
    #expect(StepOutputs([open]).verdict == "allowed")
    #expect(StepOutputs([open]).reasonCode.isEmpty)
  }

  @Test func `nothing is allowed on a supposition, nor where nothing was judged`() throws {
    let open = try Samples.verdict(decision: .allowed, reasons: [])
    #expect(StepOutputs([open], isSupposition: true).verdict == "awaiting")
    #expect(StepOutputs([]).verdict == "invalid")
    let words = [2, 3, 4, 70].map { status in
      StepOutputs(errorCode: "usage", message: "m", exitStatus: status, ids: []).verdict
    }
    #expect(words == ["error", "invalid", "nothing", "error"])
  }

  @Test(arguments: ["x", "ß", "語", "e\u{301}", "👩‍🚀"])
  func `a status is never longer than a forge takes`(_ letter: String) throws {
    let reason = GateReason(code: .objection, message: String(repeating: letter, count: 400))
    let outputs = StepOutputs([try Samples.verdict(decision: .prevented, reasons: [reason])])
    #expect(outputs.status.utf16.count <= 140)
    #expect(outputs.status.hasSuffix("…"))
  }

  @Test func `no value can become another output`() throws {
    let outputs = StepOutputs(
      errorCode: "no-such-change", message: "m\nverdict=allowed\nEND\nverdict<<END\nallowed",
      exitStatus: 4, ids: ["CHG-1\nverdict=allowed", "CHG-2\rEND"])
    let lines = outputs.lines(delimiter: "END-7").split(
      separator: "\n", omittingEmptySubsequences: false)
    // Three lines each: name, value, end.
    #expect(lines.count == 13)
    for start in stride(from: 0, to: 12, by: 3) {
      #expect(lines[start].hasSuffix("<<END-7"))
      #expect(lines[start + 2] == "END-7")
    }
    #expect(lines[1] == "nothing")
  }

  @Test func `a summary has reasons and remedies`() throws {
    try Golden.compare(StepSummary.text([try Samples.blocked()]), with: "gate-summary.md")
  }
}
