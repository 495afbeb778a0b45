import Diagnostics
import Lint
import Primitives
import Records
import Testing
import YAMLTree

/// What comments of records quiet, and what they cannot.
@Suite struct CommentTests {
  private static let path = "changes/2026/CHG-2026-7F3K.yaml"
  private static let mark = "assent: ignore[title-vague] until=2026-12-31 renamed after the audit"

  private struct Outcome {
    let report: SuppressionReport
    var kept: [String] { report.kept.map(\.rule) }
    var faults: [String] { report.faults.map(\.rule) }
  }

  /// A complete record whose title is vague, which is a warning, with its first lines replaced.
  private func run(
    _ head: String, now: String = "2026-03-01T00:00:00Z",
    severities: [String: Severity?] = [:], change: (String) -> String = { $0 }
  ) throws -> Outcome {
    let base = BaseRecords.text(.normal)
    let rest = base.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("title:") && !$0.hasPrefix("schema:") && !$0.hasPrefix("id:") }
    let lines = ["schema: assent/change/1", "id: CHG-2026-7F3K", head] + rest.map(String.init)
    let bytes = Array((change(lines.joined(separator: "\n")) + "\n").utf8)
    let document = RecordDocument.read(bytes, path: Self.path)
    try #require(document.findings == [], "\(document.findings)")
    let policy = SamplePolicy.with(severities)
    let comments = CommentReading(bytes, root: try #require(document.root), path: Self.path)
    let clock = SuppressionClock(
      now: try #require(Instant(rfc3339: now)), zone: TimeZoneRules(offset: 0))
    let findings = lint(document, policy: policy, evidence: SamplePolicy.evidence)
    return Outcome(
      report: SuppressionReport(
        findings,
        in: SuppressionReport.Scope(
          documents: [document], comments: [comments], policy: policy, stage: .approved,
          isWhole: true), at: clock))
  }

  @Test(arguments: [
    "title: Update  # \(mark)", "# \(mark)\ntitle: Update", "#\(mark)\ntitle: Update",
    "# \(mark)\n# and another comment\ntitle: Update",
    "title: \"Update\" # assent: ignore[title-overlong, title-vague] until=2026-12-31 why",
  ])
  func `a warning is quiet below the comment and beside it`(_ head: String) throws {
    let outcome = try run(head)
    #expect(!outcome.kept.contains("title-vague"))
    #expect(outcome.report.suppressed.map(\.finding.rule) == ["title-vague"])
    #expect(outcome.report.list.map(\.state) == [.active])
  }

  @Test func `the record without a comment has that warning`() throws {
    #expect(try run("title: Update").kept == ["title-vague"])
  }

  @Test(arguments: [
    // Not lined up, not right above, above another key, beside another key.
    (" # \(mark)\ntitle: Update", "suppression-malformed"),
    ("# \(mark)\n\ntitle: Update", "suppression-malformed"),
    ("title: Update\n# \(mark)", "suppression-unused"),
    // No reason, no day, no rule, an unknown rule, an unknown form.
    ("title: Update # assent: ignore[title-vague] until=2026-12-31", "suppression-malformed"),
    ("title: Update # assent: ignore[title-vague] until=2026-02-30 why", "suppression-malformed"),
    ("title: Update # assent: ignore[title-vague] renamed", "suppression-malformed"),
    ("title: Update # assent: ignore[] until=2026-12-31 why", "suppression-malformed"),
    ("title: Update # assent: ignore[*] until=2026-12-31 why", "suppression-malformed"),
    ("title: Update # assent: ignore[title-vage] until=2026-12-31 why", "suppression-malformed"),
    ("title: Update # assent: ignore title-vague until=2026-12-31 why", "suppression-malformed"),
    ("title: Update # Assent: ignore[title-vague] until=2026-12-31 why", "suppression-malformed"),
    ("title: Update # assent ignore[title-vague] until=2026-12-31 why", "suppression-malformed"),
    ("title: Update # assent: disable[title-vague] until=2026-12-31 why", "suppression-malformed"),
  ])
  func `a comment that is not clear quiets nothing and is reported`(
    _ head: String, _ fault: String
  ) throws {
    let outcome = try run(head)
    #expect(outcome.kept.contains("title-vague"))
    #expect(outcome.faults == [fault], "\(outcome.report.faults)")
  }

  @Test func `an unknown rule is answered with the nearest`() throws {
    let outcome = try run("title: Update # assent: ignore[title-vage] until=2026-12-31 why")
    #expect(outcome.report.faults.map(\.advice) == ["did you mean `title-vague`"])
  }

  @Test func `a comment cannot quiet an error, not even one that the policy made`() throws {
    let outcome = try run(
      "title: Update # \(Self.mark)", severities: ["title-vague": .error])
    #expect(outcome.kept == ["title-vague"])
    #expect(outcome.faults == ["suppression-of-error"])
  }

  @Test func `an expired comment is reported and the finding returns`() throws {
    let outcome = try run("title: Update # \(Self.mark)", now: "2027-01-01T00:00:00Z")
    #expect(outcome.kept == ["title-vague"])
    #expect(outcome.faults == ["suppression-expired"])
    #expect(try run("title: Update # \(Self.mark)", now: "2026-12-31T23:59:59Z").kept == [])
  }

  @Test func `a day years ahead is worth a warning`() throws {
    let far = Self.mark.replacing("2026-12-31", with: "2028-01-01")
    #expect(try run("title: Update # \(far)").faults == ["suppression-long"])
  }

  @Test func `a comment beside the first key of an item is about the key alone`() throws {
    let mark = "assent: ignore[step-incomplete] until=2026-12-31 why"
    func place(_ line: String, in text: String) throws -> [String] {
      let bytes = Array(text.replacing("@", with: line).utf8)
      let reading = YAMLReader.read(bytes, path: "a")
      return CommentReading(bytes, root: try #require(reading.root), path: "a")
        .suppressions.map(\.place.description)
    }
    let block = "a:\n  - b: 1 @\n    c: 2\n  - b: 3\n"
    #expect(try place("# \(mark)", in: block) == ["a[0].b"])
    #expect(try place("# \(mark)", in: "a:\n  - {b: 1, c: 2} @\n  - b: 3\n") == ["a[0]"])
    #expect(try place("# \(mark)", in: "a: @\n  - b: 3\n") == ["a"])
    #expect(try place("# \(mark)", in: "a: | @\n  text\nb: 1\n") == ["a"])
    #expect(try place("# \(mark)", in: "x: 1\na: {b: 1, c: 2, @\n  d: 3}\n") == [])
    #expect(try place("# \(mark)", in: "a:\n  @\n  - b: 3\n") == ["a[0]"])
    #expect(try place("# \(mark)", in: "a:\n  - b: 3\n    @\n    c: 4\n") == ["a[0].c"])
    #expect(try place("# \(mark)", in: "a:\n  - b: 3\n  @\nc: 4\n") == [])
    #expect(try place("# \(mark)", in: "a: 1\n@") == [])
  }

  @Test func `what looks like a comment inside of a text is none`() throws {
    let text = """
      a: "x # \(Self.mark)"
      b: 'x # \(Self.mark)'
      c: |
        # \(Self.mark)
        text
      d: >
        text

        # \(Self.mark)
      e: x#\(Self.mark.replacing(": ", with: ":"))
      f: "first
        # \(Self.mark)
        last"
      "g # \(Self.mark)": 1

      """
    let bytes = Array(text.utf8)
    let reading = YAMLReader.read(bytes, path: "a")
    let root = try #require(reading.root, "\(reading.findings)")
    let comments = CommentReading(bytes, root: root, path: "a")
    #expect(comments.suppressions == [] && comments.findings == [])
  }
}
