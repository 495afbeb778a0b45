import Acts
import Testing

private let good = "Change-Repository: a/b"

@Suite struct NearMissTests {
  @Test(arguments: [
    ("change-approve: CHG-2026-7F3K; role=x", NearMiss.Code.misspelledKey),
    ("CHANGE-APPROVE: CHG-2026-7F3K", .misspelledKey),
    ("Change-approve: CHG-2026-7F3K", .misspelledKey),
    ("Change-Approve : CHG-2026-7F3K", .misspelledKey),
    ("Change-Approve:CHG-2026-7F3K", .misspelledKey),
    ("Change-Approve:  CHG-2026-7F3K", .badID),
    ("Change-Approve:\tCHG-2026-7F3K", .misspelledKey),
    ("Change Approve: CHG-2026-7F3K", .misspelledKey),
    ("Change_Approve: CHG-2026-7F3K", .misspelledKey),
    ("Changes-Approve: CHG-2026-7F3K", .misspelledKey),
    ("ChangeApprove: CHG-2026-7F3K", .misspelledKey),
    ("Change\u{2011}Approve: CHG-2026-7F3K", .misspelledKey),
    ("\u{421}hange-Approve: CHG-2026-7F3K", .misspelledKey),
    ("Change-Appr\u{43E}ve: CHG-2026-7F3K", .misspelledKey),
    ("Change-Approv\u{435}: \u{421}HG-2026-7F3K", .misspelledKey),
    ("Change-\u{200B}Approve: CHG-2026-7F3K", .misspelledKey),
    ("Change-Approve\u{FF1A} CHG-2026-7F3K", .misspelledKey),
    ("\u{FF23}hange-Approve: CHG-2026-7F3K", .misspelledKey),
    ("Change-Approve\u{A0}: CHG-2026-7F3K", .misspelledKey),
    ("Change-Appro\u{301}ve: CHG-2026-7F3K", .misspelledKey),
    (" Change-Approve: CHG-2026-7F3K", .notATrailer),
    ("\tChange-Approve: CHG-2026-7F3K", .notATrailer),
    ("* Change-Approve: CHG-2026-7F3K", .notATrailer),
    ("> Change-Approve: CHG-2026-7F3K", .notATrailer),
    ("# Change-Approve: CHG-2026-7F3K", .notATrailer),
    ("Change-Approve CHG-2026-7F3K", .notATrailer),
    ("Change-Approve=CHG-2026-7F3K", .notATrailer),
    ("Change-Approve - CHG-2026-7F3K: yes", .notATrailer),
    ("Reviewed: x\rChange-Approve: CHG-2026-7F3K", .notATrailer),
    ("Reviewed: x\u{B}change-approve: CHG-2026-7F3K", .notATrailer),
    ("Change-Aprove: CHG-2026-7F3K; role=x", .unknownVerb),
    ("Change-Approved: CHG-2026-7F3K", .unknownVerb),
    ("Change-Digest: CHG-2026-7F3K", .unknownVerb),
    ("Change-Rejct: 7F3K", .unknownVerb),
    ("Change-Approve: chg-2026-7f3k", .badID),
    ("Change-Approve: CHG-2026-7F3", .badID),
    ("Change-Approve: CHG-26-7F3K", .badID),
    ("Change-Approve: CHG-2026-7F3I", .badID),
    ("Change-Approve: CHG-2026-7F3K-2", .badID),
    ("Change-Approve: C\u{41D}G-2026-7F3K", .badID),
    ("Change-Approve: \u{200B}CHG-2026-7F3K", .badID),
    ("Change-Approve: everything", .badID),
    ("Change-Approve: ", .badID),
    ("Approved-by: CHG-2026-7F3K", .misspelledKey),
    ("Approve: CHG-2026-7F3K", .misspelledKey),
    ("Rejected: CHG-2026-7F3K", .misspelledKey),
    ("Chnage-Approve: CHG-2026-7F3K", .misspelledKey),
    ("policy-approve: \(digest); from=\(digest)", .misspelledKey),
    ("Policy-Approved: \(digest)", .misspelledKey),
    ("Policy Approve: \(digest)", .misspelledKey),
    ("role-delegate: a; to=b", .misspelledKey),
    ("Role-Delegates: a; to=b", .misspelledKey),
    ("Roles Recall: a; to=b", .misspelledKey),
  ])
  func `a line of the last paragraph that looks like an act is reported`(
    line: String, code: NearMiss.Code
  ) throws {
    for text in [message(line, good), message("Other: x", line)] {
      let reading = read(text)
      #expect(!reading.hasActs)
      #expect(reading.nearMisses.map(\.code) == [code])
    }
  }

  @Test(arguments: [
    "T\n\nChange-Approve: CHG-2026-7F3K; role=x\n\nbody\n",
    "Change-Approve: CHG-2026-7F3K; role=x\n",
    "Change-Approve: CHG-2026-7F3K; role=x\nChange-Repository: a/b\n",
    "T\n\nChange-Approve: CHG-2026-7F3K; role=x\n\nSigned-off-by: a <b>\n",
    "T\n\nChange-Approve: CHG-2026-7F3K; role=x\n\n# comment\n",
  ])
  func `an act before the last paragraph or in the title is reported`(text: String) throws {
    let reading = read(text)
    #expect(!reading.hasActs)
    let miss = try #require(reading.nearMisses.first)
    #expect(miss.code == .notInLastParagraph)
    #expect(miss.change == "CHG-2026-7F3K")
    #expect(reading.nearMisses.count == 1)
  }

  @Test(arguments: [
    "Change-Id: I8473b95934b5732ac55d26311a706c9c2bde9940", "Change: CHG-2026-7F3K",
    "Signed-off-by: A <a@b>", "Refs: CHG-2026-7F3K", "See CHG-2026-7F3K", "Fixes: #12",
    "Change-Type: feature", "change of heart: yes", "we should change-log: this",
    "Policy: sha256:x is documented", "role-based access", "Change-Repository: a/b",
    "The Change-Approve trailer is documented", "Update CHG-2026-7F3K: closer steps",
  ])
  func `ordinary lines are no near misses`(line: String) {
    #expect(read(message("Other: x", line)).nearMisses.isEmpty)
    #expect(read("T\n\n\(line)\n\nend\n").nearMisses.isEmpty)
  }

  @Test func `a near miss keeps the line fit to print`() throws {
    let line =
      "change-approve: CHG-2026-7F3K \u{1B}[31m\u{202E}" + String(repeating: "é", count: 300)
    let miss = try #require(read(message("A: b", line)).nearMisses.first)
    #expect(miss.line.utf8.count <= 210)
    #expect(!miss.line.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    #expect(miss.change == "CHG-2026-7F3K")
  }

  @Test(arguments: [
    ("Change-Aprove: CHG-2026-7F3K", "Change-Approve"),
    ("change-hold: CHG-2026-7F3K", "Change-Hold"),
    ("Change-Rejcet: CHG-2026-7F3K", "Change-Reject"),
  ])
  func `a near miss suggests what was meant`(line: String, key: String) throws {
    let miss = try #require(read(message("A: b", line)).nearMisses.first)
    #expect(miss.suggestion == key)
  }

  @Test func `near misses stand beside acts without voiding them`() {
    let reading = read(
      message("Change-Hold: CHG-2026-7F3K", "Approved-by: CHG-2026-7F3K", good))
    #expect(reading.fault == nil)
    #expect(reading.statements.count == 1)
    #expect(reading.nearMisses.count == 1)
  }
}
