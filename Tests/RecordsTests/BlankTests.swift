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

  @Test func `the hint is what stands between`() {
    #expect(
      Blank.hint(of: Blank.text("a comparison such as > 400 ms")) == "a comparison such as > 400 ms"
    )
  }
}
