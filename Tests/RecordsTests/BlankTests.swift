import Records
import Testing

/// What a draft leaves open stays open, however it is dressed.
struct BlankTests {
  @Test(arguments: [
    "<fill in one action>", "<fill in one action>\n", " <fill in x> ", "<fill in x>.",
    "TBD <fill in x>",
    "<fill in x> (later)", "<Fill in x>", "<FILL IN x", "<fill in x>\u{301}", "é <fill in x>",
  ])
  func `a blank is one wherever it stands`(_ text: String) {
    #expect(Blank.hint(of: text) != nil)
  }

  @Test(arguments: ["", "<", "fill in the form", "<fillin x>", "a < b", "<fill-in x>"])
  func `other words are none`(_ text: String) {
    #expect(Blank.hint(of: text) == nil)
  }

  @Test(arguments: [
    "<fill in x>", "a <FILL IN x> b", "'it''s <Fill in x'", "\"\\x3Cfill in x>\"",
    "\"\\u003cfill in x>\"", "\"<\\\n  fill in x>\"", ">-\n  <fill\n  in x>",
    "|\n  a < b\n  <fill in x>",
  ])
  func `a blank of a record is found however it is spelt`(_ value: String) {
    let text = "schema: assent/change/1\nid: CHG-2026-7F3K\ntype: normal\ntitle: \(value)\n"
    let document = RecordDocument.read(Array(text.utf8), path: "changes/CHG-2026-7F3K.yaml")
    #expect(document.findings.contains { $0.rule == Blank.rule }, "\(text)")
  }

  @Test func `the hint is what stands between`() {
    #expect(
      Blank.hint(of: Blank.text("a comparison such as > 400 ms")) == "a comparison such as > 400 ms"
    )
  }
}
