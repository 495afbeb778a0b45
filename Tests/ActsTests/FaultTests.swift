import Acts
import Testing

private let act = "Change-Approve: CHG-2026-7F3K; role=security"
private let repository = "Change-Repository: a/b"

@Suite struct FaultTests {
  @Test(arguments: [
    Sample("divider", "T\n\n---\nx\n\n\(act)\n", "divider"),
    Sample("divider with text", "T\n\n--- a/x\n\n\(act)\n", "divider"),
    Sample("divider after", "T\n\n\(act)\n---\n", "divider"),
    Sample(
      "scissors", "T\n\n# ------------------------ >8 ------------------------\n\n\(act)\n", "scis"),
    Sample("short scissors", "T\n\n-- 8< --\n\n\(act)\n", "scissors"),
    Sample("scissors after", "T\n\n\(act)\n# --- >8 ---\n", "scissors"),
    Sample("CRLF", "T\r\n\r\n\(act)\r\n", "carriage return"),
    Sample("CR in a line", "T\n\nReviewed: x\r\n\(act)\n", "carriage return"),
    Sample("CR in the body", "T\n\na\rb\n\n\(act)\n", "carriage return"),
    Sample("NUL", "T\n\na\0b\n\n\(act)\n", "NUL"),
    Sample("escape", "T\n\na\u{1B}[2Kb\n\n\(act)\n", "control"),
    Sample("backspace", "T\n\na\u{8}b\n\n\(act)\n", "control"),
    Sample("comment", "T\n\n\(act)\n# note\n", "comment"),
    Sample("comment first", "T\n\n#x: y\n\(act)\n", "comment"),
    Sample("tab fold", "T\n\nNote: a\n\tb\n\(act)\n", "folded"),
    Sample("blank fold", "T\n\nNote: a\n b\n\(act)\n", "folded"),
    Sample("fold of an act", "T\n\n\(act)\n ; role=x\n", "folded"),
    Sample(
      "prose around", "T\n\nI do not approve. See\n\(act)\nSigned-off-by: x <y>\n", "no trailer"),
    Sample("prose after", "T\n\n\(act)\nbut not yet\n", "no trailer"),
    Sample("cherry-pick note", "T\n\n\(act)\n(cherry picked from commit 12)\n", "no trailer"),
    Sample("empty value", "T\n\nNote:\n\(act)\n", "no value"),
    Sample("blank value", "T\n\nNote:  \n\(act)\n", "no value"),
    Sample("no blank", "T\n\nNote:x\n\(act)\n", "one blank"),
    Sample("two blanks", "T\n\nNote:  x\n\(act)\n", "one blank"),
    Sample("tab", "T\n\nNote:\tx\n\(act)\n", "one blank"),
    Sample("trailing blank", "T\n\nNote: x \n\(act)\n", "ends in a blank"),
    Sample("blank before the colon", "T\n\nNote : x\n\(act)\n", "no trailer"),
    Sample("look-alike key", "T\n\nN\u{43E}te: x\n\(act)\n", "no trailer"),
    Sample("line of blanks", "T\n\na\n \nb\n\n\(act)\n", "blanks alone"),
    Sample("blanks before the acts", "T\n \t\n\(act)\n", "blanks alone"),
    Sample("oversize", "T\n\n\(String(repeating: "x", count: 65_500))\n\n\(act)\n", "65536"),
  ])
  func `a fault of the message voids its acts and names itself`(_ sample: Sample) throws {
    let reading = read(sample.text)
    #expect(reading.hasActs)
    let fault = try #require(reading.fault)
    #expect(fault.contains(sample.words), "\(fault)")
  }

  @Test func `invalid UTF-8 is a fault`() {
    let bytes = Array("T\n\n".utf8) + [0xC3, 0x28] + Array("\n\n\(act)\n".utf8)
    #expect(MessageReading(message: bytes).fault?.contains("UTF-8") == true)
  }

  @Test func `an act next to a line that is no trailer is malformed`() {
    let reading = read("T\n\nSo I would write\n\(act)\nbut do not.\n")
    #expect(reading.statements.isEmpty)
    #expect(reading.malformed.map(\.change) == ["CHG-2026-7F3K"])
  }

  @Test func `other messages may be as untidy as they like`() {
    let reading = read("T\r\n\r\n---\r\n\u{1B}x \n# >8 ---\n")
    #expect(reading.fault == nil)
    #expect(!reading.hasActs)
  }

  @Test(arguments: [
    "\n\nT\n\n\(act)\n\(repository)\n\n\n", "T\n\n\(act)\n\(repository)",
    "T\nand more\n\n\n\nbody\n----\n* a\n# title\n\n\(act)\n\(repository)\n",
    "T\n\ntrailing blank in the body \n\n\(act)\nCo-authored-by: A <a@b>\n\(repository)\n",
  ])
  func `harmless layouts are no fault`(text: String) {
    let reading = read(text)
    #expect(reading.fault == nil)
    #expect(reading.statements.count == 1)
    #expect(reading.repository == "a/b")
  }

  @Test func `65536 bytes are allowed`() {
    let tail = "\n\n\(act)\n"
    let text = "T\n\n" + String(repeating: "x", count: 65_536 - 3 - tail.utf8.count) + tail
    #expect(text.utf8.count == 65_536)
    #expect(read(text).fault == nil)
  }
}
