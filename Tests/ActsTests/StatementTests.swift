import Acts
import Primitives
import Testing

@Suite struct StatementTests {
  @Test func `an act is read with its parameters, repository and place`() throws {
    let reading = read(
      message(
        "Change-Approve: CHG-2026-7F3K; role=security; digest=\(digest)",
        "Signed-off-by: Ana Ruiz <ana@example.org>",
        "Change-Hold: CHG-2026-0001",
        "Change-Repository: harbourline/changes"))
    #expect(reading.fault == nil)
    #expect(reading.nearMisses.isEmpty && reading.malformed.isEmpty)
    #expect(reading.statements.map(\.index) == [0, 2])
    let first = try #require(reading.statements.first)
    #expect(first.verb == .approve)
    #expect(first.change == "CHG-2026-7F3K")
    #expect(first.role == "security")
    #expect(first.digest == SHA256Digest(digest))
    #expect(reading.repository == "harbourline/changes")
  }

  @Test(arguments: [
    "Submit: CHG-2026-7F3K", "Submit: CHG-2026-7F3K; for=ana.ruiz",
    "Approve: CHG-2026-0001; role=r",
    "Assess: CHG-2026-7F3K; role=change-manager; risk=critical",
    "Approve: CHG-2026-7F3K; role=system-owner(claims-db); minutes=CAB/2026-03+1",
    "Object: CHG-2026-7F3K; role=security; objection=S1",
    "Resolve: CHG-2026-7F3K; objection=S1",
    "Resolve: CHG-2026-7F3K; objection=S1; role=x; minutes=7",
    "Reject: CHG-2026-7F3K; role=cab-chair", "Withdraw: CHG-2026-7F3K",
    "Withdraw: CHG-2026-7F3K; role=security; minutes=12",
    "Test: CHG-2026-7F3K; role=t; outcome=pass",
    "Test: CHG-2026-7F3K; outcome=fail; role=t", "Schedule: CHG-2026-7F3K; role=cab",
    "Start: CHG-2026-7F3K", "Start: CHG-2026-7F3K; kind=rollback; trigger=T1",
    "Start: CHG-2026-7F3K; role=ops; commit=0123456789abcdef0123456789abcdef01234567",
    "Start: CHG-2026-7F3K; artifact=\(digest); digest=\(digest)",
    "Finish: CHG-2026-7F3K; outcome=successful-with-issues",
    "Review: CHG-2026-7F3K; role=x", "Review: CHG-2026-7F3K; role=x; outcome=successful",
    "Close: CHG-2026-7F3K; role=x; outcome=rejected", "Close: CHG-2026-7F3K; role=x",
    "Cancel: CHG-2026-7F3K", "Hold: CHG-2026-7F3K; role=x", "Resume: CHG-2026-7F3K",
    "Except: CHG-2026-7F3K; freeze=year-end-2026; role=cab-chair",
    "Override: CHG-2026-7F3K; requirement=objection:ana.ruiz:S1; role=cio",
    "Override: CHG-9999-ZZZZZZZZZZ; requirement=contributor:0123; role=cio",
  ])
  func `every legal act is a statement`(line: String) {
    let reading = read(message("Change-\(line)", "Change-Repository: a/b"))
    #expect(reading.statements.count == 1)
    #expect(reading.fault == nil)
    #expect(reading.nearMisses.isEmpty)
  }

