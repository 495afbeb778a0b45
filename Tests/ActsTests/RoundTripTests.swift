import Acts
import Primitives
import Testing

@Suite struct RoundTripTests {
  /// A message of random but legal acts.
  private func randomMessage(_ random: inout SeededGenerator) throws -> ActMessage {
    let change = ["CHG-2026-7F3K", "CHG-2025-0001", "CHG-1999-ZZZZZZ"]
    let statements = (0..<Int.random(in: 1...4, using: &random)).map { index in
      let verb = Verb.allCases[Int.random(in: 0..<Verb.allCases.count, using: &random)]
      return Statement(
        index: index, verb: verb, change: change[index % 3], parameters: parameters(verb, &random))
    }
    let bodies = [
      "", "One line.", "Two\n\nparagraphs: with\n- a list\n", "\r\nWindows\r\nlines  \r\n",
    ]
    let value = try #require(SHA256Digest(digest))
    let day = try #require(CivilDate("2026-03-01"))
    let next = try #require(CivilDate("2026-03-09"))
    let isMixed = Bool.random(using: &random)
    return ActMessage(
      subject: "Act on \(statements.count) changes", body: bodies[statements.count % 4],
      statements: statements,
      policyApprovals: isMixed
        ? [PolicyApproval(index: statements.count, digest: value, from: value)] : [],
      delegations: isMixed
        ? [
          Delegation(
            index: statements.count + 1, role: "cab", to: "bo.chen",
            days: Delegation.Days(from: day, until: next)),
          Delegation(index: statements.count + 2, role: "cab", to: "bo.chen", days: nil),
        ] : [],
      repository: "harbourline/changes")
  }

  private func parameters(
    _ verb: Verb, _ random: inout SeededGenerator
  ) -> [Statement.Parameter] {
    var pairs: [(String, String)] = [("digest", digest)]
    switch verb {
    case .assess: pairs += [("role", "security"), ("risk", "high")]
    case .object: pairs += [("role", "system-owner(claims-db)"), ("objection", "S1")]
    case .resolve: pairs += [("objection", "S1")]
    case .test: pairs += [("role", "qa"), ("outcome", "pass")]
    case .finish: pairs += [("outcome", "rolled-back")]
    case .except: pairs += [("role", "cab"), ("freeze", "year-end")]
    case .override: pairs += [("role", "cio"), ("requirement", "objection:ana:S1")]
    case .start: pairs += [("kind", "rollback"), ("trigger", "T1")]
    case .submit: pairs += [("for", "ana.ruiz")]
    default: pairs += [("role", "a/b@c+d(e)")]
    }
    return pairs.shuffled(using: &random).map { Statement.Parameter(key: $0.0, value: $0.1) }
  }

