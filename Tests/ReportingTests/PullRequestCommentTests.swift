import Acts
import Decision
import Diagnostics
import Primitives
import Records
import Reporting
import Testing

/// The comment below a pull request, as people read it.
struct PullRequestCommentTests {
  private func report(
    _ changes: [PullRequestReport.Change] = [], commits: [ObjectID] = [],
    acts: [PullRequestReport.CarriedAct] = [], policy: PullRequestReport.PolicyEdit? = nil,
    into: String? = nil
  ) throws -> PullRequestReport {
    PullRequestReport(
      head: try Samples.id("b"), commits: commits, changes: changes, acts: acts,
      policyEdit: policy, otherBranch: into, trunkReference: "refs/remotes/origin/main",
      trunkCommit: try Samples.id("8"), policyCommit: try Samples.id("3"),
      now: try #require(Instant(rfc3339: "2026-03-01T12:00:00Z")))
  }

  private func change(_ verdict: Verdict, findings: [Finding] = [], isEdited: Bool = true)
    -> PullRequestReport.Change
  {
    PullRequestReport.Change(verdict: verdict, findings: findings, isEdited: isEdited)
  }

  private func approval(_ reason: ActReason? = nil) throws -> PullRequestReport.CarriedAct {
    PullRequestReport.CarriedAct(
      commit: try Samples.id("6"), words: "approve CHG-2026-7F3K as security",
      person: reason == .unsigned ? nil : "eli.frost", reason: reason)
  }

  private func policyEdit(
    obstacle: String? = nil, missing: [String] = ["1 of 2 approvals by ana, bo, cat"],
    onTrunk: Bool = false
  ) -> PullRequestReport.PolicyEdit {
    PullRequestReport.PolicyEdit(
      files: ["policies/people.yaml"], obstacle: obstacle, missing: missing,
      whom: missing.isEmpty ? nil : "1 of bo, cat", approvedOnTrunk: onTrunk)
  }

  @Test func `an edit that made an approval stale names field, commit and person`() throws {
    let finding = Finding(
      rule: "rollback-untimed", severity: .warning, message: "`rollback.steps[0]` has no minutes",
      location: Samples.place(31))
    try Golden.compare(
      PullRequestComment(
        try report([change(try Samples.blocked(), findings: [finding])], commits: [Samples.id("e")])
      ).text(), with: "comment-stale.md")
  }

  @Test func `several changes, acts and a policy`() throws {
    let waiting = try Samples.verdict(
      change: "CHG-2026-8Q1M", decision: .awaiting, reasons: [Samples.unmetSecurity],
      stages: try Samples.waitingStages())
    let open = try Samples.verdict(
      change: "CHG-2026-9ZT4", stage: .scheduled, decision: .allowed, reasons: [])
    try Golden.compare(
      PullRequestComment(
        try report(
          [change(waiting, isEdited: false), change(open, isEdited: false)],
          acts: [try approval(), try approval(.unsigned)], policy: policyEdit(), into: "develop")
      ).text(), with: "comment-acts.md")
  }

  @Test func `the merge button is derived from what the head brings`() throws {
    let edit = change(try Samples.blocked())
    #expect(try report([edit]).merge == .any)
    #expect(try report([edit], acts: [try approval()]).merge == .mergeCommit)
    // A signature is lost whether it would have counted or not.
    #expect(try report([], acts: [try approval(.stale)]).merge == .mergeCommit)
    #expect(try report(policy: policyEdit()).merge == .mergeCommit)
    #expect(try report(policy: policyEdit(onTrunk: true)).merge == .any)
    #expect(try report(policy: policyEdit(obstacle: "it cannot be read")).merge == .none)
    #expect(try report([edit], policy: policyEdit(onTrunk: true)).merge == .none)
  }

  @Test func `nothing that a record says is markup`() throws {
    let hostile = """
      <!-- --> <img src=x onerror=alert(1)> @everyone ![a](http://evil.example/a.png) \
      [b](javascript:x) `code` ```fence | cell || \\| #1 !2 ~3 $x$ www.evil.example a@b.example
      /approve
      \u{202E}esrever\u{1B}[31m
      """
    let reason = GateReason(code: .objection, message: hostile)
    let verdict = try Samples.verdict(
      title: hostile, decision: .prevented, reasons: [reason],
      acts: [
        try Samples.act(
          "6", .approve, [("role", "@team|`x`")], by: "eli.frost", counted: false, reason: .stale,
          detail: [
            ActVerdict.Detail(field: hostile, commit: nil, people: [hostile])
          ])
      ])
    let finding = Finding(
      rule: "x", message: hostile, location: Location(path: "changes/\(hostile)"))
    let text = PullRequestComment(try report([change(verdict, findings: [finding])])).text()
    for line in text.split(separator: "\n").dropFirst() {
      // Outside the spans only words of ours are left.
      let outside = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
      for markup in ["@", "<i", "![", "](", "www", "evil", "/approve", "~", "$", "\u{1B}"] {
        #expect(!outside.contains(markup), "\(markup) in \(line)")
      }
      #expect(line.split(separator: "`", omittingEmptySubsequences: false).count % 2 == 1)
      if line.hasPrefix("|") {
        let inside = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
          .filter { !$0.offset.isMultiple(of: 2) }.map(\.element).joined()
        #expect(!inside.contains("|"))
      }
    }
    #expect(!text.contains("\n/"))
    #expect(!text.contains("\u{202E}"))
    #expect(text.split(separator: "<!--").count == 2 || text.hasPrefix(PullRequestComment.marker))
  }

  @Test(arguments: [0, 1, 3, 600]) func `a comment is cut at a whole row`(_ count: Int) throws {
    let findings = (0..<count).map { number in
      Finding(
        rule: "rule-\(number)", message: String(repeating: "ß", count: 250),
        location: Samples.place(number + 1))
    }
    let changes = try (0...count).map { _ in change(try Samples.blocked(), findings: findings) }
    let text = PullRequestComment(try report(changes)).text()
    #expect(text.utf8.count <= PullRequestComment.longest)
    #expect(text.hasPrefix(PullRequestComment.marker + "\n"))
    #expect(text.contains("An approval on this page is not an act"))
    #expect(text.hasSuffix("</sub>\n"))
    #expect(text.contains("left out here") == (count == 600))
    for line in text.split(separator: "\n") where line.hasPrefix("|") {
      #expect(line.hasSuffix("|"))
    }
  }

  @Test func `as JSON it names the acts that the edit ends`() throws {
    let report = try report(
      [change(try Samples.blocked())], commits: [try Samples.id("e")], acts: [try approval(.stale)],
      policy: policyEdit())
    try Golden.compare(
      VerdictJSON(engine: "assent test").pullRequest(report).line, with: "pull-request.json")
  }
}