  @Test(arguments: [
    Sample("unknown parameter", "Approve: CHG-2026-7F3K; rolle=x", "did you mean 'role'"),
    Sample("missing role", "Approve: CHG-2026-7F3K", "needs the parameter 'role'"),
    Sample("submit with a role", "Submit: CHG-2026-7F3K; role=x", "no parameter 'role'"),
    Sample("missing risk", "Assess: CHG-2026-7F3K; role=x", "'risk'"),
    Sample("unknown risk", "Assess: CHG-2026-7F3K; role=x; risk=none", "one of low"),
    Sample("objection on approve", "Approve: CHG-2026-7F3K; role=x; objection=S1", "objection"),
    Sample("no objection", "Object: CHG-2026-7F3K; role=x", "objection"),
    Sample("resolve nothing", "Resolve: CHG-2026-7F3K", "objection"),
    Sample("no outcome", "Test: CHG-2026-7F3K; role=x", "outcome"),
    Sample("wrong outcome", "Test: CHG-2026-7F3K; role=x; outcome=successful", "pass"),
    Sample("finish cancelled", "Finish: CHG-2026-7F3K; outcome=cancelled", "one of"),
    Sample("close passed", "Close: CHG-2026-7F3K; role=x; outcome=pass", "one of"),
    Sample("trigger alone", "Start: CHG-2026-7F3K; trigger=T1", "together"),
    Sample("rollback alone", "Start: CHG-2026-7F3K; kind=rollback", "together"),
    Sample("other kind", "Start: CHG-2026-7F3K; kind=forward; trigger=T1", "rollback"),
    Sample("short commit", "Start: CHG-2026-7F3K; commit=0123456", "full commit"),
    Sample("artifact without kind", "Start: CHG-2026-7F3K; artifact=abc", "digest"),
    Sample(
      "both",
      "Start: CHG-2026-7F3K; artifact=\(digest); commit=\(String(repeating: "a", count: 40))",
      "not both"),
    Sample("no freeze", "Except: CHG-2026-7F3K; role=x", "freeze"),
    Sample("no requirement", "Override: CHG-2026-7F3K; role=x", "requirement"),
    Sample("broken digest", "Submit: CHG-2026-7F3K; digest=sha256:12", "digest"),
    Sample("upper digest", "Submit: CHG-2026-7F3K; digest=\(digest.uppercased())", "digest"),
    Sample("repeated key", "Hold: CHG-2026-7F3K; role=a; role=a", "twice"),
    Sample("empty value", "Hold: CHG-2026-7F3K; role=", "no legal value"),
    Sample("blank in value", "Hold: CHG-2026-7F3K; role=a b", "expected"),
    Sample("comma", "Hold: CHG-2026-7F3K, role=a", "expected"),
    Sample("no blank", "Hold: CHG-2026-7F3K;role=a", "expected"),
    Sample("two blanks", "Hold: CHG-2026-7F3K;  role=a", "key=value"),
    Sample("trailing semicolon", "Hold: CHG-2026-7F3K; role=a;", "expected"),
    Sample("two ids", "Hold: CHG-2026-7F3K CHG-2026-7F3M", "expected"),
    Sample("prose", "Hold: CHG-2026-7F3K please", "expected"),
    Sample("zero-width", "Hold: CHG-2026-7F3K\u{200B}", "expected"),
    Sample("no-break blank", "Hold: CHG-2026-7F3K; role=a\u{A0}", "expected"),
    Sample("Cyrillic role", "Hold: CHG-2026-7F3K; role=s\u{435}curity", "expected"),
    Sample("upper key", "Hold: CHG-2026-7F3K; Role=a", "key=value"),
    Sample("blank before equals", "Hold: CHG-2026-7F3K; role =a", "key=value"),
  ])
  func `anything else wrong with an act is malformed and voids the commit`(_ sample: Sample) throws
  {
    let reading = read(
      message("Change-Cancel: CHG-2026-0001", "Change-\(sample.text)", "Change-Repository: a/b"))
    let act = try #require(reading.malformed.first)
    #expect(act.index == 1)
    #expect(act.change == "CHG-2026-7F3K")
    #expect(act.fault.contains(sample.words), "\(act.fault)")
    #expect(reading.statements.count == 1)
    #expect(reading.fault != nil)
    #expect(reading.hasActs)
  }

  @Test func `policy approvals, delegations and recalls are read`() throws {
    let reading = read(
      message(
        "Policy-Approve: \(digest); from=\(digest)",
        "Role-Delegate: system-owner(claims-db); to=bo.chen; from=2026-03-01; until=2026-04-01",
        "Role-Recall: cab-chair; to=bo.chen", "Change-Repository: a/b"))
    #expect(reading.fault == nil)
    let from = try #require(CivilDate("2026-03-01"))
    let until = try #require(CivilDate("2026-04-01"))
    let value = try #require(SHA256Digest(digest))
    #expect(
      reading.policyApprovals == [PolicyApproval(index: 0, digest: value, from: value)])
    #expect(
      reading.delegations == [
        Delegation(
          index: 1, role: "system-owner(claims-db)", to: "bo.chen",
          days: Delegation.Days(from: from, until: until)),
        Delegation(index: 2, role: "cab-chair", to: "bo.chen", days: nil),
      ])
    #expect(reading.nearMisses.isEmpty)
  }

  @Test(arguments: [
    "Policy-Approve: \(digest)", "Policy-Approve: \(digest); from=main",
    "Policy-Approve: \(digest); from=\(digest); for=x", "Policy-Approve: abc; from=\(digest)",
    "Role-Delegate: r; to=x; from=2026-02-30; until=2026-03-01", "Role-Delegate: r; to=x",
    "Role-Delegate: ; to=x; from=2026-03-01; until=2026-03-02", "Role-Recall: r",
    "Role-Recall: r; to=x; from=2026-03-01", "Role-Recall: two words; to=x",
    "Role-Delegate: r; from=2026-03-01; until=2026-03-02; to=x",
  ])
  func `a broken policy or role line is a fault and a near miss`(line: String) {
    let reading = read(message(line, "Change-Hold: CHG-2026-7F3K", "Change-Repository: a/b"))
    #expect(reading.policyApprovals.isEmpty && reading.delegations.isEmpty)
    #expect(reading.fault != nil)
    #expect(reading.nearMisses.map(\.code) == [.badID])
  }

  @Test func `a commit without a repository says so`() {
    let reading = read(message("Change-Hold: CHG-2026-7F3K"))
    #expect(reading.repository == nil)
    #expect(reading.fault == nil)
  }

  @Test(arguments: [
    ["Change-Repository: a/b", "Change-Repository: a/b"], ["Change-Repository: a b"],
    ["Change-Repository: \u{430}/b"],
  ])
  func `two repositories or an illegal one are a fault`(lines: [String]) {
    let reading = read(
      message("Change-Hold: CHG-2026-7F3K", lines.joined(separator: "\n")))
    #expect(reading.fault != nil)
  }

  @Test func `two equal acts in one commit are legal grammar`() {
    let line = "Change-Approve: CHG-2026-7F3K; role=a"
    #expect(read(message(line, line, "Change-Repository: a/b")).statements.count == 2)
  }
}