  @Test func `what is written is what is read`() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<500 {
      let message = try randomMessage(&random)
      let reading = read(try message.text())
      #expect(reading.statements == message.statements)
      #expect(reading.policyApprovals == message.policyApprovals)
      #expect(reading.delegations == message.delegations)
      #expect(reading.repository == message.repository)
      #expect(reading.fault == nil && reading.nearMisses.isEmpty)
    }
  }

  @Test(arguments: [
    Sample("two lines", "a\nb", ""), Sample("no subject", "", ""), Sample("blank", " ", ""),
    Sample("divider in the body", "T", "x\n---\ny"), Sample("scissors", "T", "-- >8 --"),
    Sample("escape", "T\u{1B}[2K", ""), Sample("NUL", "T", "\0"),
    Sample("an act in the body", "T", "Change-Approve: CHG-2026-7F3K; role=x"),
    Sample("an act as subject", "Change-Hold: CHG-2026-7F3K", ""),
    Sample("lone carriage return", "T", "a\rb"),
    Sample("too long", "T", String(repeating: "x", count: 70_000)),
  ])
  func `text that would void the acts is refused`(_ sample: Sample) {
    let hold = Statement(index: 0, verb: .hold, change: "CHG-2026-7F3K", parameters: [])
    let message = ActMessage(
      subject: sample.text, body: sample.words, statements: [hold], repository: "a/b")
    #expect(throws: ActMessage.Fault.self) { try message.text() }
  }

  @Test(arguments: [
    ("CHG-2026-7F3k", "role", "x"), ("CHG-2026-7F3K", "role", "x y"), ("CHG-2026-7F3K", "x", "y"),
    ("CHG-2026-7F3K", "role", ""), ("CHG-2026-7F3K", "role", "x\nChange-Hold: CHG-2026-7F3M"),
    ("CHG-2026-7F3K; role=a", "for", "x"),
  ])
  func `acts that cannot be written are refused`(change: String, key: String, value: String) {
    let hold = Statement(
      index: 0, verb: .hold, change: change,
      parameters: [Statement.Parameter(key: key, value: value)])
    let message = ActMessage(subject: "T", statements: [hold], repository: "a/b")
    #expect(throws: ActMessage.Fault.self) { try message.text() }
    #expect(throws: ActMessage.Fault.self) {
      try ActMessage(subject: "T", repository: "a/b").text()
    }
  }

  @Test func `whatever counts as an act is a trailer to git too`() throws {
    var random = SeededGenerator(seed: 11)
    var compared = 0
    for _ in 0..<1500 {
      let seed = Array(try randomMessage(&random).text().utf8)
      let bytes = random.mutation(of: seed)
      let reading = MessageReading(message: bytes)
      guard reading.fault == nil, reading.hasActs else { continue }
      guard compared < 250 else { break }
      compared += 1
      let text = try #require(String(validating: bytes, as: UTF8.self))
      let trailers = try #require(
        try git(["interpret-trailers", "--parse"], input: text), "\(text)")
      for act in reading.statements {
        let values = act.parameters.map { "; \($0.key)=\($0.value)" }.joined()
        let line = "Change-\(act.verb.rawValue): \(act.change)\(values)"
        #expect(trailers.indices.contains(act.index) && trailers[act.index] == line, "\(text)")
      }
      #expect(
        reading.repository == nil
          || trailers.contains("Change-Repository: \(reading.repository ?? "")"))
    }
    #expect(compared > 50)
  }

  @Test func `mutated messages never trap and the filter never misses`() throws {
    var random = SeededGenerator(seed: 5)
    let lines = [
      "Change-Approve: CHG-2026-7F3K; role=x", "change-approve : CHG-2026-7F3K",
      "Change: CHG-2026-7F3K",
      "Policy-Approve: \(digest); from=\(digest)", "Roles recall: a; to=b", "prose", "", "---",
      "Ch\u{430}nge-H\u{43E}ld: CHG-2026-7F3K", "[CHG-2026-7F3K] x", "Co-authored-by: A <a@b>",
      "Reviewed: x\rChange-Hold: CHG-2026-7F3K", "Approved-by: CHG-2026-7F3K", "\t x: y",
    ]
    for _ in 0..<6000 {
      let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        lines[Int.random(in: 0..<lines.count, using: &random)]
      }
      let bytes = random.mutation(of: Array(text.joined(separator: "\n").utf8))
      let reading = MessageReading(message: bytes)
      _ = CoAuthor.all(in: bytes)
      let isFound =
        reading.hasActs || !reading.nearMisses.isEmpty || !reading.links.isEmpty
        || reading.fault != nil
      guard isFound else { continue }
      #expect(bytes.withUnsafeBytes { MessageReading.mayConcernChanges($0) }, "\(bytes)")
    }
  }

  @Test(arguments: [
    "Change-Hold: CHG-2026-7F3K\n", "Change-Holt: CHG-2026-7F3K\n", "chg-\n", "A: b\n", "\n", "[",
    "Change: CHG-2026-7F3K\n", "\r", " \n", "C",
  ])
  func `a message of a megabyte of trailers takes linear time`(line: String) {
    let count = 1_000_000 / line.utf8.count
    let reading = read("T\n\n" + String(repeating: line, count: count))
    #expect(reading.statements.count <= 10_000)
    #expect(reading.nearMisses.count <= 10_000)
    #expect(!reading.hasActs || reading.fault != nil)
  }

  @Test func `the filter lets ordinary messages pass by`() {
    let texts = [
      "Fix the parser", "Change the colour of the roof", "console-log: drop", "", "-", ":", "=",
      "Merge branch 'main' of github.com:a/b", "to=1", "rechange",
    ]
    for text in texts {
      #expect(!Array(text.utf8).withUnsafeBytes { MessageReading.mayConcernChanges($0) }, "\(text)")
    }
  }
}
