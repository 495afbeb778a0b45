import Ledger
import Lint
import PolicyLint
import Primitives
import Records
import Starting
import Testing
import YAMLTree

/// The drafts that `new` writes: once their blanks are filled, the linter has nothing to say.
struct DraftTests {
  struct Kind: Sendable, CustomStringConvertible {
    let workflow: ReadyWorkflow
    let kind: ChangeRequest.Kind
    var description: String { "\(kind.rawValue) change of the \(workflow.rawValue) workflow" }
  }

  static let kinds = ReadyWorkflow.allCases.flatMap { workflow in
    ChangeRequest.Kind.allCases.map { Kind(workflow: workflow, kind: $0) }
  }

  /// What somebody writes into the blanks, by the end of the key path.
  private static let words: [(place: String, words: String)] = [
    ("timeline.start", "2026-03-11T10:00:00Z"), ("timeline.end", "2026-03-11T12:00:00Z"),
    ("window.start", "2026-03-11T10:00:00Z"), ("window.end", "2026-03-11T12:00:00Z"),
    ("at-latest", "2026-03-11T11:15:00Z"), ("rehearsal.at", "2026-03-02T10:00:00Z"),
    (".at", "2026-03-10T10:00:00Z"), (".reason", "Searches are needed at noon"),
    ("outage.kind", "none"), ("outage.minutes", "0"), ("minutes", "4"), ("users-affected", "0"),
    ("target.commit", "9d2e41c502b5706d513bd238f756d794c808d8d7"),
    ("commit", "ea83062d34e19b808cc9d3a0a2702a3134a3b9b9"), ("decision.owner", "bo"),
    ("decision.deputy", "cy"), ("when", "\"> 5 min\""), (".for", "10m"), ("data.loss", "none"),
    ("environment", "preprod"), ("sha256", String(repeating: "a", count: 64)),
    ("steps[0].do", "Note retention and lag of both workers"),
    ("steps[1].do", "Roll out the configuration with retention 90d"),
    ("steps[0].expect", "30d and a lag below 30 s"),
    ("steps[1].expect", "Both workers report retention 90d"),
    ("verify[0].check", "Query the lag of both workers"), ("verify[0].expect", "Below 30 s"),
    ("signal", "lag of the log"), ("source", "dashboard example-service"),
    ("target.name", "example-config"), ("artifacts[0].name", "example-config"),
    ("audience", "users of the log"), ("channel", "chat"), ("parameters.node", "node-1"),
    ("plan[0].do", "Raise the retention and let one compaction run"),
    ("expected-outcome", "Two months later the log still answers queries about this day."),
    ("description", "Raise the retention of the service's logs from 30 to 90 days."),
    ("", "Nothing changes for anybody but those who search older logs."),
  ]

  /// The text with sensible words in place of its blanks.
  static func filled(_ text: String) throws -> String {
    var text = text
    while let blank = RecordDocument.read(Array(text.utf8), path: "changes/x.yaml").findings
      .first(where: { $0.rule == Blank.rule })
    {
      let place = try #require(blank.place)
      let isWayBack = place.hasPrefix("rollback.steps[0].do")
      let entry = try #require(words.first { place.hasSuffix($0.place) })
      let span = try #require(blank.location.span)
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
      let line = lines[span.start.line - 1]
      let (start, end) = (
        line.index(line.startIndex, offsetBy: span.start.column - 1),
        line.index(line.startIndex, offsetBy: span.end.column - 1)
      )
      lines[span.start.line - 1] =
        line[..<start] + (isWayBack ? "Roll out the target commit with retention 30d" : entry.words)
        + line[end...]
      text = lines.joined(separator: "\n")
    }
    return text
  }

  private static func draft(_ kind: ChangeRequest.Kind) -> RecordDraft {
    var draft = RecordDraft(
      id: "CHG-2026-7F3K", title: "Keep the logs of the example service for 90 days", kind: kind,
      requester: "ana")
    (draft.implementer, draft.risk) = ("ana", .low)
    switch kind {
    case .standard:
      (draft.template, draft.parameters) = ("STD-RESTART@1", [("node", Blank.text("x"))])
    case .normal: (draft.systems, draft.strategy) = (["example-service"], "revert-config")
    case .emergency:
      (draft.systems, draft.strategy) = (["example-service"], "revert-config")
      (draft.incident, draft.whyNotNormal) = ("INC-9012", "The disk is full within the hour.")
      (draft.trigger, draft.decider) = ("lag of the log", "bo")
    }
    return draft
  }

  private static func policy(_ workflow: ReadyWorkflow) throws -> Policy {
    let draft = ReadyWorkflowTests.draft(workflow, people: 7)
    let files = Dictionary(
      uniqueKeysWithValues: draft.files.map { ($0.path, Array($0.text.utf8)) })
    return try #require(Policy.read(files: files).policy)
  }

  @Test(arguments: kinds)
  func `a draft with its blanks filled lints clean`(_ one: Kind) throws {
    let text = try Self.filled(Self.draft(one.kind).text)
    let path = "changes/2026/CHG-2026-7F3K.yaml"
    let document = RecordDocument.read(Array(text.utf8), path: path)
    let findings = lint(document, policy: try Self.policy(one.workflow), stage: .approved)
    // An emergency owes the rest at ratification.
    let counted = findings.filter { one.kind != .emergency || $0.severity == .error }
    #expect(counted.map { "\($0.rule): \($0.message)" } == [], "\(text)")
  }

  @Test(arguments: ChangeRequest.Kind.allCases)
  func `a blank is an error, and the only kind of it`(_ kind: ChangeRequest.Kind) throws {
    let document = RecordDocument.read(
      Array(Self.draft(kind).text.utf8), path: "changes/2026/CHG-2026-7F3K.yaml")
    let findings = lint(document, policy: try Self.policy(.standard), stage: .approved)
    #expect(!findings.isEmpty)
    #expect(Set(findings.map(\.rule)) == [Blank.rule])
    #expect(findings.allSatisfy { $0.severity == .error })
  }

  @Test func `a retry keeps plans and leaves behind what happened and when`() throws {
    let text =
      try Self.filled(Self.draft(.normal).text) + """
        execution:
          started: 2026-03-11T10:00:00Z
          finished: 2026-03-11T11:00:00Z
        closure: {outcome: failed, notes: The rollout stopped.}

        """
    let root = try #require(
      RecordDocument.read(Array(text.utf8), path: "changes/2026/CHG-2026-7F3K.yaml").root)
    let retry = Retry(of: "CHG-2026-7F3K", root, Retry.Answers(id: "CHG-2026-8G4M"))
    #expect(retry.dropped == ["execution", "closure", "all times"])
    let document = RecordDocument.read(
      Array(retry.text.utf8), path: "changes/2026/CHG-2026-8G4M.yaml")
    let change = try #require(document.change)
    #expect(change.id == "CHG-2026-8G4M")
    #expect(change.request?.supersedes == ["CHG-2026-7F3K"])
    #expect(change.request?.timeline == nil && change.schedule?.window == nil)
    #expect(change.execution == nil && change.closure == nil)
    #expect(change.rollback?.steps?.count == 1 && change.implementation?.steps?.count == 2)
    #expect(document.findings.allSatisfy { $0.rule == Blank.rule })
    let filled = try Self.filled(retry.text)
    let again = RecordDocument.read(
      Array(filled.utf8), path: "changes/2026/CHG-2026-8G4M.yaml")
    #expect(lint(again, policy: try Self.policy(.small), stage: .approved).map(\.message) == [])
  }
}
